package rnn4j.tensor;

import java.util.List;

/**
 * How operands of different shapes meet: axes are aligned at the end, and an axis of size 1 (or a missing one) stands for
 * every index of the result, as in NumPy.
 */
final class Broadcasting {

    private Broadcasting() {}

    /** A stretch of the result that each operand supplies from consecutive elements (stride 1) or from one (stride 0). */
    @FunctionalInterface
    interface Run {
        /**
         * Computes one stretch.
         *
         * @param from the first element of each operand
         * @param strides 1 or 0 for each operand
         * @param to the first element of the result
         * @param n how many elements
         */
        void compute(int[] from, int[] strides, int to, int n);
    }

    /** Returns the shape of the result. */
    static Shape shape(String operation, List<Shape> operands) {
        int rank = 0;
        for (int i = 0; i < operands.size(); i++) {
            if (allReach(operands, operands.get(i))) {
                return operands.get(i);
            }
            rank = Math.max(rank, operands.get(i).rank());
        }
        int[] sizes = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int size = 1;
            for (Shape operand : operands) {
                int own = size(operand, axis, rank);
                if (own != 1 && size != 1 && own != size) {
                    throw new ShapeException(
                            operation, "shapes do not fit: " + join(operands) + "; each axis must be equal or 1");
                }
                size = own == 1 ? size : own;
            }
            sizes[axis] = size;
        }
        return new Shape(sizes);
    }

    private static boolean allReach(List<Shape> from, Shape to) {
        for (int i = 0; i < from.size(); i++) {
            if (!reaches(from.get(i), to)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether an operand of this shape can stand for the other shape without changing it. */
    static boolean reaches(Shape from, Shape to) {
        for (int axis = 0; axis < to.rank(); axis++) {
            int own = size(from, axis, to.rank());
            if (own != 1 && own != to.size(axis)) {
                return false;
            }
        }
        return from.rank() <= to.rank();
    }

    /** Returns whether every operand supplies the whole result from consecutive elements or from one. */
    static boolean inOneStretch(Shape result, List<Shape> operands) {
        return innerAxes(result, operands) == result.rank();
    }

    /** Cuts the result into stretches, in ascending order; one stretch when all shapes are equal. */
    static void forEach(Shape result, List<Shape> operands, Run run) {
        if (result.count() == 0) {
            return;
        }
        int inner = innerAxes(result, operands);
        int first = result.rank() - inner;
        int n = result.count(first, result.rank());
        int[] strides = new int[operands.size()];
        int[][] steps = new int[operands.size()][];
        for (int operand = 0; operand < strides.length; operand++) {
            strides[operand] = trailing(operands.get(operand), inner) == 1 ? 0 : 1;
            steps[operand] = steps(operands.get(operand), result.rank());
        }
        int[] from = new int[operands.size()];
        int[] index = new int[first];
        int stretches = result.count(0, first);
        for (int stretch = 0; stretch < stretches; stretch++) {
            run.compute(from, strides, stretch * n, n);
            advance(index, from, result, steps);
        }
    }

    /** Returns where an operand holds the element that the result's element {@code flat} needs. */
    static int offset(Shape result, int flat, Shape operand) {
        int[] steps = steps(operand, result.rank());
        int offset = 0;
        for (int axis = result.rank() - 1, rest = flat; axis >= 0; axis--) {
            offset += rest % result.size(axis) * steps[axis];
            rest /= result.size(axis);
        }
        return offset;
    }

    /** Sums a gradient of the result's shape down to an operand's shape: the derivative of broadcasting. */
    static Tensor sumTo(Tensor gradient, Shape operand) {
        if (gradient.shape().equals(operand)) {
            return gradient;
        }
        int extra = gradient.shape().rank() - operand.rank();
        Tensor sum = gradient;
        if (extra > 0) {
            // the leading axes become one, so that rows are summed in one fixed order
            Shape shape = gradient.shape();
            int rows = shape.count(0, extra);
            int[] sizes = new int[operand.rank() + 1];
            sizes[0] = rows;
            for (int axis = 0; axis < operand.rank(); axis++) {
                sizes[axis + 1] = shape.size(axis + extra);
            }
            sum = gradient.reshape(new Shape(sizes)).sum(0);
        }
        for (int axis = 0; axis < operand.rank(); axis++) {
            if (operand.size(axis) == 1 && sum.shape().size(axis) != 1) {
                sum = sum.sum(axis).expand(axis);
            }
        }
        return sum;
    }

    private static void advance(int[] index, int[] from, Shape result, int[][] steps) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis]++;
            for (int operand = 0; operand < from.length; operand++) {
                from[operand] += steps[operand][axis];
            }
            if (index[axis] < result.size(axis)) {
                return;
            }
            for (int operand = 0; operand < from.length; operand++) {
                from[operand] -= steps[operand][axis] * index[axis];
            }
            index[axis] = 0;
        }
    }

    /** Counts the last axes over which every operand is either dense or a single element. */
    private static int innerAxes(Shape result, List<Shape> operands) {
        int inner = 0;
        while (inner < result.rank() && extendable(result, operands, inner + 1)) {
            inner++;
        }
        return inner;
    }

    private static boolean extendable(Shape result, List<Shape> operands, int axes) {
        int dense = result.count(result.rank() - axes, result.rank());
        for (int i = 0; i < operands.size(); i++) {
            Shape operand = operands.get(i);
            int count = trailing(operand, axes);
            if (count != dense && count != 1) {
                return false;
            }
        }
        return true;
    }

    private static int trailing(Shape operand, int axes) {
        return operand.count(Math.max(0, operand.rank() - axes), operand.rank());
    }

    /** Returns how far one index step along each axis of the result moves within an operand; 0 where it stands still. */
    private static int[] steps(Shape operand, int rank) {
        int[] steps = new int[rank];
        int dense = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            int size = size(operand, axis, rank);
            steps[axis] = size == 1 ? 0 : dense;
            dense *= size;
        }
        return steps;
    }

    private static int size(Shape operand, int axis, int rank) {
        int own = axis - (rank - operand.rank());
        return own < 0 ? 1 : operand.size(own);
    }

    static String join(List<Shape> shapes) {
        return String.join(" x ", shapes.stream().map(Shape::toString).toList());
    }
}
