package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.LeftSides;
import rnn4j.tensor.FusedGradients;
import rnn4j.tensor.Operations;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/**
 * The sums over all rows of all steps that the parameters' gradients are made of, and these gradients; used again from run to
 * run, as the memory it belongs to.
 *
 * <p>Rows are summed in blocks of whole steps, the sums of blocks added from the last one visited to the first: as the way
 * back meets them, so that the bits do not depend on how much of a sequence is in memory at a time.
 */
final class RowSums {

    private static final float[] NOTHING = {};

    private final Memory space;
    private final List<Total> totals = new ArrayList<>();
    private final List<Products> products = new ArrayList<>();
    private final List<Value> parameters;
    private final IdentityHashMap<Value, Tensor> known = new IdentityHashMap<>();
    private boolean begun;

    /** One sum; its array is that of the gradient or of what it is computed from, so each run takes a new one. */
    private static final class Total {
        private final Value value;
        private final Plan.Sum sum;
        private final Shape shape;
        private float[] numbers = NOTHING;

        Total(Value value, Plan.Sum sum) {
            this.value = value;
            this.sum = sum;
            this.shape = value.dims().at(1);
        }
    }

    /** The right side of products over the rows. */
    private record Side(Spot spot, int lines) {}

    /** The products over the rows with one right side. */
    private static final class Products {
        private final Side right;
        private final List<Total> members;
        private final LeftSides lefts;

        Products(Side right, List<Total> members) {
            this.right = right;
            this.members = members;
            this.lefts = new LeftSides(members.size());
        }

        void add(Frame frame, int first, int rows, boolean begun) {
            for (int i = 0; i < members.size(); i++) {
                Total total = members.get(i);
                Spot left = ((Plan.Sum.OfProducts) total.sum).left();
                int step = left.buffer().width() / right.lines;
                lefts.set(i, total.shape.size(0), frame.array(left), frame.at(left, first), step, total.numbers);
            }
            int columns = members.getFirst().shape.size(1);
            int from = frame.at(right.spot, first);
            int step = right.spot.buffer().width() / right.lines;
            Kernels.products()
                    .multiplyRows(rows * right.lines, lefts, columns, frame.array(right.spot), from, step, begun);
            lefts.clear();
        }
    }

    RowSums(Memory space) {
        this.space = space;
        space.plan().sums().forEach((value, sum) -> totals.add(new Total(value, sum)));
        Map<Side, List<Total>> byRight = new LinkedHashMap<>();
        for (Total total : totals) {
            if (total.sum instanceof Plan.Sum.OfProducts product) {
                Side side = new Side(product.right(), product.lines());
                byRight.computeIfAbsent(side, each -> new ArrayList<>()).add(total);
            }
        }
        byRight.forEach((side, members) -> products.add(new Products(side, members)));
        parameters = List.copyOf(space.plan().parameterGradients().values());
    }

    /** Begins the sums of a run. */
    void begin() {
        begun = false;
        for (int i = 0; i < totals.size(); i++) {
            Total total = totals.get(i);
            total.numbers = Storage.zeros(total.shape.count());
        }
    }

    /** Adds the steps that are visited from n to {@code end}, whose values are in memory. */
    void add(PlanRun run, int n, int end) {
        run.placeAll(space.lane(0).frame());
        int[] blocks = run.segments().blocks();
        for (int block = blocks.length - 2; block >= 0; block--) {
            int from = blocks[block];
            int to = blocks[block + 1];
            if (from >= n && to <= end && from < to) {
                add(run.order(), from, to);
                begun = true;
            }
        }
    }

    private void add(RowOrder order, int from, int to) {
        int first = order.firstRow(from, to);
        int rows = order.endRow(from, to) - first;
        for (int i = 0; i < products.size(); i++) {
            products.get(i).add(space.lane(0).frame(), first, rows, begun);
        }
        for (int i = 0; i < totals.size(); i++) {
            Total total = totals.get(i);
            switch (total.sum) {
                case Plan.Sum.OfProducts product -> {} // added above, with all that have the same right side
                case Plan.Sum.OfRows sum -> rows(sum, total.numbers, first, rows);
                case Plan.Sum.General general -> general(general, total, order, from, to);
            }
        }
    }

    private void rows(Plan.Sum.OfRows sum, float[] total, int first, int rows) {
        Frame frame = space.lane(0).frame();
        int step = sum.x().buffer().width() / sum.lines();
        float[] block = Storage.room(step);
        int at = frame.at(sum.x(), first) - sum.x().offset();
        Kernels.rows().columnSum(frame.array(sum.x()), at, rows * sum.lines(), step, block, 0);
        add(block, step == total.length ? 0 : sum.x().offset(), total);
    }

    /** A sum by tensor operations: step by step, as it would be on a tape. */
    private void general(Plan.Sum.General sum, Total total, RowOrder order, int from, int to) {
        Frame frame = space.lane(0).frame();
        Action.General general = new Action.General(sum.sources(), space.weights());
        for (int n = to - 1; n >= from; n--) {
            int t = order.visited(n);
            if (order.live(t) > 0) {
                int start = order.start(t);
                Tensor step = Tape.aside(() -> general.compute(total.value, frame, start, start + order.live(t)));
                add(Storage.of(step), 0, total.numbers);
            }
        }
    }

    private static void add(float[] part, int from, float[] total) {
        Kernels.elements().binary(Binary.ADD, total, 0, 1, part, from, 1, total, 0, total.length);
    }

    /**
     * Ends the sums of a run and passes on the gradients that are computed from them.
     *
     * @param first which input the first of the plan's parameters is
     */
    void end(FusedGradients gradients, int first) {
        for (int i = 0; i < totals.size(); i++) {
            Total total = totals.get(i);
            known.put(total.value, Storage.tensor(total.shape, total.numbers));
            total.numbers = NOTHING;
        }
        Tape.aside(() -> {
            for (int i = 0; i < parameters.size(); i++) {
                gradients.pass(first + i, compute(parameters.get(i)));
            }
            return this;
        });
        known.clear();
    }

    private Tensor compute(Value value) {
        if (!value.varies()) {
            return space.weights().tensor(value);
        }
        Tensor tensor = known.get(value);
        if (tensor == null) {
            List<Tensor> inputs = new ArrayList<>(value.inputs().size());
            for (int i = 0; i < value.inputs().size(); i++) {
                inputs.add(compute(value.input(i)));
            }
            tensor = Operations.apply(value.operation(1), inputs);
            known.put(value, tensor);
        }
        return tensor;
    }
}
