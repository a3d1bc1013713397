package rnn4j.cell.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rnn4j.cell.CellShape;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.State;
import rnn4j.cell.StreamSession;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tensor;

/** Feeds a plan one step at a time; the two places of a state change their roles with every step. */
final class PlanSession implements StreamSession {

    private final CellShape shape;
    private final int batch;
    private final Memory memory;
    private final Memory.Actions actions;
    private final Frame frame;
    private final Buffer input;
    private final Buffer output;
    private int place;
    private @Nullable Thread owner;

    PlanSession(CellShape shape, Plan plan, int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("stream: a batch of " + batch + " rows; use 1 or more");
        }
        this.shape = shape;
        this.batch = batch;
        memory = new Memory(plan);
        RowOrder order = new RowOrder(Lengths.full(batch, 1), 1, Direction.FORWARD, Resets.none());
        memory.prepare(order, Segments.of(order, 0, 0, Long.MAX_VALUE));
        actions = memory.lane(0).forward();
        frame = memory.lane(0).frame();
        input = memory.only(Buffer.Kind.INPUT);
        output = memory.only(Buffer.Kind.OUTPUT);
        restore(shape.initial(batch));
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public void step(float[] x, float[] y) {
        own();
        check("x", x, shape.input());
        check("y", y, shape.output());
        memory.refresh();
        memory.set(input, x);
        memory.set(output, y);
        place();
        run(actions.before());
        run(actions.step());
        run(actions.after());
        place = 1 - place;
    }

    private void run(List<Action> some) {
        for (int i = 0; i < some.size(); i++) {
            some.get(i).run(frame, 0, batch);
        }
    }

    private void place() {
        frame.place(memory.states(), place * batch);
        frame.place(memory.nexts(), (1 - place) * batch);
    }

    private void own() {
        Thread current = Thread.currentThread();
        if (owner == null) {
            owner = current;
        } else if (owner != current) {
            throw new IllegalStateException("step: this session belongs to the thread '" + owner.getName() + "', not '"
                    + current.getName() + "'; open one for each thread");
        }
    }

    private void check(String name, float[] array, int width) {
        if (array.length != batch * width) {
            throw new ShapeException(
                    "step", name + " has " + array.length + " numbers; use [" + batch + ", " + width + "]");
        }
    }

    @Override
    public Tensor step(Tensor x) {
        Shape wanted = Shape.of(batch, shape.input());
        if (!x.shape().equals(wanted)) {
            throw new ShapeException("step", "x is " + x.shape() + "; use " + wanted);
        }
        float[] y = new float[batch * shape.output()];
        step(Storage.of(x), y);
        return Storage.tensor(Shape.of(batch, shape.output()), y);
    }

    @Override
    public State state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Buffer buffer : memory.states()) {
            Shape own = shape.states().get(buffer.index()).of(batch);
            float[] values = new float[own.count()];
            int from = memory.start(buffer) + place * values.length;
            System.arraycopy(memory.array(buffer), from, values, 0, values.length);
            tensors.put(shape.states().get(buffer.index()).name(), Storage.tensor(own, values));
        }
        return State.of(tensors);
    }

    @Override
    public void restore(State state) {
        String mismatch = shape.mismatch(state, batch);
        if (!mismatch.isEmpty()) {
            throw new ShapeException("restore", "it was given " + mismatch + "; use a state of " + batch + " rows");
        }
        List<Tensor> values = shape.ordered(state).values();
        for (Buffer buffer : memory.states()) {
            float[] source = Storage.of(values.get(buffer.index()));
            int to = memory.start(buffer) + place * source.length;
            System.arraycopy(source, 0, memory.array(buffer), to, source.length);
        }
    }
}
