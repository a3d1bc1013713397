package rnn4j.cell.plan;

import java.util.List;
import rnn4j.cell.Cost;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.tensor.Lengths;

/** Counts what plans compute and move. */
final class Work {

    private static final int BYTES = Float.BYTES;

    private Work() {}

    /** Returns the work and the memory of a batch of full sequences. */
    static Cost of(Plan inference, Plan training, int batch, int time, long budget) {
        double steps = Math.multiplyFull(batch, time);
        RowOrder order = new RowOrder(Lengths.full(batch, time), time, Direction.FORWARD, Resets.none());
        Prediction kept = Prediction.of(training, order, budget);
        return new Cost(
                steps * flop(inference.forward()),
                steps * (flop(training.forward()) + flop(training.backward()) + sumFlop(training)),
                Prediction.of(inference, order, budget).bytes(),
                kept.bytes(),
                kept.pieces());
    }

    private static double flop(Plan.Part part) {
        return List.of(part.before(), part.step(), part.after()).stream()
                .flatMap(List::stream)
                .mapToDouble(Work::flop)
                .sum();
    }

    private static double sumFlop(Plan plan) {
        return plan.sums().values().stream()
                .mapToDouble(sum -> switch (sum) {
                    case Plan.Sum.OfProducts products ->
                        2.0 * products.left().width() * products.right().width() / products.lines();
                    case Plan.Sum.OfRows rows -> rows.x().width();
                    case Plan.Sum.General general -> 0;
                })
                .sum();
    }

    static double flop(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Product product ->
                2.0 * product.left().width() * product.result().width() / product.lines();
            case Instruction.Elements elements ->
                (double) elements.values().size()
                        * elements.space().lines()
                        * elements.space().width();
            case Instruction.Rows rows -> (double) rows.lines() * rows.width();
            case Instruction.General general -> 0;
        };
    }

    static long bytes(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Product product ->
                (long) BYTES * (product.left().width() + product.result().width());
            case Instruction.Elements elements ->
                elements.spots().stream()
                                .filter(spot -> spot.buffer().kind() != Buffer.Kind.FIXED)
                                .mapToLong(Spot::width)
                                .sum()
                        * BYTES;
            case Instruction.Rows rows ->
                (long) BYTES * (rows.x().width() + rows.result().width());
            case Instruction.General general ->
                BYTES
                        * (general.result().width()
                                + general.sources().values().stream()
                                        .mapToLong(Spot::width)
                                        .sum());
        };
    }
}
