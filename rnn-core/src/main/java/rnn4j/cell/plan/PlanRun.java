package rnn4j.cell.plan;

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

    private static final int[] NO_CUTS = {};
    private static final float[][][] NOTHING_BETWEEN = {};

    private final Memory space;
    private final Plan plan;
    private final RowOrder order;
    private final Segments segments;
    private final float[][] last;
    private final float[][] initial;
    private final float[][] declared;
    private final float[][][] between;

    /** Where each thread's rows begin: the same for all steps of a run. */
    private int[] cuts = NO_CUTS;

    /** The most rows that a piece has. */
    private final int pieceRows;

    private int piece;
    private int origin;

    /** Whether what else is done before and after the loop, for many steps at once, is done in each step. */
    private boolean stepwise;

    /** The first row that is kept: of the piece, and where nothing is kept for a way back, of the steps prepared at once. */
    private int keptFrom;

    /**
     * Prepares a run.
     *
     * @param initial the state each row starts from, {@code [batch, …]} in the order of the batch
     * @param declared the state that a reset sets back to, if there are resets
     * @param budget bytes that the kept values may take
     */
    PlanRun(Memory space, RowOrder order, float[][] initial, float[][] declared, long budget) {
        this.space = space;
        this.plan = space.plan();
        this.order = order;
        this.initial = initial;
        this.declared = declared;
        this.last = new float[initial.length][];
        for (int i = 0; i < last.length; i++) {
            last[i] = copy(initial[i]);
        }
        segments = space.segments(order, budget);
        pieceRows = segments.rows();
        space.prepare(order, segments);
        between = segments.count() == 1 || !space.keepsStates() ? NOTHING_BETWEEN : new float[segments.count()][][];
        for (int cut = 1; cut < between.length; cut++) {
            between[cut] = new float[initial.length][];
            for (int i = 0; i < initial.length; i++) {
                between[cut][i] = new float[initial[i].length];
            }
        }
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
        for (int each = 0; each < segments.count(); each++) {
            forward(each);
        }
    }

    /** Runs one piece forward, so that its kept values are in memory. */
    void forward(int each) {
        piece = each;
        origin = order.firstRow(segments.from(each), segments.to(each));
        int end = segments.to(each);
        int begin = segments.from(each);
        int chunk = chunk();
        stepwise = chunk == 1 || parts() > 1;
        keptFrom = origin;
        if (stepwise) {
            // no thread waits for another: each prepares its own rows of each step
            share((lane, first, behind) -> forward(lane, lane.forward().all(), first, behind, begin, end));
            return;
        }
        for (int n = begin; n < end; n += chunk) {
            int from = n;
            int to = Math.min(end, n + chunk);
            keptFrom = plan.training() ? origin : order.firstRow(from, to);
            allRows(plan.forward().before(), from, to, lane -> lane.forward().before());
            share((lane, first, behind) -> forward(lane, lane.forward().step(), first, behind, from, to));
            allRows(plan.forward().after(), from, to, lane -> lane.forward().after());
        }
    }

    /** Returns how many steps are prepared at once: few rows make slow products, too many leave the cache before their turn. */
    private int chunk() {
        long step = space.perRowBefore() * order.batch();
        return step == 0 ? order.time() : (int) Math.max(1, Math.min(order.time(), Memory.CACHE / step));
    }

    /** Returns which piece has its kept values in memory. */
    int piece() {
        return piece;
    }

    Segments segments() {
        return segments;
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
        int parts = parts();
        if (cuts.length != parts + 1) {
            cuts = order.shares(parts);
        }
        for (int part = 0; part < parts; part++) {
            space.lane(part);
        }
        IntConsumer work = part -> share.run(space.lane(part), cuts[part], cuts[part + 1]);
        if (parts == 1) {
            work.accept(0);
        } else {
            Workers.current().run(parts, work);
        }
    }

    private int parts() {
        return Math.max(1, Math.min(Workers.current().threads(), order.batch() / ROWS_OF_A_THREAD));
    }

    /** Chooses the actions of a part. */
    interface Chosen {
        List<Action> of(Memory.Lane lane);
    }

    /** Runs instructions, each with all rows of the steps visited from n to {@code end}. */
    void allRows(List<Instruction> instructions, int n, int end, Chosen chosen) {
        Workers workers = Workers.current();
        int first = order.firstRow(n, end);
        int rows = order.endRow(n, end) - first;
        for (int i = 0; i < instructions.size(); i++) {
            int number = i;
            int parts = Action.shares(instructions.get(i)) ? 1 : Math.max(1, Math.min(workers.threads(), rows / 64));
            for (int part = 0; part < parts; part++) {
                placeAll(space.lane(part).frame());
            }
            IntConsumer work = part -> {
                Memory.Lane lane = space.lane(part);
                int from = first + (int) ((long) rows * part / parts);
                int to = first + (int) ((long) rows * (part + 1) / parts);
                chosen.of(lane).get(number).run(lane.frame(), from, to);
            };
            if (parts == 1) {
                work.accept(0);
            } else {
                workers.run(parts, work);
            }
        }
    }

    /** Sets where the first row of all begins in each buffer. */
    void placeAll(Frame frame) {
        frame.place(space.kept(), -keptFrom);
        frame.place(space.states(), -origin);
        frame.place(space.ofRun(), 0);
    }

    // ---- forward

    private void forward(Memory.Lane lane, List<Action> actions, int from, int to, int first, int behind) {
        for (int n = first; n < behind; n++) {
            int t = order.visited(n);
            int end = Math.min(to, order.live(t));
            place(lane.frame(), t, n);
            if (n == segments.from(piece) && piece > 0 && space.keepsStates()) {
                goOn(lane.frame(), from, Math.min(end, order.begun(t)));
            }
            begin(lane.frame(), t, from, end);
            if (from < end) {
                for (int i = 0; i < actions.size(); i++) {
                    actions.get(i).run(lane.frame(), from, end);
                }
                handOn(lane.frame(), t, n, from, end);
            }
        }
    }

    /** Sets where the rows of a time begin in each buffer. */
    void place(Frame frame, int t, int n) {
        int start = order.start(t);
        int even = (n & 1) * order.batch();
        int odd = order.batch() - even;
        frame.place(space.ofRun(), start);
        // without a way back, a step's values lie where those of the step before lay, which are still in the cache
        frame.place(space.kept(), stepwise && !plan.training() ? 0 : start - keptFrom);
        frame.place(space.states(), space.keepsStates() ? start - origin : even);
        frame.place(space.nexts(), !order.full() ? 0 : space.keepsStates() ? behind(n) : odd);
        frame.place(space.gradients(), even);
        frame.place(space.gradientsBefore(), odd);
    }

    /** Returns how many rows of the piece lie before those of the step that is visited next. */
    private int behind(int n) {
        return behindPiece(n) ? pieceRows : order.start(order.visited(n + 1)) - origin;
    }

    private boolean behindPiece(int n) {
        return n + 1 == segments.to(piece);
    }

    /** Brings the states at the end of the piece before to where the first step of this one reads them. */
    private void goOn(Frame frame, int from, int to) {
        for (int i = 0; i < initial.length; i++) {
            Buffer buffer = space.states()[i];
            int width = buffer.width();
            if (from < to) {
                System.arraycopy(
                        between[piece][i],
                        from * width,
                        space.array(buffer),
                        frame.base()[buffer.number()] + from * width,
                        (to - from) * width);
            }
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
                    copyRow(source[i], order.row(place), frame, space.states()[i], place);
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
    private void handOn(Frame frame, int t, int n, int from, int to) {
        int goOn = Math.max(from, Math.min(to, order.goOn(t)));
        boolean cut = behindPiece(n) && n + 1 < order.time() && space.keepsStates();
        if (order.full() && goOn == to && !cut) {
            return; // the next step reads them where they are
        }
        for (int i = 0; i < last.length; i++) {
            Buffer next = space.nexts()[i];
            int width = next.width();
            float[] after = space.array(next);
            int base = frame.base()[next.number()];
            for (int place = goOn; place < to; place++) {
                System.arraycopy(after, base + place * width, last[i], order.row(place) * width, width);
            }
            if (cut) {
                System.arraycopy(
                        after, base + from * width, between[piece + 1][i], from * width, (goOn - from) * width);
            } else if (!order.full() && goOn > from) {
                float[] state = space.array(space.states()[i]);
                int target = space.start(space.states()[i]) + (following(n) + from) * width;
                System.arraycopy(after, base + from * width, state, target, (goOn - from) * width);
            }
        }
    }

    /** Returns where the states before the step that is visited next lie. */
    private int following(int n) {
        return space.keepsStates() ? order.start(order.visited(n + 1)) - origin : (~n & 1) * order.batch();
    }
}
