package rnn4j.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rnn4j.kernel.Kernels;

/** Operations that move numbers and change none. Movement knows no number type, so float32 and float64 share it. */
sealed interface LayoutOp extends Op {

    /** Moves whole stretches from the inputs' arrays to the result's array; all are {@code float[]} or all {@code double[]}. */
    void move(List<Shape> shapes, List<?> from, Object to);

    @Override
    default Tensor forward(List<Tensor> inputs) {
        List<Shape> shapes = Tensor.shapes(inputs);
        Shape result = shape(shapes);
        float[] y = this instanceof Pad ? Workspace.zeros(result.count()) : Workspace.room(result.count());
        move(shapes, arrays(inputs), y);
        return Tensor.owning(result, y);
    }

    @Override
    default double[] reference(List<Shape> shapes, List<double[]> inputs) {
        double[] y = new double[shape(shapes).count()];
        move(shapes, inputs, y);
        return y;
    }

    private static List<float[]> arrays(List<Tensor> tensors) {
        if (tensors.size() == 1) {
            return List.of(tensors.getFirst().data());
        }
        List<float[]> arrays = new ArrayList<>(tensors.size());
        for (Tensor tensor : tensors) {
            arrays.add(tensor.data());
        }
        return arrays;
    }

    /**
     * The same numbers in the same order under another shape.
     *
     * @param to of as many elements
     */
    record Reshape(Shape to) implements LayoutOp {
        @Override
        public String name() {
            return "reshape";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of("shape", Attributes.list(to.sizes()));
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape from = inputs.getFirst();
            if (from.count() != to.count()) {
                throw new ShapeException(
                        "reshape",
                        from + " has " + from.count() + " elements, " + to + " has " + to.count()
                                + "; both must have the same");
            }
            return to;
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            shape(Tensor.shapes(inputs));
            // tensors never change, so both shapes may share the numbers; a parameter's do change
            Tensor x = inputs.getFirst();
            return Tensor.owning(to, x.parameter() == null ? x.data() : x.data().clone());
        }

        @Override
        public void move(List<Shape> shapes, List<?> from, Object y) {
            System.arraycopy(from.getFirst(), 0, y, 0, to.count());
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            return gradient.reshape(inputs.getFirst().shape());
        }
    }

    /**
     * Two axes exchanged.
     *
     * @param first the outer one
     * @param second the inner one
     */
    record Transpose(int first, int second) implements LayoutOp {
        @Override
        public String name() {
            return "transpose";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of("first", first, "second", second);
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape x = inputs.getFirst();
            x.requireAxis("transpose", first);
            x.requireAxis("transpose", second);
            if (first >= second) {
                throw new ShapeException(
                        "transpose", "axes " + first + " and " + second + "; give the outer one first");
            }
            return x.with(first, x.size(second)).with(second, x.size(first));
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            Tensor x = inputs.getFirst();
            Shape shape = x.shape();
            if (second != shape.rank() - 1 || first != second - 1) {
                return LayoutOp.super.forward(inputs);
            }
            int rows = shape.size(first);
            int columns = shape.size(second);
            float[] y = Workspace.room(shape.count());
            for (int from = 0; from < y.length; from += rows * columns) {
                Kernels.rows().transpose(x.data(), from, rows, columns, y, from);
            }
            return Tensor.owning(shape(List.of(shape)), y);
        }

        @Override
        public void move(List<Shape> shapes, List<?> from, Object to) {
            Shape x = shapes.getFirst();
            int outer = x.count(0, first);
            int a = x.size(first);
            int middle = x.count(first + 1, second);
            int b = x.size(second);
            int inner = x.count(second + 1, x.rank());
            for (int o = 0; o < outer; o++) {
                for (int i = 0; i < a; i++) {
                    for (int m = 0; m < middle; m++) {
                        for (int j = 0; j < b; j++) {
                            int source = (((o * a + i) * middle + m) * b + j) * inner;
                            int target = (((o * b + j) * middle + m) * a + i) * inner;
                            System.arraycopy(from.getFirst(), source, to, target, inner);
                        }
                    }
                }
            }
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            return gradient.transpose(first, second);
        }
    }

    /**
     * Axes of size 1, and missing leading axes, repeated.
     *
     * @param to what the shape becomes
     */
    record Broadcast(Shape to) implements LayoutOp {
        @Override
        public String name() {
            return "broadcast";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of("shape", Attributes.list(to.sizes()));
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            if (!Broadcasting.reaches(inputs.getFirst(), to)) {
                throw new ShapeException(
                        "broadcast", inputs.getFirst() + " does not reach " + to + "; each axis must be equal or 1");
            }
            return to;
        }

        @Override
        public void move(List<Shape> shapes, List<?> from, Object y) {
            Object x = from.getFirst();
            if (shapes.getFirst().count() == 1) {
                repeat(x, 0, y, 0, to.count());
                return;
            }
            Broadcasting.forEach(to, shapes, (starts, strides, target, n) -> {
                if (strides[0] == 1) {
                    System.arraycopy(x, starts[0], y, target, n);
                } else {
                    repeat(x, starts[0], y, target, n);
                }
            });
        }

        private static void repeat(Object x, int from, Object y, int target, int n) {
            if (x instanceof float[] floats) {
                Arrays.fill((float[]) y, target, target + n, floats[from]);
            } else {
                Arrays.fill((double[]) y, target, target + n, ((double[]) x)[from]);
            }
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            return Broadcasting.sumTo(gradient, inputs.getFirst().shape());
        }
    }

    /**
     * A stretch of one axis.
     *
     * @param axis counted from the front
     * @param from first index, inclusive
     * @param to last index, exclusive
     */
    record Slice(int axis, int from, int to) implements LayoutOp {
        @Override
        public String name() {
            return "slice";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of("axis", axis, "from", from, "to", to);
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape x = inputs.getFirst();
            x.requireAxis("slice", axis);
            if (from < 0 || to < from || to > x.size(axis)) {
                throw new ShapeException(
                        "slice",
                        "indices " + from + " to " + to + " are not within axis " + axis + " of " + x + "; use 0 to "
                                + x.size(axis));
            }
            return x.with(axis, to - from);
        }

        @Override
        public void move(List<Shape> shapes, List<?> sources, Object target) {
            Shape x = shapes.getFirst();
            int inner = x.count(axis + 1, x.rank());
            int n = (to - from) * inner;
            for (int outer = 0; outer < x.count(0, axis); outer++) {
                System.arraycopy(sources.getFirst(), (outer * x.size(axis) + from) * inner, target, outer * n, n);
            }
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            int after = inputs.getFirst().shape().size(axis) - to;
            return Tensor.apply(new Pad(axis, from, after), gradient);
        }
    }

    /**
     * Zeros put before and after one axis.
     *
     * @param axis counted from the front
     * @param before how many indices of zeros come first
     * @param after how many come last
     */
    record Pad(int axis, int before, int after) implements LayoutOp {
        @Override
        public String name() {
            return "pad";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of("after", after, "axis", axis, "before", before);
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape x = inputs.getFirst();
            x.requireAxis("pad", axis);
            if (before < 0 || after < 0) {
                throw new ShapeException("pad", before + " before and " + after + " after; use 0 or more");
            }
            return x.with(axis, (long) before + x.size(axis) + after);
        }

        @Override
        public void move(List<Shape> shapes, List<?> from, Object to) {
            Shape x = shapes.getFirst();
            int inner = x.count(axis + 1, x.rank());
            int n = x.size(axis) * inner;
            int stride = n + (before + after) * inner;
            for (int outer = 0; outer < x.count(0, axis); outer++) {
                System.arraycopy(from.getFirst(), outer * n, to, outer * stride + before * inner, n);
            }
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            int n = inputs.getFirst().shape().size(axis);
            return gradient.slice(axis, before, before + n);
        }
    }

    /**
     * Tensors side by side along one axis.
     *
     * @param axis counted from the front
     */
    record Concat(int axis) implements LayoutOp {
        @Override
        public String name() {
            return "concat";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of("axis", axis);
        }

        @Override
        public int arity() {
            return ANY;
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            Shape first = inputs.getFirst();
            first.requireAxis("concat", axis);
            long size = 0;
            for (Shape input : inputs) {
                if (input.rank() != first.rank() || !input.with(axis, 0).equals(first.with(axis, 0))) {
                    throw new ShapeException(
                            "concat",
                            "shapes differ beside axis " + axis + ": " + Broadcasting.join(inputs)
                                    + "; all other axes must be equal");
                }
                size += input.size(axis);
            }
            return first.with(axis, size);
        }

        @Override
        public void move(List<Shape> shapes, List<?> from, Object to) {
            Shape result = shape(shapes);
            int stride = result.count(axis, result.rank());
            int place = 0;
            for (int input = 0; input < shapes.size(); input++) {
                int n = shapes.get(input).count(axis, result.rank());
                for (int outer = 0; outer < result.count(0, axis); outer++) {
                    System.arraycopy(from.get(input), outer * n, to, outer * stride + place, n);
                }
                place += n;
            }
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            int from = 0;
            for (int earlier = 0; earlier < input; earlier++) {
                from += inputs.get(earlier).shape().size(axis);
            }
            return gradient.slice(axis, from, from + inputs.get(input).shape().size(axis));
        }
    }

    /**
     * One axis from its end to its beginning.
     *
     * @param axis counted from the front
     */
    record Reverse(int axis) implements LayoutOp {
        @Override
        public String name() {
            return "reverse";
        }

        @Override
        public Attributes attributes() {
            return Attributes.of("axis", axis);
        }

        @Override
        public Shape shape(List<Shape> inputs) {
            inputs.getFirst().requireAxis("reverse", axis);
            return inputs.getFirst();
        }

        @Override
        public void move(List<Shape> shapes, List<?> from, Object to) {
            Shape x = shapes.getFirst();
            int n = x.size(axis);
            int inner = x.count(axis + 1, x.rank());
            for (int outer = 0; outer < x.count(0, axis); outer++) {
                for (int i = 0; i < n; i++) {
                    int source = (outer * n + i) * inner;
                    int target = (outer * n + n - 1 - i) * inner;
                    System.arraycopy(from.getFirst(), source, to, target, inner);
                }
            }
        }

        @Override
        public Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient) {
            return gradient.reverse(axis);
        }
    }
}
