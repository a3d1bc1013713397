package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.tensor.Numbers.assertIs;
import static rnn4j.tensor.Numbers.matrix;
import static rnn4j.tensor.Numbers.vector;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What moves numbers and changes none, on two rows of three. */
class LayoutTest {

    private final Tensor x = matrix(1, 2, 3, 4, 5, 6);
    private final Tensor cube = Tensor.of(Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);

    @Test
    void reshapes() {
        assertIs(x.reshape(3, 2), Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        assertIs(x.reshape(Shape.of(6)), Shape.of(6), 1, 2, 3, 4, 5, 6);
        assertIs(x.expand(1), Shape.of(2, 1, 3), 1, 2, 3, 4, 5, 6);
        assertIs(x.expand(-1), Shape.of(2, 3, 1), 1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> x.reshape(4, 2))
                .hasMessage("reshape: [2, 3] has 6 elements, [4, 2] has 8; both must have the same");
    }

    @Test
    void transposes() {
        assertIs(x.transpose(), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
        assertIs(cube.transpose(), Shape.of(2, 2, 2), 1, 3, 2, 4, 5, 7, 6, 8);
        assertIs(cube.transpose(0, 2), Shape.of(2, 2, 2), 1, 5, 3, 7, 2, 6, 4, 8);
        assertIs(cube.transpose(0, 1), Shape.of(2, 2, 2), 1, 2, 5, 6, 3, 4, 7, 8);
        assertIs(x.transpose(1, 0), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
    }

    @Test
    void broadcasts() {
        assertIs(vector(1, 2, 3).broadcast(Shape.of(2, 3)), Shape.of(2, 3), 1, 2, 3, 1, 2, 3);
        assertIs(vector(1, 2).expand(-1).broadcast(Shape.of(2, 3)), Shape.of(2, 3), 1, 1, 1, 2, 2, 2);
        assertIs(Tensor.scalar(7).broadcast(Shape.of(2)), Shape.of(2), 7, 7);
        assertThatThrownBy(() -> x.broadcast(Shape.of(3, 3)))
                .hasMessage("broadcast: [2, 3] does not reach [3, 3]; each axis must be equal or 1");
        assertThatThrownBy(() -> x.broadcast(Shape.of(3))).isInstanceOf(ShapeException.class);
    }

    @Test
    void slicesAndSplits() {
        assertIs(x.slice(1, 1, 3), Shape.of(2, 2), 2, 3, 5, 6);
        assertIs(x.slice(0, 1, 2), Shape.of(1, 3), 4, 5, 6);
        assertIs(x.slice(-1, 1, 1), Shape.of(2, 0));
        assertIs(x.index(0, 1), Shape.of(3), 4, 5, 6);
        assertIs(x.index(1, 0), Shape.of(2), 1, 4);
        List<Tensor> thirds = x.split(3);
        assertThat(thirds).hasSize(3);
        assertIs(thirds.get(1), Shape.of(2, 1), 2, 5);
        assertIs(x.split(0, 2).getLast(), Shape.of(1, 3), 4, 5, 6);
        assertThatThrownBy(() -> x.split(2))
                .hasMessage("split: axis -1 of [2, 3] can't be cut into 2 equal parts; its size must be a multiple");
        assertThatThrownBy(() -> x.slice(1, 2, 4))
                .hasMessage("slice: indices 2 to 4 are not within axis 1 of [2, 3]; use 0 to 3");
    }

    @Test
    void putsZerosAround() {
        Op pad = Operations.of("pad", Attributes.of("axis", 1, "before", 1, "after", 2));
        assertIs(Operations.apply(pad, List.of(x)), Shape.of(2, 6), 0, 1, 2, 3, 0, 0, 0, 4, 5, 6, 0, 0);
    }

    @Test
    void putsSideBySide() {
        assertIs(Tensor.concat(1, List.of(x, x.slice(1, 0, 1))), Shape.of(2, 4), 1, 2, 3, 1, 4, 5, 6, 4);
        assertIs(Tensor.concat(0, List.of(x, x)), Shape.of(4, 3), 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
        assertIs(Tensor.stack(0, List.of(x, x.neg())), Shape.of(2, 2, 3), 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6);
        assertIs(Tensor.stack(-1, List.of(vector(1, 2), vector(3, 4))), Shape.of(2, 2), 1, 3, 2, 4);
        assertIs(Tensor.stack(1, List.of(vector(1, 2), vector(3, 4))), Shape.of(2, 2), 1, 3, 2, 4);
        assertThatThrownBy(() -> Tensor.concat(0, List.of(x, vector(1))))
                .hasMessage("concat: shapes differ beside axis 0: [2, 3] x [1]; all other axes must be equal");
        assertThatThrownBy(() -> Tensor.concat(0, List.of())).hasMessage("concat: no tensors; give at least one");
    }

    @Test
    void reverses() {
        assertIs(x.reverse(0), Shape.of(2, 3), 4, 5, 6, 1, 2, 3);
        assertIs(x.reverse(-1), Shape.of(2, 3), 3, 2, 1, 6, 5, 4);
    }

    @Test
    void gathersAndScatters() {
        Ids ids = Ids.of(Shape.of(3), 1, 1, 0);
        assertIs(x.gather(ids), Shape.of(3, 3), 4, 5, 6, 4, 5, 6, 1, 2, 3);
        assertIs(vector(7, 8, 9).gather(Ids.of(Shape.of(2, 1), 2, 0)), Shape.of(2, 1), 9, 7);
        Tensor rows = Tensor.of(Shape.of(3, 2), 1, 2, 10, 20, 5, 6);
        assertIs(Tensor.scatterAdd(ids, rows, 3), Shape.of(3, 2), 5, 6, 11, 22, 0, 0);
        assertThatThrownBy(() -> x.gather(Ids.of(Shape.of(2), 0, 2)))
                .hasMessage("gather: id 2 at element 1 of [2] names no row; use 0 to 1");
        assertThatThrownBy(() -> x.gather(Ids.of(Shape.of(1), -1))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Tensor.scatterAdd(ids, rows.reshape(2, 3), 3))
                .hasMessageContaining("rows [2, 3] do not begin with the ids' [3]");
    }

    @Test
    void anotherShapeOfAParameterKeepsTheValuesOfItsTime() {
        Parameters parameters = Parameters.of(Map.of("w", x));
        Tensor w = parameters.create("w", x.shape(), Init.zeros());
        Tensor flat = w.reshape(6);
        Tensor stopped = w.stopGradient();
        parameters.update(Map.of("w", x.mul(10)));
        assertIs(flat, Shape.of(6), 1, 2, 3, 4, 5, 6);
        assertIs(stopped, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    }

    @Test
    void emptyAxesAreLegal() {
        Tensor none = Tensor.zeros(Shape.of(0, 3));
        assertIs(none.transpose(), Shape.of(3, 0));
        assertIs(none.add(vector(1, 2, 3)), Shape.of(0, 3));
        assertIs(Tensor.concat(0, List.of(none, x)), Shape.of(2, 3), x.values());
        assertIs(none.reverse(0), Shape.of(0, 3));
        assertIs(none.softmax(1), Shape.of(0, 3));
        assertIs(x.gather(Ids.of(Shape.of(0))), Shape.of(0, 3));
        assertIs(Tensor.scatterAdd(Ids.of(Shape.of(0)), none, 2), Shape.of(2, 3), 0, 0, 0, 0, 0, 0);
    }
}
