/** The cells that come with rnn4j; equations only. */
module rnn4j.cells {
    requires transitive rnn4j.core;
    requires static org.jspecify;
}
