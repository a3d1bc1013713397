package rnn4j.testkit;

import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Random numbers that depend on seed, purpose and place only. */
final class Draws {

    private Draws() {}

    /** Returns numbers of the standard normal distribution. */
    static Tensor normal(long seed, String purpose, Shape shape) {
        RandomSource source = RandomSource.of(seed, purpose);
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.normal(i);
        }
        return Tensor.of(shape, values);
    }

    /** Returns numbers that are {@code size} or {@code -size}. */
    static Tensor signs(long seed, String purpose, Shape shape, float size) {
        RandomSource source = RandomSource.of(seed, purpose);
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.uniform(i) < 0.5f ? size : -size;
        }
        return Tensor.of(shape, values);
    }
}
