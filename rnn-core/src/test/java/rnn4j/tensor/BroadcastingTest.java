package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.tensor.OperationRow.any;
import static rnn4j.tensor.OperationRow.away;
import static rnn4j.tensor.OperationRow.choices;
import static rnn4j.tensor.OperationRow.positive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which shapes meet: values element by element, and gradients summed down to the operands' shapes. */
class BroadcastingTest {

    private static final List<List<Shape>> PAIRS = List.of(
            List.of(Shape.of(2, 3), Shape.of(3)),
            List.of(Shape.of(3), Shape.of(2, 3)),
            List.of(Shape.of(2, 3), Shape.of(2, 1)),
            List.of(Shape.of(2, 1), Shape.of(1, 3)),
            List.of(Shape.SCALAR, Shape.of(2, 3)),
            List.of(Shape.of(2, 3), Shape.SCALAR),
            List.of(Shape.of(1), Shape.of(1, 1)),
            List.of(Shape.of(2, 1, 3), Shape.of(4, 1)),
            List.of(Shape.of(4, 1, 2, 1), Shape.of(3, 1, 5)),
            List.of(Shape.of(2, 3, 2), Shape.of(1, 3, 1)),
            List.of(Shape.of(1, 17), Shape.of(3, 17)),
            List.of(Shape.of(3, 33), Shape.of(3, 1)),
            List.of(Shape.of(0, 3), Shape.of(3)),
            List.of(Shape.of(2, 0), Shape.of(1, 1)));

    private static final List<List<Shape>> TRIPLES = List.of(
            List.of(Shape.of(2, 3), Shape.of(3), Shape.of(2, 1)),
            List.of(Shape.of(2, 1), Shape.of(1, 3), Shape.SCALAR),
            List.of(Shape.SCALAR, Shape.of(3), Shape.of(2, 1, 3)),
            List.of(Shape.of(2, 1), Shape.of(2, 17), Shape.of(17)),
            List.of(Shape.of(4, 1, 1), Shape.of(2, 1), Shape.of(3)));

    static Stream<Arguments> pairs() {
        return PAIRS.stream()
                .flatMap(shapes -> Stream.of("add", "sub", "mul", "div", "min", "max", "greater", "floorMod")
                        .map(name -> Arguments.of(name, shapes)));
    }

    static Stream<Arguments> triples() {
        return TRIPLES.stream()
                .flatMap(shapes -> Stream.of("mulAdd", "select").map(name -> Arguments.of(name, shapes)));
    }

    @ParameterizedTest
    @MethodSource({"pairs", "triples"})
    void valuesAreThoseOfEachElement(String name, List<Shape> shapes) {
        OperationRow row = row(name, shapes);
        List<Tensor> points = row.points(1);
        Tensor result = row.call().apply(points);
        int[] index = new int[result.shape().rank()];
        for (int place = 0; place < result.shape().count(); place++) {
            for (int axis = index.length - 1, rest = place; axis >= 0; axis--) {
                index[axis] = rest % result.shape().size(axis);
                rest /= result.shape().size(axis);
            }
            List<Tensor> single = points.stream()
                    .map(point -> Tensor.scalar(element(point, index)))
                    .toList();
            assertThat(result.values()[place])
                    .isEqualTo(row.call().apply(single).value());
        }
    }

    /** Counts axes from the end, and takes the first index of an axis of size 1. */
    private static float element(Tensor operand, int... index) {
        int rank = operand.shape().rank();
        int[] own = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            own[axis] = operand.shape().size(axis) == 1 ? 0 : index[index.length - rank + axis];
        }
        return operand.at(own);
    }

    @ParameterizedTest
    @MethodSource({"pairs", "triples"})
    void gradientsHaveTheOperandsShapes(String name, List<Shape> shapes) {
        RowCheck check = new RowCheck(row(name, shapes), 1);
        assertThat(check.gradient()).isLessThanOrEqualTo(1e-9);
        assertThat(check.floats()).isLessThanOrEqualTo(1e-6);
        assertThat(check.floatGradients()).isLessThanOrEqualTo(2e-6);
    }

    @ParameterizedTest
    @MethodSource({"pairs", "triples"})
    void secondDerivativesHaveThemToo(String name, List<Shape> shapes) {
        assertThat(new RowCheck(row(name, shapes), 1).second()).isLessThanOrEqualTo(1e-9);
    }

    @Test
    void shapesThatDoNotMeetAreTold() {
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(2, 3)).mulAdd(Tensor.zeros(Shape.of(2)), Tensor.scalar(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("mulAdd: shapes do not fit: [2, 3] x [2] x []; each axis must be equal or 1");
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(0)).add(Tensor.zeros(Shape.of(2))))
                .isInstanceOf(ShapeException.class);
    }

    /** Kinks stay where no point comes: the second operand of min and max is far above, the first of floorMod is small. */
    private static OperationRow row(String name, List<Shape> shapes) {
        Op op = Operations.of(name, Attributes.NONE);
        List<OperationRow.Input> inputs = new ArrayList<>();
        for (Shape shape : shapes) {
            inputs.add(
                    switch (name) {
                        case "div" -> positive(n -> shape);
                        case "floorMod" -> away(n -> shape);
                        case "select" -> inputs.isEmpty() ? choices(n -> shape) : any(n -> shape);
                        default -> any(n -> shape);
                    });
        }
        Set<Integer> silent = switch (name) {
            case "select" -> Set.of(0);
            case "greater" -> Set.of(0, 1);
            default -> Set.of();
        };
        return new OperationRow(
                name + " " + shapes,
                inputs,
                operands -> Operations.apply(op, spread(name, operands)),
                Optional.empty(),
                silent);
    }

    private static List<Tensor> spread(String name, List<Tensor> operands) {
        return switch (name) {
            case "min", "max" -> List.of(operands.get(0), operands.get(1).add(5));
            case "floorMod" -> List.of(operands.get(0).mul(0.25f), operands.get(1));
            default -> operands;
        };
    }
}
