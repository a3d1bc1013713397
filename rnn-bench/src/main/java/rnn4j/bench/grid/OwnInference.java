package rnn4j.bench.grid;

import rnn4j.bench.contest.Work;
import rnn4j.cell.Sequence;
import rnn4j.nn.RecurrentLayer;
import rnn4j.tensor.Threads;
import rnn4j.tensor.Workspace;

/** A pass forward, without a tape; its arrays are used again. */
public final class OwnInference implements Work {
    private final Threads threads;
    private final RecurrentLayer layer;
    private final Sequence xs;
    private final Workspace workspace = new Workspace();
    private Sequence last;

    /**
     * Takes a layer and its input.
     *
     * @param threads closed with this
     * @param xs {@code [time, batch, input]}
     */
    public OwnInference(Threads threads, RecurrentLayer layer, Sequence xs) {
        this.threads = threads;
        this.layer = layer;
        this.xs = xs;
        last = xs;
    }

    @Override
    public void once() {
        last = threads.within(() -> workspace.pass(() -> layer.apply(xs)));
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
