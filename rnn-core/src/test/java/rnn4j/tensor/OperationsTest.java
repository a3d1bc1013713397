package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations made from data, as a file names them: whatever the data say, the answer is an operation or a clear refusal. */
class OperationsTest {

    private static final Shape MATRIX = Shape.of(2, 3);

    /** Two by three places, strides 1 and 2, paddings 0 and 1, no dilation. */
    private static final List<Integer> WINDOW = List.of(2, 3, 1, 2, 0, 1, 1, 1);

    static List<String> names() {
        return Operations.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesItsOwnAttributesAndNoOthers(String name) {
        Attributes attributes = attributes(name);
        Op op = Operations.of(name, attributes);
        assertThat(op.name()).isEqualTo(name);
        assertThat(op.attributes()).isEqualTo(attributes);
        assertThat(op.version()).isPositive();
        Map<String, Object> more = new TreeMap<>(attributes.values());
        more.put("surplus", 1);
        assertThatThrownBy(() -> Operations.of(name, Attributes.of(more)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes the attributes");
        for (String one : attributes.values().keySet()) {
            Map<String, Object> fewer = new TreeMap<>(attributes.values());
            fewer.remove(one);
            assertThatThrownBy(() -> Operations.of(name, Attributes.of(fewer)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + one + "'");
            fewer.put(one, attributes.values().get(one) instanceof Boolean ? 1 : true);
            assertThatThrownBy(() -> Operations.of(name, Attributes.of(fewer)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + one + "'");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesAnotherNumberOfInputs(String name) {
        Op op = Operations.of(name, attributes(name));
        Tensor x = Tensor.zeros(MATRIX);
        for (int given : new int[] {0, 1, 2, 3, 4}) {
            if (given == op.arity() || (op.arity() == Op.ANY && given > 0)) {
                continue;
            }
            assertThatThrownBy(() -> Operations.apply(op, Collections.nCopies(given, x)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageStartingWith(name + ": " + given + " inputs; give ");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "2", "2147483647", "-2147483648"})
    void refusesAxesThatAreNotThere(int axis) {
        Attributes one = Attributes.of("axis", axis);
        refused("sum", one);
        refused("maxAlong", one);
        refused("logSumExp", one);
        refused("concat", one);
        refused("reverse", one);
        refused("slice", Attributes.of("axis", axis, "from", 0, "to", 1));
        refused("pad", Attributes.of("after", 0, "axis", axis, "before", 0));
        refused("transpose", Attributes.of("first", 0, "second", axis));
        refused("transpose", Attributes.of("first", axis, "second", 1));
    }

    @Test
    void refusesWhatNoTensorMethodMakes() {
        refused("transpose", Attributes.of("first", 1, "second", 0));
        refused("transpose", Attributes.of("first", 1, "second", 1));
        refused("logSumExp", Attributes.of("axis", 0));
        refused("slice", Attributes.of("axis", 1, "from", -1, "to", 1));
        refused("slice", Attributes.of("axis", 1, "from", 2, "to", 1));
        refused("pad", Attributes.of("after", 0, "axis", 1, "before", -1));
        // before + size + after is 2^32 and must not wrap to nothing
        refused("pad", Attributes.of("after", Integer.MAX_VALUE, "axis", 0, "before", Integer.MAX_VALUE));
        refused("reshape", Attributes.of("shape", List.of(6, 2)));
        refused("broadcast", Attributes.of("shape", List.of(3)));
        refused("gather", Attributes.of("ids", List.of(5), "shape", List.of(1)));
        refused("scatterAdd", Attributes.of("ids", List.of(0, 1), "n", 1, "shape", List.of(2)));
        refused("patches", Attributes.of("window", WINDOW));
        refused("patches", Attributes.of("window", List.of(1, 1, 1, 1, 0, 0, 1)));
        refused("patches", Attributes.of("window", List.of(1, 0, 1, 1, 0, 0, 1, 1)));
        refused("patches", Attributes.of("window", List.of(1, 1, 1, 1, 0, -1, 1, 1)));
        refused("patches", Attributes.of("window", List.of(1, 1, 1, Integer.MAX_VALUE, 0, 0, 1, 1)));
        refused("scatterPatches", Attributes.of("height", -1, "width", 3, "window", WINDOW));
    }

    @Test
    void concatOfTooManyElementsDoesNotWrap() {
        Tensor long1 = Trace.symbol(Shape.of(1 << 30));
        Op concat = Operations.of("concat", Attributes.of("axis", 0));
        assertThatThrownBy(() -> Operations.apply(concat, List.of(long1, long1, long1, long1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("4294967296 on axis 0");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNamesThereAre() {
        assertThatThrownBy(() -> Operations.of("convolve", Attributes.NONE))
                .hasMessageStartingWith("operation: 'convolve' is unknown; there are [abs, add, ");
        assertThatThrownBy(() -> Attributes.of("axis", "1"))
                .hasMessage("attributes: 'axis' is 1; use a whole number, a list of them, or true or false");
    }

    /** Refused with numbers and without: when it runs, and when it is traced. */
    private static void refused(String name, Attributes attributes) {
        assertThatThrownBy(() -> Operations.apply(Operations.of(name, attributes), List.of(Tensor.zeros(MATRIX))))
                .as("%s %s", name, attributes)
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(";");
        assertThatThrownBy(() -> Operations.apply(Operations.of(name, attributes), List.of(Trace.symbol(MATRIX))))
                .as("%s %s traced", name, attributes)
                .isInstanceOf(ShapeException.class);
    }

    private static Attributes attributes(String name) {
        return switch (name) {
            case "sum", "maxAlong", "logSumExp", "concat", "reverse" -> Attributes.of("axis", 1);
            case "matmul" -> Attributes.of("transposeA", false, "transposeB", true);
            case "reshape", "broadcast" -> Attributes.of("shape", List.of(2, 3));
            case "transpose" -> Attributes.of("first", 0, "second", 1);
            case "slice" -> Attributes.of("axis", 0, "from", 0, "to", 1);
            case "pad" -> Attributes.of("after", 1, "axis", 0, "before", 1);
            case "gather", "logLikelihood", "logLikelihoodSlope" ->
                Attributes.of("ids", List.of(1), "shape", List.of(1));
            case "scatterAdd" -> Attributes.of("ids", List.of(1, 0), "n", 2, "shape", List.of(2));
            case "patches", "conv2d" -> Attributes.of("window", WINDOW);
            case "scatterPatches" -> Attributes.of("height", 3, "width", 3, "window", WINDOW);
            default -> Attributes.NONE;
        };
    }
}
