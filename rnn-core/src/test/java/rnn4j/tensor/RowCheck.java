package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What one run of a row is held to: its derivatives against differences, its floats against doubles. */
final class RowCheck {

    private final OperationRow row;
    private final List<Tensor> points;
    private final List<Tensor> symbols;
    private final Map<Tensor, double[]> values;

    RowCheck(OperationRow row, int n) {
        this.row = row;
        points = row.points(n);
        symbols = points.stream().map(point -> Trace.symbol(point.shape())).toList();
        values = CentralDifferences.values(symbols, points);
    }

    /** Returns the worst normwise error of the derived gradients against differences, in float64. */
    double gradient() {
        assertNoKink();
        return compare(Trace.of(() -> differentiated(symbols)));
    }

    /** Returns the same for the gradients of the gradients. */
    double second() {
        assertNoKink();
        return compare(Trace.of(() -> Tape.differentiate(
                () -> {
                    Gradients first = differentiated(symbols).gradients();
                    return symbols.stream()
                            .map(symbol -> weighted(first.of(symbol), 77))
                            .reduce(Tensor::add)
                            .orElseThrow();
                },
                symbols.toArray(Tensor[]::new))));
    }

    /** Returns the worst error of the float32 result, as a share of its largest value, which counts as 1 at least. */
    double floats() {
        Tensor traced = Trace.of(() -> row.call().apply(symbols));
        double[] exact = Reference.evaluate(List.of(traced), values).getFirst();
        Tensor result = row.call().apply(points);
        assertThat(result.shape()).isEqualTo(traced.shape());
        double largest = Math.max(1, Arrays.stream(exact).map(Math::abs).max().orElse(0));
        double worst = 0;
        for (int i = 0; i < exact.length; i++) {
            worst = Math.max(worst, Math.abs(result.values()[i] - exact[i]) / largest);
        }
        return worst;
    }

    /** Returns the worst normwise error of the gradients that a float32 tape derives. */
    double floatGradients() {
        Gradients exact = Trace.of(() -> differentiated(symbols)).gradients();
        Gradients gradients = differentiated(points).gradients();
        double worst = 0;
        for (int i = 0; i < points.size(); i++) {
            double[] wide = Reference.evaluate(List.of(exact.of(symbols.get(i))), values)
                    .getFirst();
            double[] narrow = Reference.evaluate(List.of(gradients.of(points.get(i))), Map.of())
                    .getFirst();
            worst = Math.max(worst, CentralDifferences.normwise(narrow, wide));
        }
        return worst;
    }

    private Differentiated differentiated(List<Tensor> inputs) {
        return differentiated(row, inputs);
    }

    /** Returns the gradients of a row's result, reduced to one number. */
    static Differentiated differentiated(OperationRow row, List<Tensor> inputs) {
        return Tape.differentiate(() -> weighted(row.call().apply(inputs), 7), inputs.toArray(Tensor[]::new));
    }

    /** Reduces to one number in which every element counts differently. */
    private static Tensor weighted(Tensor result, long seed) {
        RandomSource random = RandomSource.of(seed, "weights");
        float[] weights = new float[result.shape().count()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.uniform(i) + 0.5f;
        }
        return result.mul(Tensor.of(result.shape(), weights)).sum();
    }

    /** Where no gradient passes it must be exactly none. */
    private double compare(Differentiated derived) {
        double worst = 0;
        for (int i = 0; i < symbols.size(); i++) {
            Tensor gradient = derived.gradients().of(symbols.get(i));
            assertThat(gradient.shape()).isEqualTo(symbols.get(i).shape());
            double[] found = Reference.evaluate(List.of(gradient), values).getFirst();
            if (row.silent().contains(i)) {
                assertThat(gradient.symbolic())
                        .as("%s: a gradient passes to input %d", row, i)
                        .isFalse();
                assertThat(Arrays.stream(found)).allMatch(value -> value == 0);
            } else {
                double[] differences = CentralDifferences.gradient(derived.value(), symbols.get(i), values);
                worst = Math.max(worst, CentralDifferences.normwise(found, differences));
            }
        }
        return worst;
    }

    private void assertNoKink() {
        row.kink().ifPresent(kink -> {
            Tensor distance = Trace.of(() -> kink.apply(symbols));
            double[] found = Reference.evaluate(List.of(distance), values).getFirst();
            double nearest = Arrays.stream(found).map(Math::abs).min().orElse(1);
            assertThat(nearest).as("%s is too near to a kink", row).isGreaterThan(10 * CentralDifferences.STEP);
        });
    }
}
