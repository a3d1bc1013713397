package rnn4j.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Gradients;
import rnn4j.tensor.Init;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** Fault T04: sequences of a hundred thousand steps, and of none. */
class LongSequenceTest {

    private static final int LONG = 100_000;

    /** Far less than all values of such a run take. */
    private static final long LITTLE = 8L << 20;

    private final Parameters parameters = Parameters.seeded(1);

    private Recurrent layer(String cell) {
        return new Recurrent(CellRegistry.load().create(cell, CellSpec.of(2, 4), parameters.scope(cell)));
    }

    private static Tensor inputs(int time, int rows) {
        return Init.uniform(-1, 1).draw(Shape.of(time, rows, 2), RandomSource.of(1, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "rg-lru"})
    @Timeout(120)
    void aHundredThousandStepsAreTheirHalvesAndHaveAGradient(String cell) {
        Recurrent layer = layer(cell).within(LITTLE);
        Tensor x = inputs(LONG, 1);

        Unrolled whole = layer.run(Sequence.full(x), layer.initial(1), Resets.none());
        Unrolled first = layer.run(Sequence.full(x.slice(0, 0, LONG / 2)), layer.initial(1), Resets.none());
        Unrolled second = layer.run(Sequence.full(x.slice(0, LONG / 2, LONG)), first.last(), Resets.none());
        assertThat(second.last().sameBits(whole.last())).isTrue();

        Map<String, Tensor> gradients = Tape.differentiate(
                        () -> layer.apply(Sequence.full(x)).values().square().mean())
                .gradients()
                .parameters();
        assertThat(gradients).isNotEmpty();
        assertThat(gradients.values()).allMatch(Tensor::finite).anyMatch(gradient -> gradient.maxAbs() > 0);
    }

    /** Rows of length 0 pass their state through; outputs and gradients are exactly zero. */
    @Test
    void rowsWithoutStepsPassTheirStateThrough() {
        Recurrent layer = layer("lstm");
        Tensor x = inputs(3, 2);
        State from =
                layer.run(Sequence.full(x), layer.initial(2), Resets.none()).last();

        Unrolled run = layer.run(new Sequence(x, Lengths.of(0, 0)), from, Resets.none());
        assertThat(run.last().sameBits(from)).isTrue();
        assertThat(run.outputs().values().maxAbs()).isZero();

        Gradients gradients = Tape.differentiate(
                        () -> layer.apply(new Sequence(x, Lengths.of(0, 0)))
                                .values()
                                .sum(),
                        x)
                .gradients();
        assertThat(gradients.of(x).maxAbs()).isZero();
        assertThat(gradients.parameters().values()).allMatch(gradient -> gradient.maxAbs() == 0);
    }
}
