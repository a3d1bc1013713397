package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.ToyCells;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;

/** What each regulariser promises, on cells whose results tell the masks. */
class RegularizersTest {

    private static final Regularizers ALL =
            Regularizers.none().inputs(0.3).variational(0.25).recurrent(0.5).zoneout(0.2);

    private final Parameters parameters = Parameters.seeded(3);

    private static <R> R training(Supplier<R> work) {
        return TrainingPass.of(7, 11).within(work);
    }

    /** {@code y = x}; there is no state. */
    private static Cell passing(int width) {
        return ToyCells.of(CellShape.of(width, width), (x, state) -> Step.of(x, state));
    }

    /** {@code h' = h I}, and a memory that stays what it is; both start from ones. */
    private static Cell keeping(int width) {
        float[] identity = new float[width * width];
        for (int i = 0; i < width; i++) {
            identity[i * (width + 1)] = 1;
        }
        Tensor one = Tensor.full(Shape.of(width), 1);
        Tensor matrix = Tensor.of(Shape.of(width, width), identity);
        CellShape shape = CellShape.of(1, width).state("h", one).state("c", one);
        return ToyCells.of(shape, (x, state) -> {
            Tensor h = state.get("h").matmul(matrix);
            return Step.of(h, State.of("h", h, "c", state.get("c").mul(1)));
        });
    }

    /** {@code a' = a + 1, b' = b + 1}, output {@code a'}: how many steps were made, but for zoneout. */
    private static Cell counting(int width) {
        CellShape shape = CellShape.of(1, width).state("a", width).state("b", width);
        return ToyCells.of(shape, (x, state) -> {
            Tensor a = state.get("a").add(1);
            return Step.of(a, State.of("a", a, "b", state.get("b").add(1)));
        });
    }

    private static Sequence ones(int time, int batch, int features) {
        return Sequence.full(Tensor.full(Shape.of(time, batch, features), 1));
    }

    private static void assertSameBits(Unrolled run, Unrolled expected) {
        assertThat(run.outputs().values().sameBits(expected.outputs().values())).isTrue();
        assertThat(run.last().sameBits(expected.last())).isTrue();
    }

    static Stream<BiFunction<Regularizers, Double, Regularizers>> dropouts() {
        return Stream.of(Regularizers::inputs, Regularizers::variational, Regularizers::recurrent);
    }

    @ParameterizedTest
    @MethodSource("dropouts")
    void outsideOfTrainingDropoutDoesNothing(BiFunction<Regularizers, Double, Regularizers> dropout) {
        Recurrent plain = new Recurrent(ToyCells.twisted(4, parameters));
        Sequence xs = new Sequence(ToyCells.normal(1, 5, 3, 4), Lengths.of(5, 2, 0));
        Recurrent layer = plain.with(dropout.apply(Regularizers.none(), 0.5));

        assertSameBits(layer.run(xs, layer.initial(3), Resets.none()), plain.run(xs, plain.initial(3), Resets.none()));
        Unrolled trained = training(() -> layer.run(xs, layer.initial(3), Resets.none()));
        assertThat(trained.outputs().values().sameBits(plain.apply(xs).values()))
                .isFalse();
        assertSameBits(training(() -> layer.run(xs, layer.initial(3), Resets.none())), trained);
    }

    @Test
    void aProbabilityOfZeroChangesNoBit() {
        Recurrent plain = new Recurrent(ToyCells.twisted(4, parameters));
        Recurrent layer = plain.with(
                Regularizers.none().inputs(0).variational(0).recurrent(0).zoneout(0));
        Sequence xs = Sequence.full(ToyCells.normal(1, 5, 3, 4));
        Differentiated expected = gradient(plain, xs);
        Differentiated derived = training(() -> gradient(layer, xs));

        assertThat(derived.value().sameBits(expected.value())).isTrue();
        derived.gradients()
                .parameters()
                .forEach((name, gradient) -> assertThat(gradient.sameBits(Objects.requireNonNull(
                                expected.gradients().parameters().get(name))))
                        .isTrue());
        assertThat(derived.gradients().parameters()).hasSize(4);
    }

    private static Differentiated gradient(Recurrent layer, Sequence xs) {
        return Tape.differentiate(() -> layer.apply(xs).values().square().sum());
    }

    @Test
    void inputsAreDroppedAnewAtEachStep() {
        Recurrent layer = new Recurrent(passing(40)).with(Regularizers.none().inputs(0.25));
        Tensor ys = training(() -> layer.apply(ones(50, 3, 40)).values());

        assertThat(ys.values()).containsOnly(0, 4 / 3f);
        assertThat(ys.mean().value()).isCloseTo(1, within(0.04f));
        assertThat(ys.index(0, 0).sameBits(ys.index(0, 1))).isFalse();
        assertThat(ys.index(1, 0).sameBits(ys.index(1, 1))).isFalse();
    }

    @Test
    void aSequenceHasOneVariationalMaskForInputsAndOneForOutputs() {
        Recurrent layer = new Recurrent(passing(400)).with(Regularizers.none().variational(0.5));
        Tensor ys = training(() -> layer.apply(ones(6, 3, 400)).values());

        assertThat(ys.values()).containsOnly(0, 4);
        assertThat(ys.mean().value()).isCloseTo(1, within(0.25f));
        for (int t = 1; t < 6; t++) {
            assertThat(ys.index(0, t).sameBits(ys.index(0, 0))).isTrue();
        }
        assertThat(ys.index(1, 0).sameBits(ys.index(1, 1))).isFalse();
    }

    @Test
    void recurrentDropoutHasOneMaskForTheStateInProductsAndLeavesTheMemory() {
        Recurrent layer = new Recurrent(keeping(200)).with(Regularizers.none().recurrent(0.5));
        Unrolled run = training(() -> layer.run(ones(4, 2, 1), layer.initial(2), Resets.none()));

        // h after t steps is mask^t: one mask, of zeros and twos
        Tensor ys = run.outputs().values();
        assertThat(ys.index(0, 0).values()).containsOnly(0, 2);
        assertThat(ys.index(0, 3).values()).containsOnly(0, 16);
        assertThat(ys.index(0, 3).sameBits(ys.index(0, 0).mul(8))).isTrue();
        assertThat(ys.index(0, 0).mean().value()).isCloseTo(1, within(0.25f));
        assertThat(ys.index(1, 0).sameBits(ys.index(1, 1))).isFalse();
        assertThat(run.last().names()).containsExactly("h", "c");
        assertThat(run.last().get("c").values()).containsOnly(1);
    }

    @ParameterizedTest
    @MethodSource("directions")
    void eachSequenceOfARowHasItsOwnMasks(Direction direction) {
        Recurrent layer = new Recurrent(keeping(100), direction)
                .with(Regularizers.none().recurrent(0.5).variational(0.01));
        Mask second = Mask.of(Shape.of(5, 1), false, false, true, false, false);
        Unrolled run = training(() -> layer.run(ones(5, 1, 1), layer.initial(1), Resets.of(second)));

        List<Tensor> ys = run.outputs().values().split(0, 5);
        boolean forward = direction == Direction.FORWARD;
        List<Integer> order = forward ? List.of(0, 1, 2, 3, 4) : List.of(1, 0, 4, 3, 2);
        Tensor first = ys.get(order.get(0));
        Tensor other = ys.get(order.get(2));
        assertThat(ys.get(order.get(1)).sameBits(first.mul(2))).isTrue();
        assertThat(ys.get(order.get(3)).sameBits(other.mul(2))).isTrue();
        assertThat(ys.get(order.get(4)).sameBits(other.mul(4))).isTrue();
        assertThat(first.sameBits(other)).isFalse();
        assertThat(first.max(2).value()).isCloseTo(2, within(0.1f));
    }

    static Stream<Direction> directions() {
        return Stream.of(Direction.values());
    }

    @Test
    void zoneoutKeepsOldValuesByStateAndStep() {
        Recurrent layer = new Recurrent(counting(300)).with(Regularizers.none().zoneout(0.25));
        Unrolled run = training(() -> layer.run(ones(8, 2, 1), layer.initial(2), Resets.none()));

        List<Tensor> ys = run.outputs().values().split(0, 8);
        for (int t = 1; t < 8; t++) {
            Tensor made = ys.get(t).sub(ys.get(t - 1));
            assertThat(made.values()).containsOnly(0, 1);
            assertThat(made.mean().value()).isCloseTo(0.75f, within(0.1f));
        }
        assertThat(ys.get(0).sameBits(ys.get(2).sub(ys.get(1)))).isFalse();
        // the output is the state after zoneout
        assertThat(ys.get(7).reshape(2, 300).sameBits(run.last().get("a"))).isTrue();
        assertThat(run.last().get("a").sameBits(run.last().get("b"))).isFalse();
    }

    @Test
    void zoneoutOutsideOfTrainingIsItsExpectation() {
        Regularizers half = Regularizers.none().zoneout(0.5).zoneout("b", 0);
        Recurrent layer = new Recurrent(counting(1)).with(half);

        // a: 0 -> (0 + 1) / 2 -> (0.5 + 1.5) / 2
        Unrolled run = layer.run(ones(2, 1, 1), layer.initial(1), Resets.none());
        assertThat(run.outputs().values().values()).containsExactly(0.5f, 1);
        assertThat(run.last().get("a").value()).isEqualTo(1);
        assertThat(run.last().get("b").value()).isEqualTo(2);
        Tensor b = training(() -> layer.run(ones(20, 1, 1), layer.initial(1), Resets.none()))
                .last()
                .get("b");
        assertThat(b.value()).isEqualTo(20);
    }

    @Test
    void masksFollowTheSampleAndNotItsPlace() {
        Recurrent layer = new Recurrent(ToyCells.twisted(4, parameters)).with(ALL);
        Tensor values = ToyCells.normal(2, 6, 3, 4);
        List<Tensor> rows = values.split(1, 3);
        Unrolled one = run(layer, TrainingPass.of(1, 5).samples(30, 10, 20), rows, 6, 4, 2);
        Unrolled other = run(
                layer,
                TrainingPass.of(1, 5).samples(20, 30, 10),
                List.of(rows.get(2), rows.get(0), rows.get(1)),
                2,
                6,
                4);

        assertSameRow(other, 1, one, 0);
        assertSameRow(other, 2, one, 1);
        assertSameRow(other, 0, one, 2);

        // alone and without padding
        Tensor shorter = rows.get(2).slice(0, 0, 2);
        Unrolled alone = run(layer, TrainingPass.of(1, 5).samples(20), List.of(shorter), 2);
        assertThat(alone.last().get("m").sameBits(one.last().get("m").slice(0, 2, 3)))
                .isTrue();
        for (TrainingPass pass : List.of(TrainingPass.of(2, 5), TrainingPass.of(1, 6))) {
            Unrolled another = run(layer, pass.samples(30, 10, 20), rows, 6, 4, 2);
            assertThat(another.last().sameBits(one.last())).isFalse();
        }
        assertThatThrownBy(() -> run(layer, TrainingPass.of(1, 5).samples(1, 2), rows, 6, 4, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2 sample numbers for 3 rows; give one for each row, or none");
    }

    /** The padding is NaN. */
    private static Unrolled run(Recurrent layer, TrainingPass pass, List<Tensor> rows, int... lengths) {
        Tensor values = Tensor.concat(1, rows);
        float[] padded = values.values();
        int batch = rows.size();
        for (int i = 0; i < padded.length; i++) {
            int row = i / values.shape().size(2) % batch;
            boolean real = i / (values.shape().size(2) * batch) < lengths[row];
            padded[i] = real ? padded[i] : Float.NaN;
        }
        Sequence xs = new Sequence(Tensor.of(values.shape(), padded), Lengths.of(lengths));
        return pass.within(() -> layer.run(xs, layer.initial(batch), Resets.none()));
    }

    private static void assertSameRow(Unrolled run, int row, Unrolled expected, int as) {
        assertThat(run.outputs()
                        .values()
                        .index(1, row)
                        .sameBits(expected.outputs().values().index(1, as)))
                .isTrue();
        run.last()
                .tensors()
                .forEach((name, tensor) -> assertThat(tensor.index(0, row)
                                .sameBits(expected.last().get(name).index(0, as)))
                        .isTrue());
    }

    @Test
    void aCarriedStateGoesOnAndNothingIsALegalSequence() {
        Recurrent layer = new Recurrent(ToyCells.twisted(4, parameters)).with(ALL);
        Sequence xs = Sequence.full(ToyCells.normal(2, 3, 2, 4));
        State carried =
                training(() -> layer.run(xs, layer.initial(2), Resets.none()).last());
        Unrolled next = training(() -> layer.run(xs, carried, Resets.none()));
        assertThat(next.last().names()).isEqualTo(layer.initial(2).names());
        assertThat(next.outputs().values().finite()).isTrue();

        Sequence nothing = Sequence.full(Tensor.zeros(Shape.of(0, 2, 4)));
        Unrolled none = training(() -> layer.run(nothing, carried, Resets.none()));
        assertThat(none.last().sameBits(carried)).isTrue();
        assertThat(none.outputs().values().shape()).isEqualTo(Shape.of(0, 2, 3));
    }

    @Test
    void layersDrawMasksOfTheirOwn() {
        Regularizers half = Regularizers.none().inputs(0.5);
        Recurrent same = new Recurrent(passing(64)).with(half);
        Tensor below =
                training(() -> Place.in("0", () -> same.apply(ones(1, 1, 64)).values()));
        Tensor above =
                training(() -> Place.in("1", () -> same.apply(ones(1, 1, 64)).values()));
        assertThat(below.sameBits(above)).isFalse();

        Bidirectional both = new Bidirectional(passing(64), passing(64)).with(half);
        List<Tensor> sides = training(() -> both.apply(ones(1, 1, 64)).values()).split(2);
        assertThat(sides.get(0).sameBits(sides.get(1))).isFalse();

        // without a place, the parameters tell layers apart
        Recurrent a = new Recurrent(ToyCells.twisted(4, Parameters.seeded(1).scope("a"))).with(half);
        Recurrent b = new Recurrent(ToyCells.twisted(4, Parameters.seeded(1).scope("a"))).with(half);
        Recurrent c = new Recurrent(ToyCells.twisted(4, parameters.scope("c"))).with(half);
        Tensor ys = training(() -> a.apply(ones(4, 4, 4)).values());
        assertThat(training(() -> b.apply(ones(4, 4, 4)).values()).sameBits(ys)).isTrue();
        assertThat(training(() -> c.apply(ones(4, 4, 4)).values()).sameBits(ys)).isFalse();
    }

    @Test
    void whatCannotBeRegularisedIsTold() {
        Recurrent counter = new Recurrent(counting(2));
        assertThatThrownBy(() -> counter.with(Regularizers.none().recurrent(0.1)))
                .hasMessageContaining("recurrent dropout: no state of rnn4j.cell.ToyCells")
                .hasMessageContaining("enters a matrix product; use zoneout");
        assertThatThrownBy(() -> counter.with(Regularizers.none().zoneout("c", 0.1)))
                .hasMessage("zoneout: the cell has no state 'c'; its states are [a, b]");
        assertThatThrownBy(() -> Regularizers.none().variational(1))
                .hasMessage("variational dropout: probability 1.0; use one from 0 to less than 1, such as 0.1");

        Recurrent reader = new Recurrent(ToyCells.of(CellShape.of(1, 1).state("a", 1), (x, state) -> {
            Tensor a = state.get("a").add(x.at(0, 0));
            return Step.of(a, State.of("a", a));
        }));
        assertThatThrownBy(() -> reader.with(Regularizers.none().recurrent(0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "recurrent dropout: it changes the traced step, and there is none: trace: the step of")
                .hasMessageContaining("reads the value of a tensor");
        Recurrent zoned = reader.with(Regularizers.none().zoneout(0.5).inputs(0.1));
        assertThat(zoned.apply(ones(2, 1, 1)).values().values()).containsExactly(0.5f, 1);
        assertThat(training(() -> zoned.apply(ones(2, 1, 1))).values().finite()).isTrue();
    }
}
