package rnn4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rnn4j.optim.TensorMaps.assertSameBits;
import static rnn4j.optim.TensorMaps.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;

/** What all optimizers share: slots by parameter, one write, snapshots. */
class OptimizerTest {

    private static final Shape MATRIX = Shape.of(7, 3);
    private static final Shape VECTOR = Shape.of(17);

    private final Parameters parameters = parameters();

    static Stream<UpdateRule> rules() {
        return Stream.of(
                Sgd.plain(),
                new Sgd(0.9),
                Nesterov.standard(),
                RmsProp.standard(),
                Adagrad.standard(),
                Adadelta.standard(),
                Adam.standard(),
                AmsGrad.standard(),
                AdamW.decaying(0.01),
                new Lion(0.9, 0.99, 0.01));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void goesOnFromASnapshotAsIfNothingHadHappened(UpdateRule rule) {
        Optimizer optimizer = Optimizer.of(rule);
        steps(optimizer, parameters, 0, 3);
        Snapshot middle = optimizer.snapshot();
        Parameters others = parameters();
        others.restore(parameters.snapshot());
        steps(optimizer, parameters, 3, 6);

        Optimizer resumed = Optimizer.of(rule);
        resumed.restore(middle);
        steps(resumed, others, 3, 6);

        assertSameBits(others.named(), parameters.named());
        assertSameBits(resumed.snapshot().tensors(), optimizer.snapshot().tensors());
        assertThat(resumed.snapshot().values()).isEqualTo(optimizer.snapshot().values());
    }

    @Test
    void writesAllParametersAtOnce() {
        long before = parameters.version();

        Optimizer.of(Adam.standard()).step(parameters, gradients(0), 0.1);

        assertThat(parameters.version()).isEqualTo(before + 1);
    }

    @Test
    void aParameterWithoutGradientKeepsValueSlotsAndCount() {
        Optimizer optimizer = Optimizer.of(Adam.standard());
        optimizer.step(parameters, gradients(0), 0.1);
        Map<String, Tensor> before = optimizer.snapshot().tensors();
        Tensor bias = tensor(parameters.snapshot().tensors(), "layer.b");

        optimizer.step(parameters, Map.of("layer.w", gradient("layer.w", 1)), 0.1);

        assertThat(tensor(parameters.named(), "layer.b").sameBits(bias)).isTrue();
        Snapshot after = optimizer.snapshot();
        assertThat(tensor(after.tensors(), "m.layer.b").sameBits(tensor(before, "m.layer.b")))
                .isTrue();
        assertThat(after.values()).containsEntry("count.layer.b", 1L).containsEntry("count.layer.w", 2L);
    }

    @Test
    void aLateParameterIsCorrectedByItsOwnCount() {
        Optimizer optimizer = Optimizer.of(Adam.standard());
        for (int i = 0; i < 50; i++) {
            optimizer.step(parameters, Map.of("layer.w", gradient("layer.w", i)), 0.1);
        }
        float before = tensor(parameters.named(), "layer.b").at(0);

        optimizer.step(parameters, Map.of("layer.b", Tensor.full(VECTOR, 2)), 0.1);

        // by hand: the first step of Adam is the rate
        assertThat(tensor(parameters.named(), "layer.b").at(0)).isCloseTo(before - 0.1f, within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1e-9, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aRateThatIsNoneIsRefused(double rate) {
        assertUntouchedBy(optimizer -> optimizer.step(parameters, gradients(0), rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learning rate " + rate);
    }

    @Test
    void aGradientOfNoParameterIsRefused() {
        Map<String, Tensor> gradients = gradients(0);
        gradients.put("layer.u", Tensor.scalar(1));

        assertUntouchedBy(optimizer -> optimizer.step(parameters, gradients, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'layer.u'")
                .hasMessageContaining("layer.w");
    }

    @Test
    void aGradientOfAnotherShapeIsRefused() {
        assertUntouchedBy(optimizer -> optimizer.step(parameters, Map.of("layer.b", Tensor.zeros(MATRIX)), 0.1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[17]")
                .hasMessageContaining("[7, 3]");
    }

    @Test
    void aStepThatLeavesTheNumbersIsRefusedAsAWhole() {
        Map<String, Tensor> gradients = gradients(0);
        gradients.put("layer.b", Tensor.full(VECTOR, 1e38f));

        assertUntouchedBy(optimizer -> optimizer.step(parameters, gradients, 0.1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the new v of 'layer.b'");
    }

    @Test
    void aSnapshotOfAnotherOptimizerIsRefusedWithAllDifferences() {
        Optimizer optimizer = Optimizer.of(new Adam(0.8, 0.99, 1e-8));
        optimizer.step(parameters, gradients(0), 0.1);

        assertThatThrownBy(() -> Optimizer.of(Adam.standard()).restore(optimizer.snapshot()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule.beta1 is 0.8, not 0.9, rule.beta2 is 0.99, not 0.999");
        assertThatThrownBy(() -> Optimizer.of(Sgd.plain()).restore(optimizer.snapshot()))
                .hasMessageContaining("rule is adam, not sgd")
                .hasMessageContaining("rule.momentum is missing, not 0.0");
    }

    @Test
    void aSnapshotWithoutItsSlotsIsRefused() {
        Optimizer optimizer = Optimizer.of(new Sgd(0.9));
        optimizer.step(parameters, gradients(0), 0.1);
        Snapshot torn = new Snapshot(Map.of(), optimizer.snapshot().values());

        assertThatThrownBy(() -> Optimizer.of(new Sgd(0.9)).restore(torn))
                .hasMessageContaining("velocity.layer.w")
                .hasMessageContaining("velocity.layer.b");
    }

    @Test
    void aSnapshotOfAnotherModelIsRefusedAtTheNextStep() {
        Optimizer optimizer = Optimizer.of(new Sgd(0.9));
        optimizer.step(parameters, gradients(0), 0.1);
        Parameters wide = Parameters.seeded(1);
        wide.scope("layer").create("w", Shape.of(9, 3), Init.glorot());

        assertThatThrownBy(() -> optimizer.step(wide, Map.of("layer.w", Tensor.zeros(Shape.of(9, 3))), 0.1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("slot velocity [7, 3]");
    }

    /** Runs a call that must fail and checks that neither parameters nor slots have changed by a bit. */
    private AbstractThrowableAssert<?, ? extends Throwable> assertUntouchedBy(Consumer<Optimizer> call) {
        Optimizer optimizer = Optimizer.of(Adam.standard());
        optimizer.step(parameters, gradients(7), 0.1);
        Map<String, Tensor> values = parameters.snapshot().tensors();
        Snapshot slots = optimizer.snapshot();
        var assertion = assertThatThrownBy(() -> call.accept(optimizer));
        assertSameBits(parameters.named(), values);
        assertSameBits(optimizer.snapshot().tensors(), slots.tensors());
        assertThat(optimizer.snapshot().values()).isEqualTo(slots.values());
        return assertion;
    }

    private static Parameters parameters() {
        Parameters parameters = Parameters.seeded(4);
        parameters.scope("layer").create("w", MATRIX, Init.glorot());
        parameters.scope("layer").create("b", VECTOR, Init.uniform(-1, 1));
        return parameters;
    }

    private static void steps(Optimizer optimizer, Parameters parameters, int from, int to) {
        for (int step = from; step < to; step++) {
            optimizer.step(parameters, gradients(step), 0.01);
        }
    }

    private static Map<String, Tensor> gradients(int step) {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        List.of("layer.w", "layer.b").forEach(name -> gradients.put(name, gradient(name, step)));
        return gradients;
    }

    private static Tensor gradient(String name, int step) {
        Shape shape = name.endsWith("w") ? MATRIX : VECTOR;
        RandomSource random = RandomSource.of(9, name).at(step);
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.normal(i);
        }
        return Tensor.of(shape, values);
    }
}
