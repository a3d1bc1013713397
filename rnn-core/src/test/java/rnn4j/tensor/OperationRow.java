package rnn4j.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A row of the table that every operation stands in: how it is called, at which points, and where its gradient goes.
 *
 * @param name of the operation, and words that tell this row from others of it
 * @param inputs what it is called with
 * @param call the call
 * @param kink what must stay away from zero for the derivative to be what differences see; empty for a smooth operation
 * @param silent the inputs that no gradient passes to
 */
record OperationRow(
        String name,
        List<Input> inputs,
        Function<List<Tensor>, Tensor> call,
        Optional<Function<List<Tensor>, Tensor>> kink,
        Set<Integer> silent) {

    /**
     * One input of a row.
     *
     * @param shape by the size n of the row's run
     * @param draw a value from the place in the tensor and a random number in [0, 1)
     */
    record Input(IntFunction<Shape> shape, Draw draw) {}

    @FunctionalInterface
    interface Draw {
        double value(int place, double random);
    }

    @FunctionalInterface
    interface Two {
        Tensor apply(Tensor a, Tensor b);
    }

    @FunctionalInterface
    interface Three {
        Tensor apply(Tensor a, Tensor b, Tensor c);
    }

    /** From -2 to 2. */
    static Input any(IntFunction<Shape> shape) {
        return new Input(shape, (place, random) -> 4 * random - 2);
    }

    /** From 0.7 to 2.2, of either sign. */
    static Input away(IntFunction<Shape> shape) {
        return new Input(shape, (place, random) -> (place % 2 == 0 ? 1 : -1) * (0.7 + 1.5 * random));
    }

    /** From 0.7 to 2.2. */
    static Input positive(IntFunction<Shape> shape) {
        return new Input(shape, (place, random) -> 0.7 + 1.5 * random);
    }

    /** From -2 to 2, in no order, and no two of up to 31 nearer to each other than 0.1. */
    static Input apart(IntFunction<Shape> shape) {
        return new Input(shape, (place, random) -> (place * 12 % 31 - 15) * 0.13 + 0.02 * random);
    }

    /** Zeros and ones. */
    static Input choices(IntFunction<Shape> shape) {
        return new Input(shape, (place, random) -> random < 0.5 ? 0 : 1);
    }

    static OperationRow one(String name, Input x, UnaryOperator<Tensor> call) {
        return new OperationRow(name, List.of(x), in -> call.apply(in.get(0)), Optional.empty(), Set.of());
    }

    static OperationRow two(String name, Input a, Input b, Two call) {
        return new OperationRow(
                name, List.of(a, b), in -> call.apply(in.get(0), in.get(1)), Optional.empty(), Set.of());
    }

    static OperationRow three(String name, Input a, Input b, Input c, Three call) {
        return new OperationRow(
                name, List.of(a, b, c), in -> call.apply(in.get(0), in.get(1), in.get(2)), Optional.empty(), Set.of());
    }

    /** Returns this row with a kink where the tensor is zero. */
    OperationRow kinkAtZeroOf(Function<List<Tensor>, Tensor> distance) {
        return new OperationRow(name, inputs, call, Optional.of(distance), silent);
    }

    /** Returns this row with inputs that no gradient passes to. */
    OperationRow silent(Integer... places) {
        return new OperationRow(name, inputs, call, kink, Set.of(places));
    }

    /** Returns the operation's name. */
    String operation() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    /** Returns the points of a run, each a number that a float holds. */
    List<Tensor> points(int n) {
        List<Tensor> points = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            Shape shape = inputs.get(input).shape().apply(n);
            RandomSource random = RandomSource.of(input, name + n);
            float[] values = new float[shape.count()];
            for (int place = 0; place < values.length; place++) {
                values[place] = (float) inputs.get(input).draw().value(place, random.uniform(place));
            }
            points.add(Tensor.of(shape, values));
        }
        return points;
    }

    @Override
    public String toString() {
        return name;
    }
}
