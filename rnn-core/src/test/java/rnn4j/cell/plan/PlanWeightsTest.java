package rnn4j.cell.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.Driver;
import rnn4j.cell.Sequence;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Workspace;

/** What a plan computes from the parameters alone stays its own: the room of a pass is gone with the pass. */
class PlanWeightsTest {

    private static final int INPUT = 3;

    private final Parameters parameters = Parameters.seeded(1);
    private final Cell cell = GatedCells.lstmOfSeparateWeights(INPUT, 4, parameters);
    private final Sequence xs = Sequence.full(numbers(Shape.of(5, 2, INPUT)));

    private static Tensor numbers(Shape shape) {
        RandomSource random = RandomSource.of(7, "numbers");
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.normal(i);
        }
        return Tensor.of(shape, values);
    }

    private Differentiated pass(Driver driver) {
        return Tape.differentiate(
                () -> driver.run(xs).outputs().values().square().sum());
    }

    private static void assertSame(Differentiated one, Differentiated other) {
        assertThat(one.value().sameBits(other.value())).isTrue();
        Map<String, Tensor> expected = other.gradients().parameters();
        one.gradients().parameters().forEach((name, gradient) -> {
            boolean same = gradient.sameBits(Objects.requireNonNull(expected.get(name)));
            assertThat(same).as(name).isTrue();
        });
    }

    @Test
    void passesWithoutAnUpdateBetweenThemAreTheSame() {
        Differentiated expected = pass(Plans.driver(cell));
        Driver driver = Plans.driver(cell);
        Workspace workspace = new Workspace();
        for (int pass = 0; pass < 4; pass++) {
            assertSame(workspace.pass(() -> pass(driver)), expected);
        }
    }

    @Test
    void anUpdateIsFollowed() {
        Driver driver = Plans.driver(cell);
        Workspace workspace = new Workspace();
        workspace.pass(() -> pass(driver));
        parameters.update(pass(driver).gradients().parameters());
        Differentiated expected = pass(Plans.driver(cell));
        assertSame(workspace.pass(() -> pass(driver)), expected);
        assertSame(workspace.pass(() -> pass(driver)), expected);
    }
}
