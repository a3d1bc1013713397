package rnn4j.cell.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Writes plans down for people. */
final class Explanation {

    private final StringBuilder text = new StringBuilder();

    private Explanation() {}

    /** Returns what is done where, in inference and in training. */
    static String of(Plan inference, Plan training) {
        Explanation explanation = new Explanation();
        explanation.part("forward, inference", inference.forward());
        explanation.part("forward, training", training.forward());
        explanation.part("backward", training.backward());
        explanation.sums(training);
        return explanation.text.toString();
    }

    private void part(String title, Plan.Part part) {
        line(0, title);
        instructions("all steps at once, before the loop", part.before());
        instructions("each step", part.step());
        instructions("all steps at once, after the loop", part.after());
    }

    private void instructions(String title, List<Instruction> instructions) {
        if (!instructions.isEmpty()) {
            line(1, title);
            instructions.forEach(instruction -> line(2, describe(instruction)));
        }
    }

    private static String describe(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Product product ->
                "product of " + product.left() + " with " + product.members().size() + " weights side by side -> "
                        + product.result();
            case Instruction.Elements elements ->
                "chain of " + elements.chain().terms().size() + " terms over "
                        + elements.space().lines() + " x " + elements.space().width() + ": "
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

    private void line(int depth, String what) {
        text.append("  ".repeat(depth)).append(what).append('\n');
    }
}
