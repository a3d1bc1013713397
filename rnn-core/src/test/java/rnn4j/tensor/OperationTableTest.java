package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every operation's derivative against differences in float64, and its float32 kernels against float64. */
class OperationTableTest {

    static final double GRADIENT_BOUND = 1e-9;
    private static final double FLOAT_FORWARD_BOUND = 1e-6;
    private static final double FLOAT_GRADIENT_BOUND = 2e-6;

    private static final Set<String> MAKERS = Set.of("of", "scalar", "full", "zeros", "copy");
    private static final int[] SMALL = {1, 3, 7};
    private static final int[] ALL = {1, 3, 7, 16, 17, 31, 33, 64, 65};

    private static final Map<String, double[]> ERRORS = new TreeMap<>();

    static List<OperationRow> rows() {
        return OperationTable.rows();
    }

    @AfterAll
    static void print() {
        System.out.printf(
                "normwise errors%n%-32s %9s %9s %9s %9s%n", "operation", "gradient", "second", "float32", "its grad.");
        ERRORS.forEach((name, errors) ->
                System.out.printf("%-32s %9.1e %9.1e %9.1e %9.1e%n", name, errors[0], errors[1], errors[2], errors[3]));
    }

    @Test
    void everyOperationHasARow() {
        Set<String> rows = rows().stream().map(OperationRow::operation).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows).containsAll(Operations.names());
        Stream<String> calls = Arrays.stream(Tensor.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && makesTensors(method))
                .map(Method::getName)
                .filter(name -> !MAKERS.contains(name));
        assertThat(calls.toList()).isNotEmpty().allMatch(rows::contains);
    }

    private static boolean makesTensors(Method method) {
        return method.getReturnType() == Tensor.class || method.getReturnType() == List.class;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theRowRunsItsOperation(OperationRow row) {
        if (Operations.names().contains(row.operation())) {
            List<Tensor> symbols = row.points(3).stream()
                    .map(point -> Trace.symbol(point.shape()))
                    .toList();
            Tensor result = Trace.of(() -> row.call().apply(symbols));
            Set<String> ran = new TreeSet<>();
            new Ancestry()
                    .inputsFirst(List.of(result), Set.of())
                    .forEach(tensor -> Trace.node(tensor)
                            .ifPresent(node -> ran.add(node.op().name())));
            assertThat(ran).contains(row.operation());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theGradientIsThatOfDifferences(OperationRow row) {
        check(row, 0, SMALL, GRADIENT_BOUND, RowCheck::gradient);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSecondDerivativeIsThatOfDifferences(OperationRow row) {
        check(row, 1, SMALL, GRADIENT_BOUND, RowCheck::second);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void floatsAreNearDoubles(OperationRow row) {
        check(row, 2, ALL, FLOAT_FORWARD_BOUND, RowCheck::floats);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void floatGradientsAreNearDoubles(OperationRow row) {
        check(row, 3, ALL, FLOAT_GRADIENT_BOUND, RowCheck::floatGradients);
    }

    private static void check(
            OperationRow row, int column, int[] sizes, double bound, ToDoubleFunction<RowCheck> measure) {
        for (int n : sizes) {
            double error = measure.applyAsDouble(new RowCheck(row, n));
            double[] errors = ERRORS.computeIfAbsent(row.name(), name -> new double[4]);
            errors[column] = Math.max(errors[column], error);
            assertThat(error).as("%s at n = %d", row, n).isLessThanOrEqualTo(bound);
        }
    }
}
