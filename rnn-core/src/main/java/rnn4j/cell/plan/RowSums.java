package rnn4j.cell.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Kernels;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/**
 * The sums over all rows of all steps that the parameters' gradients are made of.
 *
 * <p>Rows are summed in blocks of whole steps, the sums of blocks added from the last one visited to the first: as the way
 * back meets them, so that the bits do not depend on how much of a sequence is in memory at a time.
 */
final class RowSums {

    private final PlanRun run;
    private final Memory space;
    private final Plan plan;
    private final RowOrder order;
    private final Map<Value, float[]> totals = new LinkedHashMap<>();
    private boolean begun;

    RowSums(PlanRun run) {
        this.run = run;
        this.space = run.space();
        this.plan = space.plan();
        this.order = run.order();
        plan.sums()
                .keySet()
                .forEach(value ->
                        totals.put(value, Storage.zeros(value.dims().at(1).count())));
    }

    /** Adds the steps that are visited from n to {@code end}, whose values are in memory. */
    void add(int n, int end) {
        Frame frame = space.lane(0).frame();
        run.placeAll(frame);
        int[] blocks = run.segments().blocks();
        for (int block = blocks.length - 2; block >= 0; block--) {
            int from = blocks[block];
            int to = blocks[block + 1];
            if (from >= n && to <= end && from < to) {
                totals.forEach((value, total) -> add(value, total, frame, from, to));
                begun = true;
            }
        }
    }

    /** Returns the sums. */
    Map<Value, Tensor> totals() {
        Map<Value, Tensor> tensors = new LinkedHashMap<>();
        totals.forEach(
                (value, total) -> tensors.put(value, Storage.tensor(value.dims().at(1), total)));
        return tensors;
    }

    private void add(Value value, float[] total, Frame frame, int from, int to) {
        int first = order.firstRow(from, to);
        int rows = order.endRow(from, to) - first;
        switch (plan.sums().get(value)) {
            case Plan.Sum.OfProducts products -> product(products, value.dims().at(1), total, frame, first, rows);
            case Plan.Sum.OfRows sum -> rows(sum, total, frame, first, rows);
            case Plan.Sum.General general -> general(value, general, total, frame, from, to);
            case null -> throw new IllegalStateException("plan: " + value + " is no sum");
        }
    }

    private void product(Plan.Sum.OfProducts sum, Shape shape, float[] total, Frame frame, int first, int rows) {
        Kernels.products()
                .multiplyRows(
                        rows * sum.lines(),
                        shape.size(0),
                        shape.size(1),
                        frame.array(sum.left()),
                        frame.at(sum.left(), first),
                        sum.left().buffer().width() / sum.lines(),
                        frame.array(sum.right()),
                        frame.at(sum.right(), first),
                        sum.right().buffer().width() / sum.lines(),
                        total,
                        0,
                        begun);
    }

    private void rows(Plan.Sum.OfRows sum, float[] total, Frame frame, int first, int rows) {
        int step = sum.x().buffer().width() / sum.lines();
        float[] block = Storage.room(step);
        int at = frame.at(sum.x(), first) - sum.x().offset();
        Kernels.rows().columnSum(frame.array(sum.x()), at, rows * sum.lines(), step, block, 0);
        add(block, step == total.length ? 0 : sum.x().offset(), total);
    }

    /** A sum by tensor operations: step by step, as it would be on a tape. */
    private void general(Value value, Plan.Sum.General sum, float[] total, Frame frame, int from, int to) {
        Action.General general = new Action.General(sum.sources(), space.weights());
        for (int n = to - 1; n >= from; n--) {
            int t = order.visited(n);
            if (order.live(t) > 0) {
                int start = order.start(t);
                Tensor step = Tape.aside(() -> general.compute(value, frame, start, start + order.live(t)));
                add(Storage.of(step), 0, total);
            }
        }
    }

    private static void add(float[] part, int from, float[] total) {
        Kernels.elements().binary(Binary.ADD, total, 0, 1, part, from, 1, total, 0, total.length);
    }
}
