package rnn4j.bench.grid;

import rnn4j.bench.contest.Work;
import rnn4j.cell.StreamSession;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;

/** One step after the other, with the state carried on. */
public final class OwnStream implements Work {
    private final Threads threads;
    private final StreamSession session;
    private final float[] x;
    private final float[] y;

    /**
     * Takes a layer and the input of every step.
     *
     * @param threads closed with this
     * @param x {@code [1, 1, input]}
     */
    public OwnStream(Threads threads, Recurrent layer, Tensor x) {
        this.threads = threads;
        this.session = layer.stream(1);
        this.x = x.values();
        this.y = new float[layer.output()];
    }

    @Override
    public void once() {
        threads.within(() -> {
            session.step(x, y);
            return y;
        });
    }

    @Override
    public double figure() {
        return Tensor.of(Shape.of(y.length), y).square().mean().value();
    }

    @Override
    public void close() {
        threads.close();
    }
}
