package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results of a pass end where the next one begins: an error, never other numbers. */
class WorkspaceTest {

    private final Workspace workspace = new Workspace();

    private static Tensor numbers(int n, float first) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = first + i;
        }
        return Tensor.of(Shape.of(n), values);
    }

    @Test
    void aResultIsValidUntilTheNextPass() {
        Tensor first = workspace.pass(() -> numbers(3, 1).add(1));
        assertThat(first.values()).containsExactly(2, 3, 4);
        Tensor kept = first.copy();

        Tensor second = workspace.pass(() -> numbers(3, 5).add(1));

        assertThat(second.values()).containsExactly(6, 7, 8);
        assertThat(kept.values()).containsExactly(2, 3, 4);
        assertThatThrownBy(first::values)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[3] is of a pass that is over")
                .hasMessageContaining("copy()");
        assertThatThrownBy(() -> first.add(1)).isInstanceOf(IllegalStateException.class);
        assertThat(first).hasToString("Tensor[3] of a pass that is over");
    }

    @Test
    void viewsAndGradientsEndWithTheirPass() {
        Tensor x = numbers(4, 1);
        List<Tensor> of = new ArrayList<>();
        Differentiated derived = workspace.pass(() -> Tape.differentiate(
                () -> {
                    Tensor y = x.square();
                    of.add(y.reshape(2, 2));
                    of.add(y.stopGradient());
                    return y.sum();
                },
                x));
        Tensor gradient = derived.gradients().of(x);
        assertThat(gradient.values()).containsExactly(2, 4, 6, 8);
        of.add(gradient);
        of.add(derived.value());

        workspace.pass(() -> x.neg());

        assertThat(x.values()).containsExactly(1, 2, 3, 4);
        assertThat(of)
                .allSatisfy(tensor -> assertThatThrownBy(tensor::values).isInstanceOf(IllegalStateException.class));
    }

    /** Every operation takes room that holds other numbers from before, and must not let them through. */
    @ParameterizedTest
    @MethodSource("rows")
    void usedRoomChangesNoBit(OperationRow row) {
        List<Tensor> points = row.points(3);
        Differentiated expected = differentiated(row, points);
        for (int pass = 0; pass < 3; pass++) {
            Differentiated derived = workspace.pass(() -> differentiated(row, points));
            assertThat(derived.value().sameBits(expected.value())).isTrue();
            for (Tensor point : points) {
                assertThat(derived.gradients()
                                .of(point)
                                .sameBits(expected.gradients().of(point)))
                        .isTrue();
            }
            workspace.pass(() -> differentiated(
                    row, points.stream().map(p -> p.mul(Float.NaN)).toList()));
        }
    }

    static List<OperationRow> rows() {
        return OperationTable.rows();
    }

    private static Differentiated differentiated(OperationRow row, List<Tensor> points) {
        return Tape.differentiate(() -> row.call().apply(points).sum(), points.toArray(Tensor[]::new));
    }

    @Test
    void aKeptResultOutlivesPassesUntilItIsReleased() {
        Tensor state = workspace.pass(() -> numbers(3, 1).add(1));
        Workspace.keep(state);
        Workspace.keep(state);
        for (int pass = 0; pass < 4; pass++) {
            workspace.pass(() -> state.add(numbers(3, 9)).mul(state));
            assertThat(state.values()).containsExactly(2, 3, 4);
        }
        Workspace.release(state);
        assertThat(state.values()).containsExactly(2, 3, 4);
        Tensor view = workspace.pass(() -> state.reshape(3, 1));
        Workspace.release(state);
        assertThatThrownBy(state::values).isInstanceOf(IllegalStateException.class);
        assertThat(view.values()).containsExactly(2, 3, 4); // its own pass is not over
        workspace.pass(() -> numbers(3, 0).neg());
        assertThatThrownBy(view::values).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keptViewsOfOneArrayDoNotFreeItTwice() {
        Tensor state = workspace.pass(() -> numbers(3, 1).add(1));
        Workspace.keep(state);
        Tensor view = workspace.pass(() -> state.reshape(3, 1));
        Workspace.keep(view);
        Workspace.release(state);
        for (int pass = 0; pass < 3; pass++) {
            workspace.pass(() -> numbers(3, 0).neg().add(numbers(3, 7).neg()));
            assertThat(view.values()).containsExactly(2, 3, 4);
        }
        Workspace.release(view);
        List<Tensor> both = workspace.pass(() ->
                List.of(numbers(3, 1).neg(), numbers(3, 5).neg(), numbers(3, 8).neg()));
        assertThat(both.get(0).values()).containsExactly(-1, -2, -3);
        assertThat(both.get(1).values()).containsExactly(-5, -6, -7);
    }

    @Test
    void aPassMayBeKeptAsAWhole() {
        Tensor first = workspace.pass(() -> {
            Workspace.keepAll();
            return numbers(3, 1).add(1);
        });
        workspace.pass(() -> numbers(3, 5).add(1));
        assertThat(first.values()).containsExactly(2, 3, 4);
        Workspace.keepAll(); // outside of a pass: nothing to keep
        Workspace.keep(numbers(2, 0));
        Workspace.release(numbers(2, 0));
    }

    @Test
    void aPassThatFailsLeavesTheWorkspaceInOrder() {
        assertThatThrownBy(() -> workspace.pass(() -> workspace.pass(() -> 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a pass is running");
        assertThat(workspace.pass(() -> numbers(2, 1).neg()).values()).containsExactly(-1, -2);
        Workspace other = new Workspace();
        Tensor inner = workspace.pass(() -> other.pass(() -> numbers(2, 1).neg()));
        workspace.pass(() -> numbers(2, 4).neg());
        assertThat(inner.values()).containsExactly(-1, -2);
    }
}
