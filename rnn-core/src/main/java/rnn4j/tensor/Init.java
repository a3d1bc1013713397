package rnn4j.tensor;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How a parameter begins. Weights are {@code [input, output]}: the last two axes are fan-in and fan-out. */
@FunctionalInterface
public interface Init {

    /**
     * Returns the first values.
     *
     * @param random addressed by seed and parameter name, so the order of creation does not matter
     */
    Tensor draw(Shape shape, RandomSource random);

    /** Uniform within ±√(6 / (fan-in + fan-out)). Glorot and Bengio 2010, equation 16. */
    static Init glorot() {
        return (shape, random) -> {
            double limit = StrictMath.sqrt(6.0 / (fanIn(shape) + fanOut(shape)));
            return uniform((float) -limit, (float) limit).draw(shape, random);
        };
    }

    /** Normal with deviation √(2 / fan-in), for layers followed by a ReLU. He et al. 2015, equation 10. */
    static Init he() {
        return (shape, random) -> {
            float deviation = (float) StrictMath.sqrt(2.0 / fanIn(shape));
            float[] values = new float[shape.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.normal(i) * deviation;
            }
            return Tensor.owning(shape, values);
        };
    }

    /** Orthonormal rows or columns, whichever are fewer, uniformly distributed. Saxe et al. 2014. */
    static Init orthogonal() {
        return Orthogonal::draw;
    }

    /** The identity, with zeros where the matrix is not square. Le et al. 2015. */
    static Init identity() {
        return (shape, random) -> {
            matrix("identity", shape);
            float[] values = new float[shape.count()];
            for (int i = 0; i < Math.min(shape.size(0), shape.size(1)); i++) {
                values[i * shape.size(1) + i] = 1;
            }
            return Tensor.owning(shape, values);
        };
    }

    /** Uniform from low, inclusive, to high. */
    static Init uniform(float low, float high) {
        if (!(low <= high) || Float.isInfinite(low) || Float.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "uniform: " + low + " to " + high + " is no range; give finite ends, low first");
        }
        return (shape, random) -> {
            float[] values = new float[shape.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = low + (high - low) * random.uniform(i);
            }
            return Tensor.owning(shape, values);
        };
    }

    /** One number everywhere. */
    static Init constant(float value) {
        return (shape, random) -> Tensor.full(shape, value);
    }

    /** Zeros. */
    static Init zeros() {
        return constant(0);
    }

    /** Ones. */
    static Init ones() {
        return constant(1);
    }

    /** The last axis in equal blocks, one init each: gates that stand side by side. */
    static Init blocks(Init... perBlock) {
        List<Init> inits = ImmutableList.copyOf(perBlock);
        return (shape, random) -> {
            if (shape.rank() == 0 || inits.isEmpty() || shape.size(-1) % inits.size() != 0) {
                throw new ShapeException(
                        "init",
                        shape + " can't be cut into " + inits.size() + " equal blocks; give one init per block");
            }
            Shape block = shape.with(-1, shape.size(-1) / inits.size());
            List<Tensor> drawn = new ArrayList<>();
            for (int i = 0; i < inits.size(); i++) {
                drawn.add(inits.get(i).draw(block, random.at(i)));
            }
            return Tensor.concat(-1, drawn);
        };
    }

    /** The last axis in equal blocks, all begun in the same way: {@code gates(4, orthogonal())}. */
    static Init gates(int gates, Init each) {
        return blocks(Collections.nCopies(gates, each).toArray(Init[]::new));
    }

    /** Zeros, but 1 for the forget gate, so that memory lasts from the first step on. Gers et al. 2000; Jozefowicz et al. 2015. */
    static Init forgetBias(int gates, int forget) {
        if (forget < 0 || forget >= gates) {
            throw new IllegalArgumentException(
                    "forgetBias: gate " + forget + " of " + gates + "; use 0 to " + (gates - 1));
        }
        Init[] inits = new Init[gates];
        Arrays.fill(inits, zeros());
        inits[forget] = ones();
        return blocks(inits);
    }

    private static int fanIn(Shape shape) {
        return shape.rank() < 2 ? shape.count() : shape.size(-2);
    }

    private static int fanOut(Shape shape) {
        return shape.rank() == 0 ? 1 : shape.size(-1);
    }

    private static void matrix(String init, Shape shape) {
        if (shape.rank() != 2) {
            throw new ShapeException(init, shape + " is no matrix; give a shape [rows, columns]");
        }
    }
}
