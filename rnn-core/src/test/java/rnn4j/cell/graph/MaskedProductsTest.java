package rnn4j.cell.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Where masks meet states, and where they do not. */
class MaskedProductsTest {

    private final Parameters parameters = Parameters.seeded(2);
    private final Tensor u = parameters.create("u", Shape.of(3, 3), Init.orthogonal());
    private final Tensor wide = parameters.create("wide", Shape.of(6, 3), Init.glorot());
    private final Tensor x = ToyCells.normal(1, 2, 3);
    private final Tensor h = ToyCells.normal(2, 2, 3);
    private final Tensor mask = Tensor.of(Shape.of(2, 3), 0, 2, 2, 2, 0, 0);

    private static MaskedProducts of(BiFunction<Tensor, Tensor, Tensor> next) {
        Cell cell = ToyCells.of(CellShape.of(3, 3).state("h", 3), (x, state) -> {
            Tensor after = next.apply(x, state.get("h"));
            return Step.of(after, State.of("h", after));
        });
        return new MaskedProducts(Traced.of(cell));
    }

    private void same(BiFunction<Tensor, Tensor, Tensor> next, Tensor expected) {
        MaskedProducts products = of(next);
        assertThat(products.states()).containsExactly("h");
        Step step = products.step(x, State.of("h", h), State.of("h", mask));
        assertThat(step.output().sameBits(expected)).isTrue();
        assertThat(step.output()).isSameAs(step.state().get("h"));
    }

    @Test
    void aStateIsMaskedInProductsAlone() {
        Tensor dropped = h.mul(mask);
        same((x, h) -> h.matmul(u).add(h), dropped.matmul(u).add(h));
        same(
                (x, h) -> Tensor.concat(1, List.of(x, h)).matmul(wide).mul(h),
                Tensor.concat(1, List.of(x, dropped)).matmul(wide).mul(h));
        same(
                (x, h) -> h.slice(1, 0, 2).matmul(u.slice(0, 0, 2)),
                dropped.slice(1, 0, 2).matmul(u.slice(0, 0, 2)));
        same(
                (x, h) -> u.matmul(h.transpose()).transpose(),
                u.matmul(dropped.transpose()).transpose());
    }

    @Test
    void aScaledStateIsStillThatState() {
        Tensor dropped = h.mul(mask);
        Tensor gate = x.add(dropped.matmul(u)).sigmoid();
        same(
                (x, h) -> {
                    Tensor f = x.add(h.matmul(u)).sigmoid();
                    return f.mul(h).matmul(u).add(f.mul(h));
                },
                gate.mul(dropped).matmul(u).add(gate.mul(h)));
    }

    @Test
    void whatWasMadeOfAStateIsNoLongerThatState() {
        assertThat(of((x, h) -> h.tanh().matmul(u)).states()).isEmpty();
        assertThat(of((x, h) -> h.mul(h).matmul(u)).states()).isEmpty();
        assertThat(of((x, h) -> h.add(x).matmul(u)).states()).isEmpty();
        assertThat(of((x, h) -> x.matmul(u).add(h)).states()).isEmpty();
    }
}
