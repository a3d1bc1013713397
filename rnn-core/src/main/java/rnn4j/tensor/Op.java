package rnn4j.tensor;

import java.util.List;

/**
 * An operation as data: its name and attributes, the shape of its result, its values, and its derivative written with
 * operations.
 *
 * <p>Because the derivative is made of operations too, one rule serves the recorded pass, the traced graph, the
 * float64 reference and derivatives of derivatives. All operations are listed in {@link Operations}.
 */
public sealed interface Op
        permits UnaryOp,
                BinaryOp,
                TernaryOp,
                MatmulOp,
                ReductionOp,
                SoftmaxOp,
                LayoutOp,
                IndexOp,
                LabelOp,
                PatchOp,
                ConvolutionOp,
                GradientOp,
                FusedOp,
                FusedOp.Result {

    /** The arity of an operation that takes one or more inputs. */
    int ANY = -1;

    /** Returns the name, unique among all operations; written into files. */
    String name();

    /** Returns the version of the operation's meaning; written into files. */
    default int version() {
        return 1;
    }

    /** Returns what distinguishes this operation from others of its name. */
    default Attributes attributes() {
        return Attributes.NONE;
    }

    /** Returns how many inputs it takes; {@link #ANY} for one or more. */
    default int arity() {
        return 1;
    }

    /**
     * Returns the shape of the result.
     *
     * @throws ShapeException when the shapes do not fit
     */
    Shape shape(List<Shape> inputs);

    /** Computes the result by kernels; the inputs hold values and their shapes were checked. */
    Tensor forward(List<Tensor> inputs);

    /** Computes the result in float64 by plain loops: the obviously right twin of {@link #forward}. */
    double[] reference(List<Shape> shapes, List<double[]> inputs);

    /** Returns whether a gradient passes to this input. */
    default boolean passes(int input) {
        return true;
    }

    /**
     * Returns the gradient with respect to one input; asked only where one {@linkplain #passes passes}.
     *
     * @param input which one, from 0
     * @param inputs the operation's inputs
     * @param result the operation's result
     * @param gradient of the loss with respect to the result, of the result's shape
     * @return of the input's shape
     */
    Tensor derivative(int input, List<Tensor> inputs, Tensor result, Tensor gradient);
}
