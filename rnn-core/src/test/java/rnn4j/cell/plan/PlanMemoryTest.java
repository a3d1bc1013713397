package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** What a plan hands on through memory, and what it keeps there. */
class PlanMemoryTest {
    private static final int WIDTH = 8;

    /** {@code h' = tanh(LN(x + h) g)}: two sums of rows cut its chain, and each part needs the centred numbers. */
    private static final class Normalized implements Cell {
        private final Tensor gain = Parameters.seeded(1).create("g", Shape.of(WIDTH), Init.ones());

        @Override
        public CellShape shape() {
            return CellShape.of(WIDTH, WIDTH).state("h", WIDTH);
        }

        @Override
        public Step step(Tensor x, State state) {
            Tensor z = x.mul(state.get("h"));
            Tensor centred = z.sub(z.mean(-1).expand(-1));
            Tensor variance = centred.square().mean(-1).expand(-1);
            Tensor h = centred.mul(variance.add(1e-5f).sqrt().reciprocal())
                    .mul(gain)
                    .tanh();
            return Step.of(h, State.of("h", h));
        }
    }

    /** The centred numbers are subtracted twice; only their squares go through memory. */
    @Test
    void whatIsLightIsComputedAgain() {
        String step = Plans.driver(new Normalized()).explain();
        assertThat(step)
                .containsPattern("chain over 1 x 8: sub square -> step\\d+ \\(")
                .containsPattern("chain over 1 x 8: sub mul mul tanh -> ");
    }
}
