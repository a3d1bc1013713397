package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.nn.Dense;
import rnn4j.nn.Recurrent;
import rnn4j.nn.RecurrentLayer;
import rnn4j.nn.Regularizers;
import rnn4j.optim.Clipping;
import rnn4j.tensor.Init;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;

/** Each row's gradient is that of the row run alone, and their mean has none beyond the bound. */
class RowGradientsTest {

    private static final int TIME = 7;
    private static final int ROWS = 5;
    private static final int INPUT = 3;
    private static final int UNITS = 6;

    private static final Rows<Sequence> SEQUENCES = new Rows<>() {
        @Override
        public int count(Sequence batch) {
            return batch.batch();
        }

        @Override
        public Sequence row(Sequence batch, int row) {
            return batch.row(row);
        }
    };

    private final Parameters parameters = Parameters.seeded(1);
    private final Dense head = new Dense(parameters.scope("head"), UNITS, 1);
    private final Sequence batch = new Sequence(
            Init.uniform(-2, 2).draw(Shape.of(TIME, ROWS, INPUT), RandomSource.of(1, "x")), Lengths.of(7, 3, 1, 5, 7));

    private Objective<Sequence> objective(RecurrentLayer layer) {
        return xs -> head.apply(layer.apply(xs).values()).square().sum();
    }

    private Recurrent layer(String cell) {
        return new Recurrent(CellRegistry.load().create(cell, CellSpec.of(INPUT, UNITS), parameters.scope("memory")));
    }

    private static Map<String, Tensor> gradients(Objective<Sequence> objective, Sequence xs) {
        return Tape.differentiate(() -> objective.loss(xs)).gradients().parameters();
    }

    private static RowGradients<Sequence> of(Objective<Sequence> objective) {
        return new RowGradients<>(objective, SEQUENCES, any -> new long[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elman", "lstm", "gru", "lru"})
    void normsAreThoseOfRowsRunAlone(String cell) {
        Objective<Sequence> objective = objective(layer(cell));

        double[] norms = of(objective).norms(batch, 0, 0);

        assertThat(norms).hasSize(ROWS);
        for (int row = 0; row < ROWS; row++) {
            double alone =
                    Clipping.none().clip(gradients(objective, batch.row(row))).norm();
            assertThat(norms[row]).as("row %d", row).isEqualTo(alone).isPositive();
        }
    }

    /** No bound is reached: the mean is a fifth of the gradient of the sum. */
    @Test
    void withoutABoundTheMeanIsTheBatch() {
        Objective<Sequence> objective = objective(layer("lstm"));

        RowGradients.Mean mean = of(objective).clipped(batch, 1e9, 0, 0);

        assertThat(mean.clipped()).isZero();
        assertThat(mean.loss()).isCloseTo(objective.loss(batch).value() / ROWS, within(1e-5));
        gradients(objective, batch).forEach((name, whole) -> {
            float[] found = Objects.requireNonNull(mean.gradients().get(name)).values();
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).as(name).isCloseTo(whole.values()[i] / ROWS, within(1e-5f));
            }
        });
    }

    @Test
    void eachRowIsClippedByItself() {
        Objective<Sequence> objective = objective(layer("lstm"));
        double[] norms = of(objective).norms(batch, 0, 0);
        double bound = (norms[0] + norms[2]) / 2;

        RowGradients.Mean mean = of(objective).clipped(batch, bound, 0, 0);

        assertThat(mean.norms()).containsExactly(norms[0], norms[1], norms[2], norms[3], norms[4]);
        int beyond = 0;
        Tensor expected = Tensor.zeros(Shape.of(UNITS, 1));
        for (int row = 0; row < ROWS; row++) {
            beyond += norms[row] > bound ? 1 : 0;
            Tensor own =
                    Objects.requireNonNull(gradients(objective, batch.row(row)).get("head.w"));
            expected = expected.add(
                    own.mul((float) Math.min(1, bound / norms[row])).div(ROWS));
        }
        assertThat(beyond).isBetween(1, ROWS - 1);
        assertThat(mean.clipped()).isEqualTo(beyond);
        Tensor found = Objects.requireNonNull(mean.gradients().get("head.w"));
        for (int i = 0; i < UNITS; i++) {
            assertThat(found.values()[i]).isCloseTo(expected.values()[i], within(1e-5f));
        }
    }

    /** Dropout follows the sample: the rows one by one drop what they drop together. */
    @Test
    void whatIsRandomIsThatOfTheBatch() {
        Objective<Sequence> objective =
                objective(layer("gru").with(Regularizers.none().variational(0.4).zoneout(0.2)));
        long[] samples = {40, 7, 11, 3, 99};
        RowGradients<Sequence> rows = new RowGradients<>(objective, SEQUENCES, any -> samples);

        double together = TrainingPass.of(5, 2)
                .samples(samples)
                .within(() -> objective.loss(batch).value());

        assertThat(rows.clipped(batch, 1e9, 5, 2).loss() * ROWS).isCloseTo(together, within(1e-4));
        assertThat(rows.clipped(batch, 1e9, 6, 2).loss() * ROWS).isNotCloseTo(together, within(1e-4));
    }

    @Test
    void aBatchWithoutRowsIsRefused() {
        Sequence empty = Sequence.full(Tensor.zeros(Shape.of(TIME, 0, INPUT)));

        assertThatThrownBy(() -> of(objective(layer("elman"))).clipped(empty, 1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a batch of 0 rows");
    }
}
