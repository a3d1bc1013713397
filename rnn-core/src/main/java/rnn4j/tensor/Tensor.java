package rnn4j.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rnn4j.kernel.Kernels;

/**
 * Numbers in a row-major grid of float32, immutable to its user; what every operation takes and gives.
 *
 * <p>An operation's result is computed at once. Within {@link Tape#differentiate} it is also written down, for the
 * gradient; within {@link Trace#of} it is only written down, and the tensor is <em>symbolic</em>: it has a shape but no
 * numbers. A tensor made by {@link Parameters#create} is the parameter itself: {@link Parameters#update} writes it.
 *
 * <p>Binary operations broadcast: axes are aligned at the end, and an axis of size 1 or a missing one is repeated. An axis
 * given as a negative number counts from the end. Shapes that do not fit are a {@link ShapeException}.
 */
public sealed class Tensor permits Scattered {

    private final Shape shape;
    private final float @Nullable [] data;
    private final @Nullable Parameter parameter;

    /** How it was computed; only while a pass runs, or for ever when symbolic. */
    private @Nullable Node node;

    /** Whether a gradient would pass from it to something that it can be asked of, in the pass that runs. */
    private boolean dependent;

    /** How long its numbers may be read; null for ever. */
    private Workspace.@Nullable Lease lease;

    Tensor(Shape shape, float @Nullable [] data, @Nullable Node node, @Nullable Parameter parameter) {
        this.shape = shape;
        this.data = data;
        this.node = node;
        this.parameter = parameter;
    }

    // ---- making

    /** Returns a tensor of these values, row-major; they are copied. */
    public static Tensor of(Shape shape, float... values) {
        if (values.length != shape.count()) {
            throw new ShapeException(
                    "tensor",
                    values.length + " values for shape " + shape + " of " + shape.count() + "; give one per element");
        }
        return owning(shape, values.clone());
    }

    /** Returns a single number, of rank 0. */
    public static Tensor scalar(float value) {
        return owning(Shape.SCALAR, new float[] {value});
    }

    /** Returns a tensor of one number everywhere. */
    public static Tensor full(Shape shape, float value) {
        float[] values = new float[shape.count()];
        Arrays.fill(values, value);
        return owning(shape, values);
    }

    /** Returns a tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return owning(shape, new float[shape.count()]);
    }

    static Tensor owning(Shape shape, float[] data) {
        return new Tensor(shape, data, null, null);
    }

    static Tensor symbol(Shape shape, @Nullable Node node) {
        return new Tensor(shape, null, node, null);
    }

    static Tensor parameter(Parameter parameter) {
        return new Tensor(parameter.shape(), parameter.data(), null, parameter);
    }

    static Tensor apply(Op op, Tensor x) {
        return apply(op, List.of(x));
    }

    static Tensor apply(Op op, Tensor a, Tensor b) {
        return apply(op, List.of(a, b));
    }

    static Tensor apply(Op op, Tensor... inputs) {
        return apply(op, List.of(inputs));
    }

    static Tensor apply(Op op, List<Tensor> inputs) {
        Recorder recorder = Recorder.current();
        if (recorder instanceof Trace || anySymbolic(inputs)) {
            return symbol(op.shape(shapes(inputs)), new Node(op, inputs));
        }
        Tensor result = op.forward(inputs);
        Workspace.lend(result);
        if (recorder instanceof Tape tape) {
            result.node = new Node(op, inputs);
            tape.record(result, inputs);
        }
        return result;
    }

    private static boolean anySymbolic(List<Tensor> tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).data == null) {
                return true;
            }
        }
        return false;
    }

    // ---- reading

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns a copy of the values, row-major. */
    public float[] values() {
        return data().clone();
    }

    /** Returns the same numbers in a tensor of its own, which stays valid whatever becomes of this one; no gradient passes. */
    public Tensor copy() {
        return owning(shape, values());
    }

    /** Returns the value of a tensor of one element. */
    public float value() {
        if (shape.count() != 1) {
            throw new ShapeException("value", shape + " has " + shape.count() + " elements; use values() or at(…)");
        }
        return data()[0];
    }

    /** Returns the value at a place, one index per axis. */
    public float at(int... index) {
        return data()[offset(shape, index)];
    }

    /** Returns whether the other has the same shape and bits; NaN counts as one value, and 0 is not -0. */
    public boolean sameBits(Tensor other) {
        if (!shape.equals(other.shape)) {
            return false;
        }
        float[] own = data();
        float[] others = other.data();
        for (int i = 0; i < own.length; i++) {
            if (Float.floatToIntBits(own[i]) != Float.floatToIntBits(others[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether no value is NaN or infinite. */
    public boolean finite() {
        return parameter == null ? Kernels.rows().allFinite(data(), 0, data().length) : parameter.finite();
    }

    /** Returns the sum of the squares in double precision, where none overflows; not finite exactly if a value is not. */
    public double sumOfSquares() {
        return Kernels.rows().sumOfSquares(data(), 0, data().length);
    }

    /** Returns the greatest magnitude; 0 where there are no values, NaN where one is. */
    public float maxAbs() {
        return Kernels.rows().maxAbs(data(), 0, data().length);
    }

    /** Returns whether it has a shape only, as within a trace. */
    public boolean symbolic() {
        return data == null;
    }

    float[] data() {
        if (data == null) {
            throw new TracedValueException();
        }
        if (lease != null && lease.over()) {
            throw new IllegalStateException("tensor: " + shape
                    + " is of a pass that is over, its room is used again; take a copy() of what is to stay"
                    + Place.suffix());
        }
        return data;
    }

    void lease(Workspace.Lease given) {
        lease = given;
    }

    Workspace.@Nullable Lease lease() {
        return lease;
    }

    @Nullable
    Node node() {
        return node;
    }

    void computedBy(Node how) {
        node = how;
    }

    void forget() {
        node = null;
        dependent = false;
    }

    boolean dependent() {
        return dependent;
    }

    void dependsOnWanted() {
        dependent = true;
    }

    @Nullable
    Parameter parameter() {
        return parameter;
    }

    static List<Shape> shapes(List<Tensor> tensors) {
        return switch (tensors.size()) {
            case 1 -> List.of(tensors.getFirst().shape);
            case 2 -> List.of(tensors.getFirst().shape, tensors.getLast().shape);
            default -> tensors.stream().map(Tensor::shape).toList();
        };
    }

    static int offset(Shape shape, int... index) {
        if (index.length != shape.rank()) {
            throw new ShapeException("at", index.length + " indices for " + shape + "; give one per axis");
        }
        int offset = 0;
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape.size(axis)) {
                throw new ShapeException(
                        "at", "index " + Arrays.toString(index) + " is not within " + shape + "; count from 0");
            }
            offset = offset * shape.size(axis) + index[axis];
        }
        return offset;
    }

    // ---- element by element

    /** Returns this + b. */
    public Tensor add(Tensor b) {
        return apply(BinaryOp.ADD, this, b);
    }

    /** Returns this + b. */
    public Tensor add(float b) {
        return add(scalar(b));
    }

    /** Returns this - b. */
    public Tensor sub(Tensor b) {
        return apply(BinaryOp.SUB, this, b);
    }

    /** Returns this - b. */
    public Tensor sub(float b) {
        return sub(scalar(b));
    }

    /** Returns this · b, element by element. */
    public Tensor mul(Tensor b) {
        return apply(BinaryOp.MUL, this, b);
    }

    /** Returns this · b. */
    public Tensor mul(float b) {
        return mul(scalar(b));
    }

    /** Returns this / b. */
    public Tensor div(Tensor b) {
        return apply(BinaryOp.DIV, this, b);
    }

    /** Returns this / b. */
    public Tensor div(float b) {
        return div(scalar(b));
    }

    /** Returns the smaller one; NaN where either is. Of equal ones this gets the gradient. */
    public Tensor min(Tensor b) {
        return apply(BinaryOp.MIN, this, b);
    }

    /** Returns the greater one; NaN where either is. Of equal ones this gets the gradient. */
    public Tensor max(Tensor b) {
        return apply(BinaryOp.MAX, this, b);
    }

    /** Returns this - ⌊this / b⌋ · b, which has the sign of b. */
    public Tensor floorMod(Tensor b) {
        return apply(BinaryOp.FLOOR_MOD, this, b);
    }

    /** Returns this - ⌊this / b⌋ · b, which has the sign of b. */
    public Tensor floorMod(float b) {
        return floorMod(scalar(b));
    }

    /** Returns 1 where this &gt; b, else 0; passes no gradient. */
    public Tensor greater(Tensor b) {
        return apply(BinaryOp.GREATER, this, b);
    }

    /** Returns 1 where this ≥ b, else 0; passes no gradient. */
    public Tensor greaterEqual(Tensor b) {
        return apply(BinaryOp.GREATER_EQUAL, this, b);
    }

    /** Returns 1 where this = b, else 0; passes no gradient. */
    public Tensor equalTo(Tensor b) {
        return apply(BinaryOp.EQUAL, this, b);
    }

    /** Returns this · b + c in one rounding. */
    public Tensor mulAdd(Tensor b, Tensor c) {
        return apply(TernaryOp.MUL_ADD, this, b, c);
    }

    /** Returns a where the condition is not 0, else b. It selects and never multiplies: NaN in the other one stays there. */
    public static Tensor select(Tensor condition, Tensor a, Tensor b) {
        return apply(TernaryOp.SELECT, condition, a, b);
    }

    /** Returns -this. */
    public Tensor neg() {
        return apply(UnaryOp.NEG, this);
    }

    /** Returns 1 - this. */
    public Tensor oneMinus() {
        return apply(UnaryOp.ONE_MINUS, this);
    }

    /** Returns this². */
    public Tensor square() {
        return apply(UnaryOp.SQUARE, this);
    }

    /** Returns √this. */
    public Tensor sqrt() {
        return apply(UnaryOp.SQRT, this);
    }

    /** Returns |this|; its slope at 0 is taken as 1. */
    public Tensor abs() {
        return apply(UnaryOp.ABS, this);
    }

    /** Returns 1 / this. */
    public Tensor reciprocal() {
        return apply(UnaryOp.RECIPROCAL, this);
    }

    /** Returns e^this. */
    public Tensor exp() {
        return apply(UnaryOp.EXP, this);
    }

    /** Returns the natural logarithm. */
    public Tensor log() {
        return apply(UnaryOp.LOG, this);
    }

    /** Returns log(1 + this), exact near 0. */
    public Tensor log1p() {
        return apply(UnaryOp.LOG1P, this);
    }

    /** Returns σ(this) = 1 / (1 + e^-this). */
    public Tensor sigmoid() {
        return apply(UnaryOp.SIGMOID, this);
    }

    /** Returns log σ(this) = -softplus(-this), finite for every finite value. */
    public Tensor logSigmoid() {
        return neg().softplus().neg();
    }

    /** Returns the hyperbolic tangent. */
    public Tensor tanh() {
        return apply(UnaryOp.TANH, this);
    }

    /** Returns max(this, 0); its slope at 0 is taken as 0. */
    public Tensor relu() {
        return apply(UnaryOp.RELU, this);
    }

    /** Returns log(1 + e^this), without overflow. */
    public Tensor softplus() {
        return apply(UnaryOp.SOFTPLUS, this);
    }

    /** Returns this · σ(this). */
    public Tensor silu() {
        return mul(sigmoid());
    }

    /** Returns the sine; in radians. */
    public Tensor sin() {
        return apply(UnaryOp.SIN, this);
    }

    /** Returns the cosine; in radians. */
    public Tensor cos() {
        return apply(UnaryOp.COS, this);
    }

    /** Returns this limited to low … high; no gradient passes where it was outside. */
    public Tensor clamp(float low, float high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "clamp: " + low + " to " + high + " is no range; give the low end first" + Place.suffix());
        }
        return max(scalar(low)).min(scalar(high));
    }

    // ---- products

    /** Returns the matrix product: {@code [m, k] x [k, n]}, {@code […, k] x [k, n]}, or {@code [g, m, k] x [g, k, n]}. */
    public Tensor matmul(Tensor b) {
        if (b.shape.rank() == 2 && shape.rank() > 2) {
            int k = shape.size(-1);
            if (k != b.shape.size(0)) {
                throw MatmulOp.innerSizesDiffer(shape, b.shape);
            }
            Tensor rows = reshape(Shape.of(k == 0 ? shape.count(0, shape.rank() - 1) : shape.count() / k, k));
            return rows.matmul(b, false, false).reshape(shape.with(-1, b.shape.size(1)));
        }
        return matmul(b, false, false);
    }

    /** Returns the matrix product of two matrices, or of two rows of matrices, either side transposed first. */
    public Tensor matmul(Tensor b, boolean transposeThis, boolean transposeB) {
        return apply(new MatmulOp(transposeThis, transposeB), this, b);
    }

    /** Returns every product of an element of this and one of b: {@code […, m]} and {@code […, n]} to {@code […, m, n]}. */
    public Tensor outer(Tensor b) {
        return expand(-1).mul(b.expand(-2));
    }

    /**
     * Returns the product with a matrix that has blocks on its diagonal and zeros elsewhere: {@code […, groups · a]} by
     * {@code [groups, a, b]} to {@code […, groups · b]}. Each group of the last axis meets its own block.
     */
    public Tensor blockDiagonal(Tensor blocks) {
        return Compositions.blockDiagonal(this, blocks);
    }

    // ---- windows

    /**
     * Returns what a window sees at each of its positions: images {@code [batch, height, width, channels]} to
     * {@code [batch, down, across, kernel height · kernel width · channels]}, where {@code down} is
     * {@code ⌊(height + 2 padding - extent) / stride⌋ + 1}; zeros outside of the image.
     *
     * @throws ShapeException when the window is larger than an image with its padding
     */
    public Tensor patches(Window window) {
        return apply(new PatchOp.Lay(window), this);
    }

    /**
     * Returns images {@code [batch, height, width, channels]} of which each element is the sum of what the patches,
     * {@code [batch, down, across, kernel height · kernel width · channels]}, have of it: the derivative of {@link #patches}.
     */
    public Tensor scatterPatches(Window window, int height, int width) {
        return apply(new PatchOp.Scatter(height, width, window), this);
    }

    /**
     * Returns the convolution, which does not turn the kernel over: images {@code [batch, height, width, channels]} and weights
     * {@code [kernel height · kernel width · channels, out]} to {@code [batch, down, across, out]}, the product of
     * {@link #patches} and the weights.
     *
     * @throws ShapeException when the window is larger than an image with its padding, or the weights are of other channels
     */
    public Tensor conv2d(Tensor weights, Window window) {
        return apply(new ConvolutionOp(window), this, weights);
    }

    /**
     * Returns the causal convolution over time: {@code [time, batch, features]} and weights {@code [kernel · features, out]} to
     * {@code [time, batch, out]}. Step t sees the steps {@code t - (kernel - 1) · dilation}, …, {@code t - dilation}, t; the
     * weights of the earliest come first, and before the first step there are zeros.
     */
    public Tensor causalConv1d(Tensor weights, int dilation) {
        return Compositions.causalConv1d(this, weights, dilation);
    }

    // ---- reductions

    /** Returns the sum of all elements, of rank 0. */
    public Tensor sum() {
        return reshape(shape.count()).sum(0);
    }

    /** Returns the sum along an axis, which is dropped. */
    public Tensor sum(int axis) {
        return apply(new ReductionOp(ReductionOp.Kind.SUM, shape.axis(axis)), this);
    }

    /** Returns the mean of all elements, of rank 0. */
    public Tensor mean() {
        return sum().div(shape.count());
    }

    /** Returns the mean along an axis, which is dropped. */
    public Tensor mean(int axis) {
        return sum(axis).div(shape.size(axis));
    }

    /** Returns the greatest along an axis, which is dropped; equal greatest ones share the gradient. */
    public Tensor max(int axis) {
        return apply(new ReductionOp(ReductionOp.Kind.MAX, shape.axis(axis)), this);
    }

    /** Returns the mean squared distance from the mean along an axis, which is dropped; divided by n, in two passes. */
    public Tensor variance(int axis) {
        int front = shape.axis(axis);
        return sub(mean(front).expand(front)).square().mean(front);
    }

    /**
     * Returns √Σ this² along an axis, which is dropped: the Euclidean norm. Where it is 0 it has the gradient 0, one of those that
     * a norm has there. Squares that a float can't hold are not scaled first.
     */
    public Tensor norm(int axis) {
        Tensor squares = square().sum(axis);
        Tensor nothing = squares.equalTo(scalar(0));
        // the root is taken of 1 there, since 0 times its infinite slope is NaN
        return select(nothing, scalar(0), select(nothing, scalar(1), squares).sqrt());
    }

    /** Returns log Σ e^this along an axis, which is dropped; without overflow. */
    public Tensor logSumExp(int axis) {
        int last = shape.rank() - 1;
        int front = shape.axis(axis);
        if (front != last) {
            return transpose(front, last)
                    .logSumExp(last)
                    .expand(-1)
                    .transpose(front, last)
                    .index(front, 0);
        }
        return apply(new ReductionOp(ReductionOp.Kind.LOG_SUM_EXP, last), this);
    }

    /** Returns e^this / Σ e^this along an axis; without overflow. */
    public Tensor softmax(int axis) {
        return alongLast(axis, SoftmaxOp.SOFTMAX);
    }

    /** Returns this - log Σ e^this along an axis; without overflow. */
    public Tensor logSoftmax(int axis) {
        return alongLast(axis, SoftmaxOp.LOG_SOFTMAX);
    }

    /**
     * Returns the logarithm of the softmax of each row at its label: {@code labels.shape + [classes]} to {@code labels.shape}.
     */
    public Tensor logLikelihood(Ids labels) {
        return apply(new LabelOp.LogLikelihood(labels), this);
    }

    private Tensor alongLast(int axis, Op op) {
        int last = shape.rank() - 1;
        int front = shape.axis(axis);
        return front == last
                ? apply(op, this)
                : apply(op, transpose(front, last)).transpose(front, last);
    }

    // ---- layout

    /** Returns the same elements in the same order under another shape. */
    public Tensor reshape(Shape to) {
        return to.equals(shape) ? this : apply(new LayoutOp.Reshape(to), this);
    }

    /** Returns the same elements in the same order under another shape. */
    public Tensor reshape(int... to) {
        return reshape(Shape.of(to));
    }

    /** Returns this with a new axis of size 1; at -1 the new axis is the last one. */
    public Tensor expand(int axis) {
        return reshape(shape.inserted(axis, 1));
    }

    /** Returns this with its last two axes exchanged. */
    public Tensor transpose() {
        return transpose(-2, -1);
    }

    /** Returns this with two axes exchanged. */
    public Tensor transpose(int axisA, int axisB) {
        int a = shape.axis(axisA);
        int b = shape.axis(axisB);
        return a == b ? this : apply(new LayoutOp.Transpose(Math.min(a, b), Math.max(a, b)), this);
    }

    /** Returns this repeated along missing leading axes and axes of size 1. */
    public Tensor broadcast(Shape to) {
        return to.equals(shape) ? this : apply(new LayoutOp.Broadcast(to), this);
    }

    /** Returns the indices {@code from} (inclusive) to {@code to} (exclusive) of an axis. */
    public Tensor slice(int axis, int from, int to) {
        int front = shape.axis(axis);
        boolean whole = from == 0 && to == shape.size(front);
        return whole ? this : apply(new LayoutOp.Slice(front, from, to), this);
    }

    /** Returns one index of an axis, which is dropped. */
    public Tensor index(int axis, int index) {
        return slice(axis, index, index + 1).reshape(shape.without(axis));
    }

    /** Returns the last axis cut into equal parts. */
    public List<Tensor> split(int parts) {
        return split(-1, parts);
    }

    /** Returns an axis cut into equal parts. */
    public List<Tensor> split(int axis, int parts) {
        int size = shape.size(axis);
        if (parts < 1 || size % parts != 0) {
            throw new ShapeException(
                    "split",
                    "axis " + axis + " of " + shape + " can't be cut into " + parts
                            + " equal parts; its size must be a multiple");
        }
        List<Tensor> split = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            split.add(slice(axis, part * (size / parts), (part + 1) * (size / parts)));
        }
        return split;
    }

    /** Returns this with an axis from its end to its beginning. */
    public Tensor reverse(int axis) {
        return apply(new LayoutOp.Reverse(shape.axis(axis)), this);
    }

    /** Returns the tensors side by side along an axis; their other axes are equal. */
    public static Tensor concat(int axis, List<Tensor> parts) {
        if (parts.isEmpty()) {
            throw new ShapeException("concat", "no tensors; give at least one");
        }
        int front = parts.getFirst().shape.axis(axis);
        return parts.size() == 1 ? parts.getFirst() : apply(new LayoutOp.Concat(front), parts.toArray(Tensor[]::new));
    }

    /** Returns tensors of one shape side by side along a new axis. */
    public static Tensor stack(int axis, List<Tensor> parts) {
        if (parts.isEmpty()) {
            throw new ShapeException("stack", "no tensors; give at least one");
        }
        int front = axis < 0 ? axis + parts.getFirst().shape.rank() + 1 : axis;
        return concat(front, parts.stream().map(part -> part.expand(front)).toList());
    }

    // ---- rows by number

    /** Returns the rows that the ids name: {@code [n, …]} to {@code ids.shape + […]}. */
    public Tensor gather(Ids ids) {
        return apply(new IndexOp.Gather(ids), this);
    }

    /** Returns the table {@code [n, …]} whose row i is the sum of the rows, {@code ids.shape + […]}, that name i. */
    public static Tensor scatterAdd(Ids ids, Tensor rows, int n) {
        return apply(new IndexOp.ScatterAdd(ids, n), rows);
    }

    // ---- gradients

    /** Returns this, through which no gradient passes. */
    public Tensor stopGradient() {
        return apply(new GradientOp.StopGradient(), this);
    }

    /**
     * Returns a value with a derivative of its author's choice, such as a root with a bounded slope.
     *
     * @param x what the value was computed from
     * @param value of x's shape; no gradient passes through its own computation
     * @param slope of x's shape: the gradient with respect to x is the result's gradient · slope
     */
    public static Tensor ownDerivative(Tensor x, Tensor value, Tensor slope) {
        return apply(new GradientOp.OwnDerivative(), x, value, slope);
    }

    @Override
    public String toString() {
        if (data == null) {
            return "Tensor" + shape + " symbolic";
        }
        if (lease != null && lease.over()) {
            return "Tensor" + shape + " of a pass that is over";
        }
        String values = shape.count() <= 8 ? " " + Arrays.toString(data) : "";
        return "Tensor" + shape + values;
    }
}
