package rnn4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** The equations of the rules, against sums by hand and the same equations in double precision. */
class UpdateRuleTest {

    private static final Shape TWO = Shape.of(2);

    /** By hand: 1 − 0.1 · 4 = 0.6 and −2 − 0.1 · (−5) = −1.5. */
    @Test
    void plainDescentGoesAgainstTheGradient() {
        Update update = Sgd.plain().update(Tensor.of(TWO, 1, -2), Tensor.of(TWO, 4, -5), Slots.none(), 0.1, 1);

        assertThat(update.value().values()).containsExactly(new float[] {0.6f, -1.5f}, within(1e-6f));
        assertThat(update.slots().named()).isEmpty();
    }

    /** By hand with μ = 0.5, α = 0.1, g = 1 twice from w = 0: u = 1, w = −0.1; then u = 1.5, w = −0.25. */
    @Test
    void momentumRemembersTheVelocity() {
        Sgd rule = new Sgd(0.5);
        Tensor g = Tensor.scalar(1);
        Update first = rule.update(Tensor.scalar(0), g, Slots.of("velocity", Tensor.scalar(0)), 0.1, 1);
        Update second = rule.update(first.value(), g, first.slots(), 0.1, 2);

        assertThat(first.value().value()).isCloseTo(-0.1f, within(1e-7f));
        assertThat(second.value().value()).isCloseTo(-0.25f, within(1e-7f));
        assertThat(second.slots().get("velocity").value()).isEqualTo(1.5f);
    }

    /** By hand: at the first step m / (1 − β₁) = g and v / (1 − β₂) = g², so w moves by α g / (|g| + ε), the rate itself. */
    @ParameterizedTest
    @ValueSource(floats = {1e-4f, 0.5f, -3, 1e6f})
    void theFirstStepOfAdamIsTheRate(float g) {
        Update update = Adam.standard().update(Tensor.scalar(2), Tensor.scalar(g), zeroMoments(), 0.01, 1);

        assertThat(update.value().value()).isCloseTo(2 - 0.01f * Math.signum(g), within(2e-6f));
    }

    /** By hand, with an ε that is seen: 2 − 0.1 · 1 / (√1 + 0.25) = 1.92; ε is outside of the root and is not corrected. */
    @Test
    void epsilonStandsBesideTheCorrectedRoot() {
        Update update = new Adam(0.9, 0.999, 0.25).update(Tensor.scalar(2), Tensor.scalar(1), zeroMoments(), 0.1, 1);

        assertThat(update.value().value()).isCloseTo(1.92f, within(1e-6f));
    }

    /** Twenty steps of algorithm 1 of Kingma and Ba, written out in double precision. */
    @Test
    void adamFollowsAlgorithmOne() {
        long seed = 20150507;
        Random random = new Random(seed);
        double[] reference = {0.3, 0, 0};
        Update update = new Update(Tensor.scalar(0.3f), zeroMoments());
        for (int t = 1; t <= 20; t++) {
            float g = (float) random.nextGaussian();
            update = Adam.standard().update(update.value(), Tensor.scalar(g), update.slots(), 0.01, t);
            double m = 0.9 * reference[1] + (1 - 0.9) * g;
            double v = 0.999 * reference[2] + (1 - 0.999) * g * g;
            double mHat = m / (1 - Math.pow(0.9, t));
            double vHat = v / (1 - Math.pow(0.999, t));
            reference = new double[] {reference[0] - 0.01 * mHat / (Math.sqrt(vHat) + 1e-8), m, v};
            assertThat((double) update.value().value())
                    .as("step %d of seed %d", t, seed)
                    .isCloseTo(reference[0], within(1e-6));
        }
    }

    @Test
    void correctionsKeepTheirDigitsAtBothEnds() {
        assertThat(Adam.correction(0.999, 1)).isCloseTo(0.001, within(1e-16));
        assertThat(Adam.correction(0.9, 2)).isCloseTo(0.19, within(1e-15));
        assertThat(Adam.correction(0.999, 1L << 31)).isEqualTo(1);
        assertThat(Adam.correction(0.9, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(Adam.correction(0, 1)).isEqualTo(1);
        // the smallest step from 1 that a double knows: 1 − β is 2⁻⁵³, which 1 − Math.pow(β, 1) has, too, but not 1 −
        // β²
        assertThat(Adam.correction(Math.nextDown(1.0), 3)).isCloseTo(3 * Math.ulp(0.5), within(1e-30));
    }

    /** After 2³¹ updates the corrections are 1, so the moments enter as they are: w − α m / (√v + ε). */
    @Test
    void adamIsStableAfterTwoToThe31Updates() {
        Slots moments = Slots.of("m", Tensor.scalar(0.5f), "v", Tensor.scalar(0.25f));
        Update update = Adam.standard().update(Tensor.scalar(1), Tensor.scalar(0.5f), moments, 0.1, 1L << 31);

        assertThat(update.value().value()).isCloseTo(0.9f, within(1e-6f));
    }

    @Test
    void constantsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Sgd(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.0");
        assertThatThrownBy(() -> new Sgd(Double.NaN)).hasMessageContaining("sgd: momentum NaN");
        assertThatThrownBy(() -> new Adam(1, 0.9, 1e-8)).hasMessageContaining("beta1 1.0");
        assertThatThrownBy(() -> new Adam(0.9, -0.1, 1e-8)).hasMessageContaining("beta2 -0.1");
        assertThatThrownBy(() -> new Adam(0.9, 0.999, 0)).hasMessageContaining("epsilon 0.0");
    }

    private static Slots zeroMoments() {
        return Slots.of("m", Tensor.scalar(0), "v", Tensor.scalar(0));
    }
}
