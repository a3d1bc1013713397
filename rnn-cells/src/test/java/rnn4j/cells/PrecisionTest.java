package rnn4j.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Reference;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/**
 * Fault N07: what a plan computes in float32 is what float64 gives, but for rounding: values within 10⁻⁶ of the largest, which
 * counts as 1 at least, gradients within 2·10⁻⁶ of their norm.
 *
 * <p>The longest and the widest are tried apart, since the float64 engine keeps all values of all steps.
 */
class PrecisionTest {

    private static final double FORWARD = 1e-6;
    private static final double BACKWARD = 2e-6;

    @ParameterizedTest
    @CsvSource({"lstm, 32, 24", "gru, 32, 24", "elman, 32, 24"})
    void floatsAreNearDoubles(String cell, int time, int hidden) {
        check(cell, time, hidden);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "lstm, 512, 32", "gru, 512, 32", "elman, 512, 32",
        "lstm, 32, 256", "gru, 32, 256", "elman, 32, 256"
    })
    void floatsAreNearDoublesForLongAndWide(String cell, int time, int hidden) {
        check(cell, time, hidden);
    }

    private static void check(String cell, int time, int hidden) {
        Parameters parameters = Parameters.seeded(1);
        Recurrent layer = new Recurrent(CellRegistry.load().create(cell, CellSpec.of(8, hidden), parameters));
        Tensor x = Init.uniform(-2, 2).draw(Shape.of(time, 1, 8), RandomSource.of(1, "x"));
        Tensor weights = Init.uniform(-1, 1).draw(Shape.of(time, 1, hidden), RandomSource.of(1, "weights"));
        List<Tensor> outputs = new ArrayList<>();
        Differentiated traced = Trace.of(() -> Tape.differentiate(() -> {
            outputs.add(layer.apply(Sequence.full(x)).values());
            return outputs.getFirst().mul(weights).sum();
        }));
        List<Tensor> wanted = new ArrayList<>(outputs);
        wanted.addAll(traced.gradients().parameters().values());
        List<double[]> exact = Reference.evaluate(wanted, Map.of());

        double largest = 1;
        double worst = 0;
        float[] found = layer.apply(Sequence.full(x)).values().values();
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(exact.getFirst()[i]));
            worst = Math.max(worst, Math.abs(found[i] - exact.getFirst()[i]));
        }
        double error = gradientError(
                List.copyOf(Tape.differentiate(() -> layer.apply(Sequence.full(x))
                                .values()
                                .mul(weights)
                                .sum())
                        .gradients()
                        .parameters()
                        .values()),
                exact.subList(1, exact.size()));
        System.out.printf(
                "%s, %d steps, %d units: values within %.1e, gradient within %.1e%n",
                cell, time, hidden, worst / largest, error);
        assertThat(worst / largest).isLessThanOrEqualTo(FORWARD);
        assertThat(error).isLessThanOrEqualTo(BACKWARD);
    }

    private static double gradientError(List<Tensor> gradients, List<double[]> exact) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < exact.size(); i++) {
            float[] values = gradients.get(i).values();
            for (int place = 0; place < values.length; place++) {
                error += Math.pow(values[place] - exact.get(i)[place], 2);
                size += Math.pow(exact.get(i)[place], 2);
            }
        }
        return Math.sqrt(error / size);
    }
}
