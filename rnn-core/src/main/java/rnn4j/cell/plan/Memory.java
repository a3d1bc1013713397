package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rnn4j.kernel.LineRoom;

/** The memory of one run of a plan: buffers, packed weights and what each thread needs. Used again from run to run. */
final class Memory {

    /** What is made for some steps before their loop should be in the cache when they are run, beside the weights. */
    static final int CACHE = 1 << 16;

    private static final float[] NOTHING = {};

    private final Plan plan;
    private final Weights weights;
    private final float[][] arrays;

    /** Where in its array a buffer begins; those that come from outside begin at the start. */
    private final int[] starts;

    private final @Nullable LineRoom[] rooms;
    private final List<Lane> lanes = new ArrayList<>();
    private final Buffer[] states;
    private final Buffer[] nexts;
    private final Buffer[] gradients;
    private final Buffer[] gradientsBefore;
    private final Buffer[] kept;
    private final Buffer[] ofRun;
    private final boolean keepsStates;
    private final @Nullable LineRoom[] stateAfter;

    /** How the last run was divided. */
    private @Nullable Divided divided;

    private record Divided(RowOrder order, long budget, Segments segments) {}

    /** What one thread of a run needs. */
    record Lane(Frame frame, Actions forward, Actions backward) {}

    /**
     * The actions of one way through time.
     *
     * @param all in their order, for a step that does everything
     */
    record Actions(List<Action> before, List<Action> step, List<Action> after, List<Action> all) {
        static Actions of(Plan.Part part, Weights weights) {
            List<Action> before = Action.all(part.before(), weights);
            List<Action> step = Action.all(part.step(), weights);
            List<Action> after = Action.all(part.after(), weights);
            return new Actions(
                    before,
                    step,
                    after,
                    Stream.of(before, step, after).flatMap(List::stream).toList());
        }
    }

    Memory(Plan plan) {
        this.plan = plan;
        weights = new Weights(plan);
        arrays = new float[plan.numbers()][];
        starts = new int[arrays.length];
        rooms = new LineRoom[arrays.length];
        states = all(Buffer.Kind.STATE);
        nexts = all(Buffer.Kind.NEXT);
        gradients = all(Buffer.Kind.STATE_GRADIENT);
        gradientsBefore = all(Buffer.Kind.STATE_GRADIENT_BEFORE);
        kept = all(Buffer.Kind.WHOLE);
        ofRun = all(Buffer.Kind.INPUT, Buffer.Kind.OUTPUT, Buffer.Kind.OUTPUT_GRADIENT, Buffer.Kind.INPUT_GRADIENT);
        keepsStates = plan.training() || !plan.forward().after().isEmpty();
        stateAfter = new LineRoom[states.length];
    }

    /** Returns the buffers of the states before a step, by their index. */
    Buffer[] states() {
        return states;
    }

    /** Returns the buffers of the states after a step. */
    Buffer[] nexts() {
        return nexts;
    }

    /** Returns the buffers of the gradients with respect to the states after a step. */
    Buffer[] gradients() {
        return gradients;
    }

    /** Returns the buffers of the gradients with respect to the states before a step. */
    Buffer[] gradientsBefore() {
        return gradientsBefore;
    }

    /** Returns the buffers that keep something for all steps of a piece, but for the states. */
    Buffer[] kept() {
        return kept;
    }

    /** Returns the buffers whose arrays come from outside, with all steps of a run. */
    Buffer[] ofRun() {
        return ofRun;
    }

    Plan plan() {
        return plan;
    }

    Weights weights() {
        return weights;
    }

    /** Returns the array of a buffer. */
    float[] array(Buffer buffer) {
        return arrays[buffer.number()];
    }

    /** Returns where a buffer begins in its array. */
    int start(Buffer buffer) {
        return starts[buffer.number()];
    }

    /** Lets a buffer be an array that comes from outside. */
    void set(Buffer buffer, float[] array) {
        arrays[buffer.number()] = array;
    }

    /** Lets go of the arrays that came from outside, when a run is over. */
    void release() {
        for (Buffer buffer : ofRun) {
            set(buffer, NOTHING);
        }
    }

    /** Returns a thread's part, made at first use. */
    Lane lane(int number) {
        while (lanes.size() <= number) {
            lanes.add(new Lane(
                    new Frame(arrays, starts),
                    Actions.of(plan.forward(), weights),
                    Actions.of(plan.backward(), weights)));
        }
        return lanes.get(number);
    }

    /** Follows the parameters: after an update what is computed from them alone is computed anew. */
    void refresh() {
        if (weights.refresh()) {
            for (Buffer buffer : plan.buffers()) {
                if (buffer.kind() == Buffer.Kind.FIXED) {
                    set(buffer, weights.fixed(buffer));
                }
            }
        }
    }

    /** Makes room for a run; what is large enough already is left as it is. */
    void prepare(RowOrder order, Segments segments) {
        refresh();
        int rows = segments.rows();
        for (Buffer buffer : plan.buffers()) {
            switch (buffer.kind()) {
                case WHOLE -> make(buffer, rows);
                case STEP -> make(buffer, order.batch());
                case STATE -> make(buffer, keepsStates() ? rows + order.batch() : 2 * order.batch());
                case STATE_GRADIENT -> make(buffer, 2 * order.batch());
                default -> {}
            }
        }
        share(order);
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).frame().begin();
        }
    }

    private void make(Buffer buffer, int rows) {
        LineRoom room = room(rooms[buffer.number()], rows, buffer.width());
        rooms[buffer.number()] = room;
        set(buffer, room);
    }

    private void set(Buffer buffer, LineRoom room) {
        arrays[buffer.number()] = room.values();
        starts[buffer.number()] = room.from();
    }

    /** A state after a step lies where the next step reads it, unless rows end: these are moved first. */
    private void share(RowOrder order) {
        for (Buffer next : nexts) {
            if (order.full()) {
                lieIn(next, states[next.index()]);
            } else {
                LineRoom room = room(stateAfter[next.index()], order.batch(), next.width());
                stateAfter[next.index()] = room;
                set(next, room);
            }
        }
        for (Buffer before : gradientsBefore) {
            lieIn(before, gradients[before.index()]);
        }
    }

    private void lieIn(Buffer buffer, Buffer other) {
        arrays[buffer.number()] = array(other);
        starts[buffer.number()] = start(other);
    }

    /** Returns whether the states before all steps are kept, not those of two steps alone. */
    boolean keepsStates() {
        return keepsStates;
    }

    private Buffer[] all(Buffer.Kind... kinds) {
        List<Buffer.Kind> wanted = List.of(kinds);
        return plan.buffers().stream()
                .filter(buffer -> wanted.contains(buffer.kind()))
                .toArray(Buffer[]::new);
    }

    /** Returns the buffer of a kind that has but one. */
    Buffer only(Buffer.Kind kind) {
        for (int i = 0; i < plan.buffers().size(); i++) {
            if (plan.buffers().get(i).kind() == kind) {
                return plan.buffers().get(i);
            }
        }
        throw new IllegalStateException("plan: there is no buffer of kind " + kind);
    }

    /** Returns room for some rows: the one there is if it is large enough. */
    private static LineRoom room(@Nullable LineRoom there, int rows, int width) {
        int size = Math.multiplyExact(rows, width);
        return there != null && there.size() >= size ? there : LineRoom.of(size);
    }

    /** Divides a run; where nothing is kept for a way back, into pieces that stay in the cache. */
    Segments segments(RowOrder order, long budget) {
        Divided last = divided;
        if (last == null || last.order != order || last.budget != budget) {
            long bytes = plan.training() ? budget : Math.min(budget, CACHE);
            last = new Divided(order, budget, Segments.of(order, perRow(), perState() * order.batch(), bytes));
            divided = last;
        }
        return last.segments;
    }

    /** Returns how many bytes a plan keeps for each real step. */
    long perRow() {
        long floats = 0;
        for (Buffer buffer : plan.buffers()) {
            boolean kept = buffer.kind() == Buffer.Kind.WHOLE || (buffer.kind() == Buffer.Kind.STATE && keepsStates());
            floats += kept ? buffer.width() : 0;
        }
        return floats * Float.BYTES;
    }

    /** Returns how many bytes the states of a row take. */
    long perState() {
        long floats = 0;
        for (Buffer state : states) {
            floats += state.width();
        }
        return floats * Float.BYTES;
    }

    /** Returns how many bytes a row takes that steps overwrite. */
    long perBatchRow() {
        long floats = 0;
        for (Buffer buffer : plan.buffers()) {
            floats += switch (buffer.kind()) {
                case STEP -> buffer.width();
                case STATE -> keepsStates() ? buffer.width() : 2L * buffer.width();
                case STATE_GRADIENT -> 2L * buffer.width();
                default -> 0;
            };
        }
        return floats * Float.BYTES;
    }

    /** Returns how many bytes of each row are made before the loop over time. */
    long perRowBefore() {
        List<Instruction> before = plan.forward().before();
        long floats = 0;
        for (int i = 0; i < before.size(); i++) {
            floats += Instruction.result(before.get(i)).buffer().width();
        }
        return floats * Float.BYTES;
    }

    /** Returns how many bytes the buffers take that are made here. */
    long bytes() {
        long floats = 0;
        for (LineRoom room : rooms) {
            floats += room == null ? 0 : room.size();
        }
        return floats * Float.BYTES;
    }
}
