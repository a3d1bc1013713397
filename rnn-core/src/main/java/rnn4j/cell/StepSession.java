package rnn4j.cell;

import org.jspecify.annotations.Nullable;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/** Feeds any driver one step at a time. */
final class StepSession implements StreamSession {

    private final Driver driver;
    private final Resets none = Resets.none();
    private final int batch;
    private State state;
    private @Nullable Thread owner;

    StepSession(Driver driver, int batch) {
        this.driver = driver;
        this.batch = batch;
        this.state = driver.shape().initial(batch);
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public void step(float[] x, float[] y) {
        int width = driver.shape().output();
        if (y.length != batch * width) {
            throw new ShapeException("step", "y has " + y.length + " numbers for [" + batch + ", " + width + "]");
        }
        float[] output =
                step(Tensor.of(Shape.of(batch, driver.shape().input()), x)).values();
        System.arraycopy(output, 0, y, 0, y.length);
    }

    @Override
    public synchronized Tensor step(Tensor x) {
        own();
        Sequence one = Sequence.full(x.expand(0));
        Unrolled run = driver.run(one, state, Direction.FORWARD, none);
        state = run.last();
        return run.outputs().values().reshape(batch, driver.shape().output());
    }

    private void own() {
        Thread thread = Thread.currentThread();
        if (owner == null) {
            owner = thread;
        } else if (!thread.equals(owner)) {
            throw new IllegalStateException("stream: the session belongs to the thread " + owner.getName() + ", and "
                    + thread.getName() + " has stepped it; begin one for each thread");
        }
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public synchronized void restore(State other) {
        String mismatch = driver.shape().mismatch(other, batch);
        if (!mismatch.isEmpty()) {
            throw new ShapeException("restore", "it was given " + mismatch + "; use a state of " + batch + " rows");
        }
        state = driver.shape().ordered(other);
    }
}
