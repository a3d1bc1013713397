package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * Fault N06: a state that decays passes through the subnormal numbers, one by one, and stays right. It costs time on some
 * processors, which Java cannot avoid, as its language demands these numbers; the figures are printed.
 */
class DecayTest {

    private static final int STEPS = 100_000;
    private static final int UNITS = 64;
    private static final float FACTOR = 0.999f;

    /** h' = 0.999 h + x. */
    private static final class Decaying implements Cell {
        private final CellShape shape = CellShape.of(UNITS, UNITS).state("h", Tensor.full(Shape.of(UNITS), 1));

        @Override
        public CellShape shape() {
            return shape;
        }

        @Override
        public Step step(Tensor x, State state) {
            Tensor h = state.get("h").mul(FACTOR).add(x);
            return Step.of(h, State.of("h", h));
        }
    }

    @Test
    void aStateDecaysThroughTheSubnormals() {
        Recurrent layer = new Recurrent(new Decaying());
        Sequence zeros = Sequence.full(Tensor.zeros(Shape.of(STEPS, 1, UNITS)));
        layer.apply(zeros); // warms up
        long begun = System.nanoTime();
        Unrolled run = layer.run(zeros, layer.initial(1), Resets.none());
        double decaying = System.nanoTime() - begun;
        State large = State.of("h", Tensor.full(Shape.of(1, UNITS), 1e30f));
        begun = System.nanoTime();
        layer.run(zeros, large, Resets.none());
        System.out.printf(
                "%d steps through the subnormals take %.2f times as long as from 1e30%n",
                STEPS, decaying / (System.nanoTime() - begun));

        float h = 1;
        float[] outputs = run.outputs().values().values();
        int subnormal = 0;
        for (int t = 0; t < STEPS; t++) {
            h = h * FACTOR + 0;
            subnormal += h > 0 && h < Float.MIN_NORMAL ? 1 : 0;
            assertThat(outputs[t * UNITS]).isEqualTo(h);
        }
        assertThat(subnormal).isGreaterThan(1000);
    }
}
