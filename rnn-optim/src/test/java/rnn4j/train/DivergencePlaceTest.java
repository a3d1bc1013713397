package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.nn.Dense;
import rnn4j.nn.Recurrent;
import rnn4j.nn.Regularizers;
import rnn4j.tensor.Init;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.NonFinite;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Fault T01: a run that ends in NaN tells where it began, whatever runs it: a plan, regularisers, batches taken together. */
class DivergencePlaceTest {

    private static final int TIME = 5;
    private static final int ROWS = 3;
    private static final int UNITS = 4;

    /** h' = e^(x w) - 1: harmless for small numbers, infinite from 89 on. */
    private static final class Exponential implements Cell {
        private final CellShape shape = CellShape.of(1, UNITS).state("h", UNITS);
        private final Tensor w;

        Exponential(Parameters parameters) {
            w = parameters.create("w", Shape.of(1, UNITS), Init.ones());
        }

        @Override
        public CellShape shape() {
            return shape;
        }

        @Override
        public Step step(Tensor x, State state) {
            Tensor h = x.matmul(w).add(state.get("h").mul(0.1f)).exp().sub(1);
            return Step.of(h, State.of("h", h));
        }
    }

    private final Parameters parameters = Parameters.seeded(1);
    private final Recurrent layer = new Recurrent(new Exponential(parameters.scope("memory")));
    private final Dense head = new Dense(parameters.scope("head"), UNITS, 1);

    private static Sequence batch(float odd) {
        float[] x = new float[TIME * ROWS];
        Arrays.fill(x, 0.1f);
        x[3 * ROWS + 1] = odd;
        return new Sequence(Tensor.of(Shape.of(TIME, ROWS, 1), x), Lengths.of(5, 4, 2));
    }

    private Tensor loss(Sequence xs) {
        return head.apply(layer.apply(xs).values()).square().mean();
    }

    private NonFinite origin(TrainerBuilder<Sequence> builder, List<Sequence> batches) {
        try (Trainer<Sequence> trainer = builder.build()) {
            DivergenceException e =
                    catchThrowableOfType(DivergenceException.class, () -> trainer.train(batches, Until.steps(9)));
            assertThat(e).hasMessageContaining("begun by Infinity in 'exp' of layer 'memory', row 1, time step 3");
            return e.origin().orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void thePlaceIsTold(int threads) {
        NonFinite origin =
                origin(Trainer.<Sequence>of(parameters, this::loss).threads(threads), List.of(batch(0.2f), batch(300)));

        assertThat(origin.operation()).isEqualTo("exp");
        assertThat(origin.row()).hasValue(1);
        assertThat(origin.time()).hasValue(3);
    }

    @Test
    void thePlaceIsToldWithRegularisersWhoseMasksRepeat() {
        Recurrent dropped = layer.with(Regularizers.none().variational(0.3));

        origin(
                Trainer.<Sequence>of(
                        parameters,
                        xs -> head.apply(dropped.apply(xs).values()).square().mean()),
                List.of(batch(0.2f), batch(300)));
    }

    /** The second of three batches that make a step together is the one that ends it. */
    @Test
    void thePlaceIsToldOfBatchesThatAreTakenTogether() {
        origin(
                Trainer.<Sequence>of(parameters, this::loss).accumulate(3),
                List.of(batch(0.2f), batch(300), batch(0.1f)));
    }
}
