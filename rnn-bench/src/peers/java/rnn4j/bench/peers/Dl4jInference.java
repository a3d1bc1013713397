package rnn4j.bench.peers;

import rnn4j.bench.contest.Work;
import rnn4j.bench.dl4j.Dl4jNetwork;

/** A pass forward of Deeplearning4j. */
record Dl4jInference(Dl4jNetwork network) implements Work {

    @Override
    public void once() {
        network.infer();
    }

    @Override
    public double figure() {
        return network.meanSquare();
    }
}
