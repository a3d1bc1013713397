/** The contract every cell keeps, run by JUnit; for plugin authors' tests. */
module rnn4j.testkit {
    exports rnn4j.testkit;

    requires transitive org.junit.jupiter.api;
    requires transitive rnn4j.core;
    requires jdk.management;
    requires static org.jspecify;
}
