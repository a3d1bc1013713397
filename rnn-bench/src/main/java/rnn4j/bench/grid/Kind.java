package rnn4j.bench.grid;

/** What is done with a cell. */
public enum Kind {
    /** A training step: forward, loss, backward, Adam. */
    TRAINING,

    /** A pass forward over whole sequences, from the initial state. */
    INFERENCE,

    /** One step at a time, batch 1, with the state carried on. */
    STREAM
}
