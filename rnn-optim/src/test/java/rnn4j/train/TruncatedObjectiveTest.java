package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rnn4j.optim.Optimizer;
import rnn4j.optim.Schedule;
import rnn4j.optim.Sgd;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.train.TruncatedObjective.Carried;

/** The recurrence s' = w s + x with the loss s', whose state and gradient can be followed by head. */
class TruncatedObjectiveTest {

    private final Parameters parameters = Parameters.seeded(1);
    private final Tensor w = parameters.create("w", Shape.SCALAR, Init.constant(0.5f));
    private final TruncatedObjective<Piece, Tensor> objective =
            TruncatedObjective.of(Piece::first, piece -> Tensor.scalar(piece.start), (piece, state) -> {
                Tensor next = w.mul(state).add(piece.x);
                return new Carried<>(next, next);
            });

    /** A piece of a sequence: whether it is the first one, the state it then begins in, and one input. */
    private record Piece(boolean first, float start, float x) {}

    /** By hand: s = 0.5 · 4 + 1 = 3, then with the same w (rate 0) 0.5 · 3 + 1 = 2.5. */
    @Test
    void theStateIsCarriedOn() {
        train(0, new Piece(true, 4, 1), new Piece(false, 100, 1));

        assertThat(objective.state().orElseThrow().value()).isEqualTo(2.5f);
    }

    @Test
    void aFirstPieceBeginsAnew() {
        train(0, new Piece(true, 4, 1), new Piece(true, 8, 1));

        // by hand: 0.5 · 8 + 1
        assertThat(objective.state().orElseThrow().value()).isEqualTo(5);
    }

    @Test
    void theVeryFirstPieceBeginsAnewWhateverItSays() {
        train(0, new Piece(false, 4, 1));

        assertThat(objective.state().orElseThrow().value()).isEqualTo(3);
    }

    /** By hand: dL/dw = s. Was the gradient not cut, the second step would add w · 4: w = 0.5 − 0.1 · 4, − 0.1 · 3. */
    @Test
    void theGradientEndsWhereThePieceBegins() {
        train(0.1, new Piece(true, 4, 1), new Piece(false, 0, 1));

        assertThat(w.value()).isCloseTo(0.5f - 0.4f - 0.3f, within(1e-6f));
    }

    @Test
    void aRefusedStepCarriesNothingOn() {
        assertThatThrownBy(() -> train(0, new Piece(true, 4, 1), new Piece(false, 0, Float.NaN)))
                .isInstanceOf(DivergenceException.class);

        assertThat(objective.state().orElseThrow().value()).isEqualTo(3);
    }

    @Test
    void aStateCanBeSetForARunThatGoesOn() {
        objective.carry(Tensor.scalar(6));
        train(0, new Piece(false, 100, 1));

        assertThat(objective.state().orElseThrow().value()).isEqualTo(4);
    }

    @Test
    void beforeTheFirstStepThereIsNoState() {
        objective.loss(new Piece(true, 4, 1));

        assertThat(objective.state()).isEmpty();
    }

    private void train(double rate, Piece... pieces) {
        try (Trainer<Piece> trainer = Trainer.<Piece>of(parameters, objective)
                .optimizer(Optimizer.of(Sgd.plain()))
                .schedule(Schedule.constant(rate))
                .build()) {
            trainer.train(List.of(pieces), Until.epochs(1));
        }
    }
}
