package rnn4j.cell.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import rnn4j.cell.Cost;

/** Writes plans down for people. */
final class Explanation {

    private final StringBuilder text = new StringBuilder();

    private Explanation() {}

    /** Returns what is done where, in inference and in training, with the work for one row. */
    static String of(Plan inference, Plan training) {
        Explanation explanation = new Explanation();
        explanation.part("forward, inference", inference.forward());
        explanation.part("forward, training", training.forward());
        explanation.kept(training);
        explanation.part("backward", training.backward());
        explanation.again(training);
        explanation.sums(training);
        return explanation.text.toString();
    }

    /** Returns the work and the memory of a batch of full sequences. */
    static String of(Plan inference, Plan training, int batch, int time, long budget) {
        Explanation explanation = new Explanation();
        explanation.line(0, "for " + batch + " rows of " + time + " steps");
        Cost cost = Work.of(inference, training, batch, time, budget);
        explanation.line(
                1,
                "inference " + mega(cost.inferenceFlop()) + " Mflop, training " + mega(cost.trainingFlop()) + " Mflop");
        explanation.line(1, "inference memory peak " + cost.inferenceBytes() / 1024 + " KiB");
        explanation.line(
                1,
                "training memory peak " + cost.trainingBytes() / 1024 + " KiB"
                        + (cost.pieces() > 1 ? ", in " + cost.pieces() + " pieces that are run twice" : ""));
        return explanation.text.toString();
    }

    private void part(String title, Plan.Part part) {
        line(0, title);
        instructions("all steps at once, before the loop (hoisted)", part.before());
        instructions("each step", part.step());
        instructions("all steps at once, after the loop", part.after());
    }

    private void instructions(String title, List<Instruction> instructions) {
        if (!instructions.isEmpty()) {
            line(1, title);
            for (Instruction instruction : instructions) {
                String work = String.format(
                        Locale.ROOT, " (%.0f flop, %d bytes a row)", Work.flop(instruction), Work.bytes(instruction));
                line(2, describe(instruction) + work);
            }
        }
    }

    private static String describe(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Product product ->
                "product of " + product.left() + " with "
                        + (product.members().size() == 1
                                ? "one weight"
                                : product.members().size() + " weights side by side")
                        + (product.added() ? " added to " : " -> ") + product.result();
            case Instruction.Elements elements ->
                "chain over " + elements.space().lines() + " x "
                        + elements.space().width() + ": "
                        + elements.values().stream()
                                .filter(value -> !value.is("broadcast"))
                                .map(value -> value.operation().name())
                                .collect(Collectors.joining(" "))
                        + " -> "
                        + elements.chain().stores().stream()
                                .map(store ->
                                        elements.spots().get(store.buffer()).toString())
                                .collect(Collectors.joining(" "));
            case Instruction.Rows rows ->
                rows.value().operation().name() + " of the rows of " + rows.x() + " -> " + rows.result();
            case Instruction.General general ->
                general.value().operation().name() + " by tensor operations -> " + general.result();
        };
    }

    private void kept(Plan plan) {
        String kept = plan.buffers().stream()
                .filter(buffer -> buffer.kind() == Buffer.Kind.WHOLE || buffer.kind() == Buffer.Kind.STATE)
                .map(buffer -> new Spot(buffer, 0, buffer.width()) + " " + buffer.width())
                .collect(Collectors.joining(", "));
        long bytes = new Memory(plan).perRow();
        line(1, "kept for the way back: " + kept + "; " + bytes + " bytes a row and step");
    }

    private void again(Plan plan) {
        Set<Value> again = new HashSet<>();
        for (List<Instruction> instructions : List.of(
                plan.backward().before(),
                plan.backward().step(),
                plan.backward().after())) {
            for (Instruction instruction : instructions) {
                if (instruction instanceof Instruction.Elements elements) {
                    elements.values().stream()
                            .filter(value -> !value.backward())
                            .forEach(again::add);
                }
            }
        }
        line(1, "computed again: " + again.size() + " element-wise values");
    }

    private void sums(Plan plan) {
        line(0, "gradients of parameters, after the loop");
        plan.sums()
                .values()
                .forEach(sum -> line(
                        1,
                        switch (sum) {
                            case Plan.Sum.OfProducts products ->
                                "one product over all steps of " + products.left() + " and " + products.right();
                            case Plan.Sum.OfRows rows -> "one sum over all steps of " + rows.x();
                            case Plan.Sum.General general ->
                                "step by step: " + general.value().operation().name();
                        }));
    }

    private static String mega(double flop) {
        return String.format(Locale.ROOT, "%.1f", flop * 1e-6);
    }

    private void line(int depth, String what) {
        text.append("  ".repeat(depth)).append(what).append('\n');
    }
}
