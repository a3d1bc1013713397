package rnn4j.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/** What the driver returns and refuses, on numbers that one can check by head. */
class StepDriverTest {

    private final Driver halving = new StepDriver(ToyCells.halving(1));

    @Test
    void runsTheStepsInOrder() {
        // h: 8 -> 4 + 1 = 5 -> 2.5 + 2 = 4.5
        Unrolled unrolled = halving.run(Sequence.full(Tensor.of(Shape.of(2, 1, 1), 1, 2)));

        assertThat(unrolled.outputs().values().values()).containsExactly(50, 45);
        assertThat(unrolled.outputs().values().shape()).isEqualTo(Shape.of(2, 1, 1));
        assertThat(unrolled.last().get("h").values()).containsExactly(4.5f);
    }

    @Test
    void keepsTheStateOfARowThatHasEndedAndGivesZeros() {
        // row 0 as above; row 1 ends after one step: h = 4 + 3 = 7; row 2 never begins
        Sequence xs = new Sequence(Tensor.of(Shape.of(2, 3, 1), 1, 3, 99, 2, 99, 99), Lengths.of(2, 1, 0));

        Unrolled unrolled = halving.run(xs);

        assertThat(unrolled.outputs().values().values()).containsExactly(50, 70, 0, 45, 0, 0);
        assertThat(unrolled.outputs().lengths()).isEqualTo(xs.lengths());
        assertThat(unrolled.last().get("h").values()).containsExactly(4.5f, 7, 8);
    }

    @Test
    void runsEachRowBackwardFromItsOwnLastStep() {
        // row 0: 4 + 2 = 6 at time 1, then 3 + 1 = 4 at time 0; row 1 has time 0 only: 4 + 3 = 7
        Sequence xs = new Sequence(Tensor.of(Shape.of(2, 2, 1), 1, 3, 2, 99), Lengths.of(2, 1));

        Unrolled unrolled = halving.run(xs, halving.shape().initial(2), Direction.BACKWARD, Resets.none());

        assertThat(unrolled.outputs().values().values()).containsExactly(40, 70, 60, 0);
        assertThat(unrolled.last().get("h").values()).containsExactly(4, 7);
    }

    @Test
    void setsTheStateBackToItsDeclaredValueBeforeAStep() {
        // row 0 is reset before time 1: 8 / 2 + 2 = 6; row 1 goes on: 2.5 + 2 = 4.5; row 2 has ended, its reset does
        // nothing
        Sequence xs = new Sequence(Tensor.of(Shape.of(2, 3, 1), 1, 1, 1, 2, 2, 99), Lengths.of(2, 2, 1));
        Resets resets = Resets.of(Mask.of(Shape.of(2, 3), false, false, false, true, false, true));
        State carried = State.of("h", Tensor.of(Shape.of(3, 1), 8, 8, 4));

        Unrolled unrolled = halving.run(xs, carried, Direction.FORWARD, resets);

        assertThat(unrolled.outputs().values().values()).containsExactly(50, 50, 30, 60, 45, 0);
        assertThat(unrolled.last().get("h").values()).containsExactly(6, 4.5f, 3);
    }

    @Test
    void takesNoStepsNoRowsAndRowsWithoutSteps() {
        Driver twisted = new StepDriver(ToyCells.twisted(4, Parameters.seeded(1)));
        State two = twisted.shape().initial(2);

        Unrolled noSteps = twisted.run(Sequence.full(Tensor.zeros(Shape.of(0, 2, 4))));
        Unrolled noRows = twisted.run(Sequence.full(Tensor.zeros(Shape.of(3, 0, 4))));
        Unrolled allEnded = twisted.run(new Sequence(Tensor.full(Shape.of(3, 2, 4), Float.NaN), Lengths.of(0, 0)));

        assertThat(noSteps.outputs().values().shape()).isEqualTo(Shape.of(0, 2, 3));
        assertThat(noSteps.last().sameBits(two)).isTrue();
        assertThat(noRows.outputs().values().shape()).isEqualTo(Shape.of(3, 0, 3));
        assertThat(noRows.last().get("m").shape()).isEqualTo(Shape.of(0, 2, 5));
        assertThat(allEnded.outputs().values().sameBits(Tensor.zeros(Shape.of(3, 2, 3))))
                .isTrue();
        assertThat(allEnded.last().sameBits(two)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void selectsNothingWhereEveryRowGoesOn(Direction direction) {
        List<Step> returned = new ArrayList<>();
        Cell cell = ToyCells.of(CellShape.of(1, 1).state("h", 1), (x, state) -> {
            assertThat(state.get("h"))
                    .isSameAs(
                            returned.isEmpty()
                                    ? state.get("h")
                                    : returned.getLast().state().get("h"));
            returned.add(Step.of(x, State.of("h", state.get("h").add(x))));
            return returned.getLast();
        });
        Driver driver = new StepDriver(cell);

        Unrolled unrolled = driver.run(
                Sequence.full(ToyCells.normal(1, 3, 2, 1)), driver.shape().initial(2), direction, Resets.none());

        assertThat(returned).hasSize(3);
        assertThat(unrolled.last().get("h")).isSameAs(returned.getLast().state().get("h"));
    }

    @Test
    void bringsStatesIntoTheDeclaredOrder() {
        Cell cell = ToyCells.of(
                CellShape.of(1, 1).state("h", 1).state("c", 1),
                (x, state) -> Step.of(x, State.of("c", state.get("h"), "h", x)));

        assertThat(new StepDriver(cell)
                        .run(Sequence.full(Tensor.zeros(Shape.of(1, 1, 1))))
                        .last()
                        .names())
                .containsExactly("h", "c");
    }

    @Test
    void runsAHundredThousandSteps() {
        Unrolled unrolled = halving.run(Sequence.full(Tensor.full(Shape.of(100_000, 1, 1), 1)));

        assertThat(unrolled.last().get("h").value()).isEqualTo(2);
    }

    @Test
    void namesTheCellThatReturnsOtherShapesThanItDeclares() {
        CellShape shape = CellShape.of(1, 2).state("h", 3);
        Tensor right = Tensor.zeros(Shape.of(1, 2));
        State state = shape.initial(1);

        assertBroken(shape, Step.of(Tensor.zeros(Shape.of(1, 3)), state), "output [1, 3] where its shape says [1, 2]");
        assertBroken(shape, Step.of(right, State.none()), "state {} where its shape says {h=[1, 3]}");
        assertBroken(shape, Step.of(right, State.of("c", state.get("h"))), "state {c=[1, 3]}");
        assertBroken(shape, Step.of(right, state.with("c", right)), "state {h=[1, 3], c=[1, 2]}");
        assertBroken(shape, Step.of(right, State.of("h", right)), "state {h=[1, 2]} where its shape says {h=[1, 3]}");
    }

    private static void assertBroken(CellShape shape, Step returned, String told) {
        Driver driver = new StepDriver(ToyCells.of(shape, (x, state) -> returned));
        assertThatThrownBy(() -> Place.in("encoder", () -> driver.run(Sequence.full(Tensor.zeros(Shape.of(1, 1, 1))))))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("ToyCells", told, "make step() and shape() agree", "(encoder, step 0)");
    }

    /** Fault P04, where it shows at the first step only. */
    @Test
    void namesTheCellThatDoesNotFitThisVersion() {
        Driver driver = new StepDriver(ToyCells.of(CellShape.of(1, 1), (x, state) -> {
            throw new NoSuchMethodError("Tensor.fold");
        }));

        assertThatThrownBy(() -> driver.run(Sequence.full(Tensor.zeros(Shape.of(1, 1, 1)))))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("ToyCells", "Tensor.fold", "build the cell against this version");
    }

    /** Fault P08: whatever a plugin's step throws, its name comes along. */
    @Test
    void namesTheCellWhoseStepThrowsAnything() {
        List<Throwable> thrown =
                List.of(new AssertionError("x1"), new IOException("x2"), new ArithmeticException("x3"));
        for (Throwable each : thrown) {
            Driver driver = new StepDriver(ToyCells.of(CellShape.of(1, 1), (x, state) -> {
                throw StepDriverTest.<RuntimeException>sneaky(each);
            }));

            assertThatThrownBy(() -> driver.run(Sequence.full(Tensor.zeros(Shape.of(1, 1, 1)))))
                    .isInstanceOf(PluginException.class)
                    .hasCause(each)
                    .hasMessageContainingAll("ToyCells", "step failed with " + each, "(step 0)");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler is to be deceived
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void letsErrorsOfTheVirtualMachineThrough() {
        Driver driver = new StepDriver(ToyCells.of(CellShape.of(1, 1), (x, state) -> {
            throw new OutOfMemoryError("a test");
        }));

        assertThatThrownBy(() -> driver.run(Sequence.full(Tensor.zeros(Shape.of(1, 1, 1)))))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void tellsThePlaceOfAnErrorWithinAStep() {
        Driver driver = new StepDriver(ToyCells.of(
                CellShape.of(2, 2), (x, state) -> Step.of(x.matmul(Tensor.zeros(Shape.of(3, 2))), state)));

        assertThatThrownBy(() -> Place.in("decoder", () -> driver.run(Sequence.full(Tensor.zeros(Shape.of(1, 1, 2))))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("matmul", "(decoder, step 0)");
    }

    @Test
    void refusesWhatDoesNotFitTheCell() {
        Sequence xs = Sequence.full(Tensor.zeros(Shape.of(4, 2, 1)));
        State right = halving.shape().initial(2);

        assertThatThrownBy(() -> halving.run(Sequence.full(Tensor.zeros(Shape.of(4, 2, 3)))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("[4, 2, 3]", "use [time, batch, 1]");
        assertThatThrownBy(() -> halving.run(xs, halving.shape().initial(3), Direction.FORWARD, Resets.none()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("{h=[3, 1]}", "{h=[2, 1]}", "initial(2)");
        Resets resets = Resets.of(Mask.all(Shape.of(3, 2)));
        assertThatThrownBy(() -> halving.run(xs, right, Direction.FORWARD, resets))
                .isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("[3, 2]", "[4, 2]");
    }
}
