package rnn4j.bench.peers;

import rnn4j.bench.contest.Work;
import rnn4j.bench.dl4j.Dl4jNetwork;

/** A training step of Deeplearning4j: forward, loss, backward, Adam. */
record Dl4jTraining(Dl4jNetwork network) implements Work {

    @Override
    public void once() {
        network.train();
    }

    @Override
    public double figure() {
        return network.loss();
    }
}
