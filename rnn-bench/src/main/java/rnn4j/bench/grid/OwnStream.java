package rnn4j.bench.grid;

import rnn4j.bench.contest.Work;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.nn.RecurrentLayer;
import rnn4j.tensor.Threads;

/** One step after the other, with the state carried on. */
public final class OwnStream implements Work {
    private final Threads threads;
    private final RecurrentLayer layer;
    private final Sequence x;
    private State state;
    private Sequence last;

    /**
     * Takes a layer and the input of every step.
     *
     * @param threads closed with this
     * @param x {@code [1, 1, input]}
     */
    public OwnStream(Threads threads, RecurrentLayer layer, Sequence x) {
        this.threads = threads;
        this.layer = layer;
        this.x = x;
        state = layer.initial(1);
        last = x;
    }

    @Override
    public void once() {
        Unrolled step = threads.within(() -> step(state));
        state = step.last();
        last = step.outputs();
    }

    private Unrolled step(State from) {
        return layer.run(x, from, Resets.none());
    }

    @Override
    public double figure() {
        return last.values().square().mean().value();
    }

    @Override
    public void close() {
        threads.close();
    }
}
