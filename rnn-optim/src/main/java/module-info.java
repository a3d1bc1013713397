/** Optimizers, losses, the trainer, and what training shows. */
module rnn4j.optim {
    requires transitive rnn4j.core;
    requires com.google.common;
    requires jdk.httpserver;
    requires me.tongfei.progressbar;
    requires static org.jspecify;

    exports rnn4j.optim;
    exports rnn4j.report;
    exports rnn4j.train;
    exports rnn4j.train.loss;
    exports rnn4j.train.metric;
}
