package rnn4j.cell.plan;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import rnn4j.kernel.Workers;
import rnn4j.tensor.Storage;

/**
 * One run of a plan over a batch of sequences, forward and then, in training, backward.
 *
 * <p>Threads share the rows of the batch: each runs all steps of its own, so none waits for another within a sequence.
 */
final class PlanRun {

    /** Fewer rows than these for each thread are left to one. */
    private static final int ROWS_OF_A_THREAD = 4;

    private final Memory space;
    private final Plan plan;
    private final RowOrder order;
    private final float[][] last;
    private final float[][] initial;
    private final float[][] declared;

    /**
     * Prepares a run.
     *
     * @param initial the state each row starts from, {@code [batch, …]} in the order of the batch
     * @param declared the state that a reset sets back to, if there are resets
     */
    PlanRun(Memory space, RowOrder order, float[][] initial, float[][] declared) {
        this.space = space;
        this.plan = space.plan();
        this.order = order;
        this.initial = initial;
        this.declared = declared;
        this.last = new float[initial.length][];
        for (int i = 0; i < last.length; i++) {
            last[i] = copy(initial[i]);
        }
        space.prepare(order);
    }

    /**
     * Runs forward.
     *
     * @param x {@code [steps, input]}, the real steps in this run's order
     * @param output {@code [steps, output]}, written
     */
    void forward(float[] x, float[] output) {
        space.set(space.only(Buffer.Kind.INPUT), x);
        space.set(space.only(Buffer.Kind.OUTPUT), output);
        allRows(plan.forward().before(), lane -> lane.forward().before());
        share(this::forward);
        allRows(plan.forward().after(), lane -> lane.forward().after());
    }

    /** Returns a copy: a row without a step hands through what it begins with. */
    static float[] copy(float[] values) {
        float[] copy = Storage.room(values.length);
        System.arraycopy(values, 0, copy, 0, values.length);
        return copy;
    }

    /** Returns the states after the last step of each row, in the order of the batch. */
    float[][] last() {
        return last;
    }

    RowOrder order() {
        return order;
    }

    Memory space() {
        return space;
    }

    /** Runs all steps of some rows. */
    interface Share {
        void run(Memory.Lane lane, int from, int to);
    }

    /** Has the rows of the batch shared among threads. */
    void share(Share share) {
        Workers workers = Workers.current();
        int parts = Math.max(1, Math.min(workers.threads(), order.batch() / ROWS_OF_A_THREAD));
        int[] cuts = order.shares(parts);
        for (int part = 0; part < parts; part++) {
            space.lane(part);
        }
        IntConsumer work = part -> share.run(space.lane(part), cuts[part], cuts[part + 1]);
        if (parts == 1) {
            work.accept(0);
        } else {
            workers.run(parts, work);
        }
    }

    /** Chooses the actions of a part. */
    interface Chosen {
        List<Action> of(Memory.Lane lane);
    }

    /** Runs instructions, each with all rows of all steps. */
    void allRows(List<Instruction> instructions, Chosen chosen) {
        Workers workers = Workers.current();
        int steps = order.steps();
        for (int i = 0; i < instructions.size(); i++) {
            int number = i;
            int parts = Action.shares(instructions.get(i)) ? 1 : Math.max(1, Math.min(workers.threads(), steps / 64));
            for (int part = 0; part < parts; part++) {
                Arrays.fill(space.lane(part).frame().base(), 0);
            }
            IntConsumer work = part -> {
                Memory.Lane lane = space.lane(part);
                int from = (int) ((long) steps * part / parts);
                int to = (int) ((long) steps * (part + 1) / parts);
                chosen.of(lane).get(number).run(lane.frame(), from, to);
            };
            if (parts == 1) {
                work.accept(0);
            } else {
                workers.run(parts, work);
            }
        }
    }

    // ---- forward

    private void forward(Memory.Lane lane, int from, int to) {
        for (int n = 0; n < order.time(); n++) {
            int t = order.visited(n);
            int end = Math.min(to, order.live(t));
            place(lane.frame(), t, n);
            begin(lane.frame(), t, from, end);
            if (from < end) {
                for (Action action : lane.forward().step()) {
                    action.run(lane.frame(), from, end);
                }
                handOn(lane.frame(), t, from, end);
            }
        }
    }

    /** Sets where the rows of a time begin in each buffer. */
    void place(Frame frame, int t, int n) {
        int start = order.start(t);
        boolean end = n == order.time() - 1;
        int following = end ? order.steps() : order.start(order.visited(n + 1));
        for (Buffer buffer : plan.buffers()) {
            int rows = switch (buffer.kind()) {
                case STATE -> space.keepsStates() ? start : (n & 1) * order.batch();
                case NEXT -> !order.full() ? 0 : space.keepsStates() ? following : (~n & 1) * order.batch();
                case STATE_GRADIENT -> (n & 1) * order.batch();
                case STATE_GRADIENT_BEFORE -> (~n & 1) * order.batch();
                case STEP, FIXED -> 0;
                default -> start;
            };
            frame.base()[buffer.number()] = rows * buffer.width();
        }
    }

    /** Gives rows that begin at a time their initial state, and those that are reset the declared one. */
    private void begin(Frame frame, int t, int from, int to) {
        int begun = order.begun(t);
        if (begun >= to && !order.hasResets()) {
            return;
        }
        for (int place = from; place < to; place++) {
            boolean reset = order.hasResets() && order.reset(t, place);
            if (reset || place >= begun) {
                float[][] source = reset ? declared : initial;
                for (int i = 0; i < source.length; i++) {
                    copyRow(source[i], order.row(place), frame, space.states().get(i), place);
                }
            }
        }
    }

    private void copyRow(float[] source, int row, Frame frame, Buffer buffer, int place) {
        int width = buffer.width();
        System.arraycopy(
                source, row * width, space.array(buffer), frame.base()[buffer.number()] + place * width, width);
    }

    /** Brings the states after a step to where the next step reads them, and those of rows that have ended to the end. */
    private void handOn(Frame frame, int t, int from, int to) {
        int goOn = order.goOn(t);
        for (int i = 0; i < last.length; i++) {
            Buffer next = space.nexts().get(i);
            int width = next.width();
            float[] after = space.array(next);
            int base = frame.base()[next.number()];
            for (int place = Math.max(from, goOn); place < to; place++) {
                System.arraycopy(after, base + place * width, last[i], order.row(place) * width, width);
            }
            int staying = Math.min(to, goOn) - from;
            if (!order.full() && staying > 0) {
                float[] state = space.array(space.states().get(i));
                System.arraycopy(after, base + from * width, state, (following(t) + from) * width, staying * width);
            }
        }
    }

    /** Returns where the states before the step that follows a time lie. */
    private int following(int t) {
        boolean forward = order.time() < 2 || order.visited(0) < order.visited(1);
        int other = forward ? t + 1 : t - 1;
        if (space.keepsStates()) {
            return order.start(other);
        }
        int n = forward ? other : order.time() - 1 - other;
        return (n & 1) * order.batch();
    }
}
