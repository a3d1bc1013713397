package rnn4j.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Place;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

class StateTest {

    private final Tensor one = Tensor.of(Shape.of(1, 2), 1, 2);
    private final Tensor two = Tensor.of(Shape.of(1, 2), 3, 4);

    @Test
    void keepsItsNamesInOrder() {
        State state = State.of("h", one, "c", two).with("n", two).with("h", two);

        assertThat(state.names()).containsExactly("h", "c", "n");
        assertThat(state.get("h")).isSameAs(two);
        assertThat(state).hasToString("State{h [1, 2], c [1, 2], n [1, 2]}");
    }

    @Test
    void answersAnUnknownNameWithTheNamesThereAre() {
        State state = State.of("h", one, "c", two);

        assertThatThrownBy(() -> Place.in("encoder", () -> state.get("m")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state: there is no 'm'; the names are [h, c] (encoder)");
    }

    @Test
    void joinsAndPartsUnderNames() {
        State lower = State.of("h", one, "c", two);
        State joined = lower.under("0").and(State.of("h", two).under("1"));

        assertThat(joined.names()).containsExactly("0.h", "0.c", "1.h");
        assertThat(joined.part("0").sameBits(lower)).isTrue();
        assertThat(joined.part("1").get("h")).isSameAs(two);
        assertThat(joined.part("2").names()).isEmpty();
        assertThatThrownBy(() -> joined.and(lower.under("0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'0.h' is in both");
    }

    @Test
    void comparesNamesOrderAndBits() {
        State state = State.of("h", one, "c", two);

        assertThat(state.sameBits(State.of("h", Tensor.of(Shape.of(1, 2), 1, 2), "c", two)))
                .isTrue();
        assertThat(state.sameBits(State.of("c", two, "h", one))).isFalse();
        assertThat(state.sameBits(State.of("h", one))).isFalse();
        assertThat(state.sameBits(State.of("h", two, "c", two))).isFalse();
    }

    @Test
    void startsFromTheDeclaredValueInEachRow() {
        CellShape shape = CellShape.of(3, 2)
                .state("h", 2)
                .state("m", Tensor.of(Shape.of(2, 2), 1, 2, 3, 4))
                .state("n");

        State initial = shape.initial(2);

        assertThat(initial.names()).containsExactly("h", "m", "n");
        assertThat(initial.get("h").sameBits(Tensor.zeros(Shape.of(2, 2)))).isTrue();
        assertThat(initial.get("m").values()).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
        assertThat(initial.get("m").shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(initial.get("n").shape()).isEqualTo(Shape.of(2));
        assertThat(shape.initial(0).get("m").shape()).isEqualTo(Shape.of(0, 2, 2));
        assertThat(shape).hasToString("CellShape[3 -> 2, h [2], m [2, 2], n []]");
    }

    /** Gradients are asked for by the very tensor: one start must not answer for another. */
    @Test
    void twoStartsAreApart() {
        CellShape shape = CellShape.of(3, 2).state("h", 2);
        Tensor one = shape.initial(2).get("h");
        Tensor other = shape.initial(2).get("h");

        Differentiated derived =
                Tape.differentiate(() -> one.mul(2).add(other.mul(3)).sum(), one, other);

        assertThat(derived.gradients().of(one).values()).containsOnly(2);
        assertThat(derived.gradients().of(other).values()).containsOnly(3);
    }

    @Test
    void refusesACellShapeThatMakesNoSense() {
        CellShape shape = CellShape.of(2, 2).state("h", 2);

        assertThatThrownBy(() -> CellShape.of(0, 1)).hasMessageContainingAll("input 0", "use 1 or more");
        assertThatThrownBy(() -> shape.state("h", 3)).hasMessageContaining("two states 'h'");
        assertThatThrownBy(() -> shape.state("h.x", 3)).hasMessageContaining("'h.x' is no name");
        assertThatThrownBy(() -> shape.state("", 3)).hasMessageContaining("'' is no name");
        assertThatThrownBy(() -> shape.columns("x")).hasMessageContainingAll("[x]", "input of 2");
        assertThatThrownBy(() -> shape.columns("x", "x")).hasMessageContaining("all different");
        assertThat(shape.columns("x", "dt").columnNames()).containsExactly("x", "dt");
        assertThat(shape.columnNames()).isEmpty();
    }
}
