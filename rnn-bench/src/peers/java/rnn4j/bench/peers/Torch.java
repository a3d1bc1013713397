package rnn4j.bench.peers;

import java.util.function.DoubleSupplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Make tensors of libtorch. */
final class Torch {
    private Torch() {}

    /** Runs work and frees every native thing that it made. */
    static double scoped(DoubleSupplier work) {
        PointerScope scope = new PointerScope();
        try {
            return work.getAsDouble();
        } finally {
            scope.close();
        }
    }

    /** Uniform numbers from −bound to bound. */
    static Tensor uniform(double bound, long... shape) {
        return torch.rand(shape).mul(new Scalar(2 * bound)).sub(new Scalar(bound));
    }

    /** A tensor of given numbers. */
    static Tensor of(float[] values, long... shape) {
        return Tensor.create(values, shape);
    }

    /** A tensor of given whole numbers. */
    static Tensor of(long[] values, long... shape) {
        return Tensor.create(values, shape);
    }

    /** The numbers of a tensor. */
    static float[] values(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        tensor.contiguous().data_ptr_float().get(values);
        return values;
    }

    /** A trainable tensor of uniform numbers from −bound to bound. */
    static Tensor parameter(double bound, long... shape) {
        return uniform(bound, shape).set_requires_grad(true);
    }

    /** The mean of squares. */
    static Tensor meanSquare(Tensor x) {
        return torch.mean(torch.square(x));
    }
}
