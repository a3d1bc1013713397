package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Sequence;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

class ReadoutTest {

    private static final float NAN = Float.NaN;

    /** Row 0: 1, -3, 5; row 1: -2 and padding; row 2: padding only. */
    private final Tensor values = Tensor.of(Shape.of(3, 3, 1), 1, -2, NAN, -3, NAN, NAN, 5, NAN, NAN);

    private final Sequence ragged = new Sequence(values, Lengths.of(3, 1, 0));

    static Stream<Arguments> readouts() {
        return Stream.of(
                Arguments.of("lastValid", (Layer<Sequence, Tensor>) Readout::lastValid),
                Arguments.of("mean", (Layer<Sequence, Tensor>) Readout::mean),
                Arguments.of("max", (Layer<Sequence, Tensor>) Readout::max));
    }

    @Test
    void readsByHead() {
        assertThat(Readout.lastValid(ragged).values()).containsExactly(5, -2, 0);
        assertThat(Readout.mean(ragged).values()).containsExactly(1, -2, 0);
        assertThat(Readout.max(ragged).values()).containsExactly(5, -2, 0);
        assertThat(Readout.all(ragged)).isSameAs(values);
    }

    @Test
    void passesGradientsToWhatWasRead() {
        assertThat(gradient(Readout::lastValid)).containsExactly(0, 1, 0, 0, 0, 0, 1, 0, 0);
        assertThat(gradient(Readout::mean)).containsExactly(1 / 3f, 1, 0, 1 / 3f, 0, 0, 1 / 3f, 0, 0);
        assertThat(gradient(Readout::max)).containsExactly(0, 1, 0, 0, 0, 0, 1, 0, 0);
    }

    private float[] gradient(Layer<Sequence, Tensor> readout) {
        return Tape.differentiate(() -> readout.apply(ragged).sum(), values)
                .gradients()
                .of(values)
                .values();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readouts")
    void aRowInABatchIsTheRowAlone(String name, Layer<Sequence, Tensor> readout) {
        for (int size : new int[] {1, 3, 7, 16, 17, 33, 65}) {
            int[] perRow = new int[size + 1];
            for (int row = 0; row <= size; row++) {
                perRow[row] = row;
            }
            Tensor batch = ToyCells.normal(size, size, size + 1, 3);
            Tensor together = readout.apply(new Sequence(batch, Lengths.of(perRow)));
            for (int row = 1; row <= size; row++) {
                Tensor alone =
                        readout.apply(Sequence.full(batch.slice(0, 0, row).slice(1, row, row + 1)));
                assertThat(together.slice(0, row, row + 1).sameBits(alone))
                        .as("%s, row of %d in %d", name, row, size)
                        .isTrue();
            }
            assertThat(together.slice(0, 0, 1).sameBits(Tensor.zeros(Shape.of(1, 3))))
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readouts")
    void takesNoStepsAndNoRows(String name, Layer<Sequence, Tensor> readout) {
        Tensor noSteps = readout.apply(Sequence.full(Tensor.zeros(Shape.of(0, 2, 3))));
        Tensor noRows = readout.apply(Sequence.full(Tensor.zeros(Shape.of(2, 0, 3))));

        assertThat(noSteps.sameBits(Tensor.zeros(Shape.of(2, 3)))).as(name).isTrue();
        assertThat(noRows.shape()).as(name).isEqualTo(Shape.of(0, 3));
    }
}
