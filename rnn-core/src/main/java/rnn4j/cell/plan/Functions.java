package rnn4j.cell.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Ternary;
import rnn4j.kernel.Unary;

/** What the operations of a graph are to a plan, by their names. */
final class Functions {

    private static final Map<String, Unary> UNARY = named(Unary.values());
    private static final Map<String, Binary> BINARY = named(Binary.values());
    private static final Map<String, Ternary> TERNARY = named(Ternary.values());

    /** Operations along the last axis that the row kernels have. */
    private static final Set<String> ALONG_ROWS = Set.of("sum", "maxAlong", "logSumExp", "softmax", "logSoftmax");

    /**
     * What costs so much that its result is kept for the way back rather than computed again. A quotient does not: it takes no
     * longer than to write it to memory and to read it back.
     */
    private static final Set<String> DEAR = Set.of("exp", "log", "log1p", "sigmoid", "tanh", "softplus", "sin", "cos");

    /** What costs less than to write its result to memory and to read it back. */
    private static final Set<String> LIGHT =
            Set.of("add", "sub", "mul", "neg", "oneMinus", "square", "abs", "relu", "min", "max", "select");

    private Functions() {}

    static Unary unary(Value value) {
        return of(UNARY, value);
    }

    static Binary binary(Value value) {
        return of(BINARY, value);
    }

    static Ternary ternary(Value value) {
        return of(TERNARY, value);
    }

    /** Returns whether each number of the result depends on one number of each input. */
    static boolean elementwise(String name) {
        return UNARY.containsKey(name) || BINARY.containsKey(name) || TERNARY.containsKey(name);
    }

    static boolean elementwise(Value value) {
        return value.role() == Value.Role.OPERATION
                && elementwise(value.operation().name());
    }

    /** Returns whether a value is made by a row kernel: along its input's last axis, whose numbers lie side by side. */
    static boolean alongRows(Value value) {
        if (value.role() != Value.Role.OPERATION
                || !ALONG_ROWS.contains(value.operation().name())
                || !value.byRow()) {
            return false;
        }
        Value x = value.input(0);
        boolean reduces = value.operation().attributes().containsKey("axis");
        return x.byRow() && x.rank() > 1 && (!reduces || value.attribute("axis") == x.rank() - 1);
    }

    static boolean dear(Value value) {
        return DEAR.contains(value.operation().name());
    }

    static boolean light(Value value) {
        return LIGHT.contains(value.operation().name());
    }

    private static <F> F of(Map<String, F> functions, Value value) {
        F function = functions.get(value.operation().name());
        if (function == null) {
            throw new IllegalStateException("plan: " + value.operation().name() + " is no such function");
        }
        return function;
    }

    private static <F extends Enum<F>> Map<String, F> named(F[] functions) {
        return Arrays.stream(functions).collect(Collectors.toMap(Functions::name, Function.identity()));
    }

    /** The name of an operation from that of its kernel: {@code ONE_MINUS} gives {@code oneMinus}. */
    private static String name(Enum<?> function) {
        if (function == Binary.EQUAL) {
            return "equalTo";
        }
        String[] words = function.name().split("_", -1);
        return words[0].toLowerCase(java.util.Locale.ROOT)
                + Arrays.stream(words, 1, words.length)
                        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining());
    }
}
