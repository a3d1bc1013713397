package rnn4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.optim.TensorMaps.assertSameBits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class ParameterGroupTest {

    private static final List<ParameterGroup> GROUPS = List.of(
            new ParameterGroup("*.b", Sgd.plain()),
            new ParameterGroup("head.*", new Sgd(0.9), 0.1),
            new ParameterGroup(ParameterGroup.REST, new WeightDecay(Adam.standard(), 0.1)));

    private final Parameters parameters = model();

    private static Parameters model() {
        Parameters parameters = Parameters.seeded(1);
        for (String scope : new String[] {"lstm", "head"}) {
            parameters.scope(scope).create("w", Shape.of(3), Init.uniform(-1, 1));
            parameters.scope(scope).create("b", Shape.of(3), Init.uniform(-1, 1));
        }
        return parameters;
    }

    private static Map<String, Tensor> gradients(int step) {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        for (String name : model().named().keySet()) {
            gradients.put(name, Tensor.of(Shape.of(3), step, -0.5f * step, name.length()));
        }
        return gradients;
    }

    /** Each parameter alone under its rule gives the bits that it has in its group. */
    @Test
    void eachGroupFollowsItsRule() {
        Optimizer grouped = Optimizer.of(GROUPS);
        Map<String, UpdateRule> rules = Map.of(
                "lstm.w", GROUPS.get(2).rule(),
                "lstm.b", Sgd.plain(),
                "head.w", new Sgd(0.9),
                "head.b", Sgd.plain());
        for (int step = 1; step <= 4; step++) {
            grouped.step(parameters, gradients(step), 0.01);
        }
        rules.forEach((name, rule) -> {
            Parameters alone = model();
            Optimizer optimizer = Optimizer.of(rule);
            for (int step = 1; step <= 4; step++) {
                Tensor gradient = gradients(step).get(name);
                assertThat(gradient).isNotNull();
                optimizer.step(alone, Map.of(name, gradient), name.equals("head.w") ? 0.01 * 0.1 : 0.01);
            }
            assertSameBits(Map.of(name, find(parameters, name)), Map.of(name, find(alone, name)));
        });
    }

    private static Tensor find(Parameters parameters, String name) {
        return Objects.requireNonNull(parameters.named().get(name));
    }

    @Test
    void aStepHappensAsAWholeOverAllGroups() {
        Optimizer grouped = Optimizer.of(GROUPS);
        Map<String, Tensor> before = parameters.snapshot().tensors();
        Map<String, Tensor> gradients = gradients(1);
        gradients.put("head.b", Tensor.full(Shape.of(3), Float.MAX_VALUE));

        assertThatThrownBy(() -> grouped.step(parameters, gradients, 1e10)).isInstanceOf(ArithmeticException.class);
        assertSameBits(parameters.named(), before);
    }

    @Test
    void goesOnFromASnapshotOfTheSameGroupsOnly() {
        Optimizer first = Optimizer.of(GROUPS);
        first.step(parameters, gradients(1), 0.01);
        Parameters other = model();
        other.restore(parameters.snapshot());
        Optimizer second = Optimizer.of(GROUPS);
        second.restore(first.snapshot());
        first.step(parameters, gradients(2), 0.01);
        second.step(other, gradients(2), 0.01);

        assertSameBits(other.named(), parameters.named());
        assertThatThrownBy(() -> Optimizer.of(GROUPS.subList(1, 3)).restore(first.snapshot()))
                .hasMessageContaining("group-0.pattern is *.b, not head.*");
    }

    @Test
    void aNameWithoutAGroupAndAGroupWithoutANameAreTold() {
        Optimizer some = Optimizer.of(GROUPS.subList(0, 2));
        assertThatThrownBy(() -> some.step(parameters, gradients(1), 0.01))
                .hasMessageContaining("'lstm.w' is in no group of [*.b, head.*]; end with one for *");
        Optimizer none = Optimizer.of(List.of(GROUPS.getLast(), GROUPS.getFirst()));
        assertThatThrownBy(() -> none.step(parameters, gradients(1), 0.01))
                .hasMessageContaining("no parameter is left for the group '*.b'");
        assertThatThrownBy(() -> Optimizer.of(List.of())).hasMessageContaining("no parameter group");
    }

    @ParameterizedTest
    @CsvSource({"*.b, lstm.b, true", "*.b, lstm.bx, false", "l?tm.*, lstm.0.w, true", "a.b, axb, false", "*, x, true"})
    void patternsAreThoseOfFileNames(String pattern, String name, boolean fits) {
        assertThat(new ParameterGroup(pattern, Sgd.plain()).fits(name)).isEqualTo(fits);
    }
}
