package rnn4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** Rules against their equations, written out once more in double precision. */
class UpdateRuleTwinsTest {
    private static final double RATE = 0.02;

    /** One update in doubles: takes the state, whose first number is the value, and replaces its numbers. */
    @FunctionalInterface
    interface Twin {
        void step(double[] s, double g, int t);
    }

    private static Arguments rule(UpdateRule rule, Twin twin) {
        return Arguments.of(rule, twin);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule(Nesterov.standard(), (s, g, t) -> {
                    s[1] = 0.9 * s[1] + g;
                    s[0] -= RATE * (g + 0.9 * s[1]);
                }),
                rule(RmsProp.standard(), (s, g, t) -> {
                    s[1] = 0.99 * s[1] + 0.01 * g * g;
                    s[0] -= RATE * g / (Math.sqrt(s[1]) + 1e-8);
                }),
                rule(Adagrad.standard(), (s, g, t) -> {
                    s[1] += g * g;
                    s[0] -= RATE * g / (Math.sqrt(s[1]) + 1e-10);
                }),
                rule(Adadelta.standard(), (s, g, t) -> {
                    s[2] = 0.9 * s[2] + 0.1 * g * g;
                    double step = Math.sqrt(s[1] + 1e-6) / Math.sqrt(s[2] + 1e-6) * g;
                    s[1] = 0.9 * s[1] + 0.1 * step * step;
                    s[0] -= RATE * step;
                }),
                rule(AmsGrad.standard(), (s, g, t) -> {
                    moments(s, g);
                    s[3] = Math.max(s[3], s[2]);
                    s[0] -= adamStep(s[1], s[3], t);
                }),
                rule(AdamW.decaying(0.1), (s, g, t) -> {
                    s[0] *= 1 - RATE * 0.1;
                    moments(s, g);
                    s[0] -= adamStep(s[1], s[2], t);
                }),
                rule(NAdam.standard(), (s, g, t) -> {
                    double momentum = 0.9 * (1 - 0.5 * Math.pow(0.96, t * 0.004));
                    double next = 0.9 * (1 - 0.5 * Math.pow(0.96, (t + 1) * 0.004));
                    s[3] = (t == 1 ? 1 : s[3]) * momentum;
                    moments(s, g);
                    double root = Math.sqrt(s[2] / (1 - Math.pow(0.999, t))) + 1e-8;
                    s[0] -= RATE * (1 - momentum) / (1 - s[3]) * g / root;
                    s[0] -= RATE * next / (1 - s[3] * next) * s[1] / root;
                }),
                rule(new WeightDecay(Adam.standard(), 0.1), (s, g, t) -> {
                    s[0] *= 1 - RATE * 0.1;
                    moments(s, g);
                    s[0] -= adamStep(s[1], s[2], t);
                }),
                rule(new WeightDecay(new Sgd(0.9), 0.3), (s, g, t) -> {
                    s[0] *= 1 - RATE * 0.3;
                    s[1] = 0.9 * s[1] + g;
                    s[0] -= RATE * s[1];
                }),
                rule(new Lion(0.9, 0.99, 0.1), (s, g, t) -> {
                    s[0] *= 1 - RATE * 0.1;
                    s[0] -= RATE * Math.signum(0.9 * s[1] + 0.1 * g);
                    s[1] = 0.99 * s[1] + 0.01 * g;
                }));
    }

    static Stream<UpdateRule> all() {
        return rules().map(rule -> (UpdateRule) rule.get()[0]);
    }

    private static void moments(double[] s, double g) {
        s[1] = 0.9 * s[1] + 0.1 * g;
        s[2] = 0.999 * s[2] + 0.001 * g * g;
    }

    private static double adamStep(double m, double v, int t) {
        double root = Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8;
        return RATE * m / (1 - Math.pow(0.9, t)) / root;
    }

    /** Gradients grow and shrink, so that what only ever grows is seen. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void twentyUpdatesFollowTheEquations(UpdateRule rule, Twin twin) {
        Random random = new Random(7);
        double[] expected = {0.3, 0, 0, 0};
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        rule.slots().forEach(slot -> zeros.put(slot, Tensor.scalar(0)));
        Update update = new Update(Tensor.scalar(0.3f), Slots.of(zeros));
        for (int t = 1; t <= 20; t++) {
            float g = (float) (random.nextGaussian() * Math.exp(3 * Math.sin(t)));
            update = rule.update(update.value(), Tensor.scalar(g), update.slots(), RATE, t);
            twin.step(expected, g, t);
            assertThat((double) update.value().value())
                    .as("update %d", t)
                    .isCloseTo(expected[0], within(1e-6 * Math.max(1, Math.abs(expected[0]))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aMinimumIsFound(UpdateRule rule) {
        Parameters parameters = Parameters.seeded(1);
        Tensor w = parameters.create("w", Shape.of(4), Init.uniform(-1, 1));
        Optimizer optimizer = Optimizer.of(rule);
        double first = loss(w).value();
        // the steps of these two are small by design; their papers' rates are near 1
        double rate = rule instanceof Adagrad || rule instanceof Adadelta ? 1 : RATE;
        for (int step = 0; step < 300; step++) {
            optimizer.step(
                    parameters, Tape.differentiate(() -> loss(w)).gradients().parameters(), rate);
        }
        assertThat((double) loss(w).value()).isLessThan(first * 0.05);
    }

    private static Tensor loss(Tensor w) {
        return w.sub(Tensor.of(Shape.of(4), 0.5f, -0.5f, 0.25f, 0)).square().sum();
    }

    @Test
    void adamWithADecayOfItsOwnIsAdamW() {
        UpdateRule decayed = new WeightDecay(Adam.standard(), 0.1);
        Tensor w = Tensor.of(Shape.of(3), 1, -2, 0.5f);
        Tensor g = Tensor.of(Shape.of(3), 0.3f, 0, -4);
        Slots slots = Slots.of("m", Tensor.full(w.shape(), 0.2f), "v", Tensor.full(w.shape(), 0.7f));

        assertThat(decayed.update(w, g, slots, 0.01, 5)
                        .value()
                        .sameBits(
                                AdamW.decaying(0.1).update(w, g, slots, 0.01, 5).value()))
                .isTrue();
        assertThat(decayed.name()).isEqualTo("adam-decayed");
        assertThatThrownBy(() -> new WeightDecay(AdamW.decaying(0.1), 0.1)).hasMessageContaining("has one of its own");
        assertThatThrownBy(() -> new WeightDecay(Sgd.plain(), 0)).hasMessageContaining("weight decay: 0.0");
    }

    /** After so many steps the product has long vanished, and a step is one of momentum β₁. */
    @Test
    void nadamKnowsItsMomentumAtAnyCount() {
        float[] late = NAdam.standard().numbers(1, 1_000_000_000_000L);

        assertThat(late[0]).isEqualTo(0.1f);
        assertThat(late[1]).isEqualTo(0.9f);
        assertThat(late[2]).isEqualTo(1f);
    }

    /** Zero is neither here nor there: a weight that has seen no gradient stays. */
    @Test
    void lionLeavesWhatHasSeenNoGradient() {
        Update update = Lion.standard()
                .update(
                        Tensor.of(Shape.of(2), 1, 1),
                        Tensor.of(Shape.of(2), 0, 5),
                        Slots.of("m", Tensor.zeros(Shape.of(2))),
                        0.1,
                        1);
        assertThat(update.value().values()).containsExactly(1, 0.9f);
    }

    /** Three rows of five are looked up by no step, and shrink like the others: 1 − 0.5 · 0.1 at each of two steps. */
    @Test
    void rowsThatNobodyLooksUpDecay() {
        Parameters parameters = Parameters.seeded(1);
        Tensor table = parameters.create("table", Shape.of(5, 2), Init.ones());
        Optimizer optimizer = Optimizer.of(AdamW.decaying(0.1));
        for (int step = 0; step < 2; step++) {
            optimizer.step(
                    parameters,
                    Tape.differentiate(() ->
                                    table.gather(Ids.of(Shape.of(2), 1, 3)).sum())
                            .gradients()
                            .parameters(),
                    0.5);
        }
        float[] values = table.values();
        for (int row : new int[] {0, 2, 4}) {
            assertThat(values[2 * row]).isCloseTo(0.9025f, within(1e-6f));
        }
        assertThat(values[2]).isLessThan(0.5f);
    }

    @Test
    void constantsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Nesterov(0)).hasMessage("nesterov: momentum 0.0; use some 0.9");
        assertThatThrownBy(() -> new RmsProp(1, 1e-8)).hasMessage("rms-prop: rho 1.0; use 0 to below 1");
        assertThatThrownBy(() -> new Adagrad(0)).hasMessageContaining("adagrad: epsilon 0.0");
        assertThatThrownBy(() -> new Adadelta(-1, 1e-6)).hasMessageContaining("adadelta: rho -1.0");
        assertThatThrownBy(() -> new AmsGrad(0.9, 2, 1e-8)).hasMessageContaining("ams-grad: beta2 2.0");
        assertThatThrownBy(() -> AdamW.decaying(1)).hasMessage("adam-w: decay 1.0; use 0 (none) to below 1");
        assertThatThrownBy(() -> new Lion(0.9, Double.NaN, 0)).hasMessageContaining("lion: beta2 NaN");
    }
}
