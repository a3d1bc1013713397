package rnn4j.tensor;

import java.util.List;

/**
 * The result of an operation on parameters, or on other such results, computed again into the same array when they have
 * changed: not within a pass, and by one who knows that nobody holds the numbers meanwhile.
 */
public final class Recomputed {

    private final Op op;
    private final List<Tensor> inputs;
    private final List<Shape> shapes;
    private final List<float[]> arrays;
    private final Tensor result;

    /** Computes for the first time. */
    public Recomputed(Op op, List<Tensor> inputs) {
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.shapes = Tensor.shapes(inputs);
        this.arrays = inputs.stream().map(Tensor::data).toList();
        this.result = Tensor.apply(op, this.inputs).copy();
    }

    /** Returns the result, always the same tensor; valid beyond the pass it was computed in. */
    public Tensor result() {
        return result;
    }

    /** Computes again. What only moves numbers moves them straight to where they stay. */
    public void again() {
        float[] numbers = result.data();
        if (op instanceof LayoutOp layout) {
            layout.move(shapes, arrays, numbers);
        } else {
            System.arraycopy(Tensor.apply(op, inputs).data(), 0, numbers, 0, numbers.length);
        }
    }
}
