/** Model files, text sources, vocabularies and batches. */
module rnn4j.io {
    exports rnn4j.data;
    exports rnn4j.io;

    requires transitive rnn4j.core;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires de.siegmar.fastcsv;
    requires static org.jspecify;
}
