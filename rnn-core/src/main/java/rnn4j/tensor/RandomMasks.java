package rnn4j.tensor;

import java.util.function.IntBinaryOperator;
import rnn4j.kernel.Kernels;

/** Tensors of two values, drawn for the rows of a training pass; a decision depends on its sample, its time and its column only. */
public final class RandomMasks {

    private final long[] keys;

    RandomMasks(long[] keys) {
        this.keys = keys;
    }

    /** What is drawn: one value by a chance, another one else. */
    public record Values(Chance chance, float hit, float miss) {

        /** Returns 1 by the chance, else 0: the condition of a select. */
        public static Values ones(Chance chance) {
            return new Values(chance, 1, 0);
        }

        /** Returns 0 by the chance, else what keeps the expectation 1: factors of a dropout. */
        public static Values dropout(Chance chance) {
            return new Values(chance, 0, 1 / (1 - chance.value()));
        }
    }

    /** Draws anew for each step: {@code [time, batch, n]}. */
    public Tensor eachStep(int time, int n, Values values) {
        float[] mask = new float[Shape.of(time, keys.length, n).count()];
        draw(keys, 0, time, values, mask, 0, n);
        return Tensor.owning(Shape.of(time, keys.length, n), mask);
    }

    /** Draws once for each row: {@code [1, batch, n]}. */
    public Tensor once(int n, Values values) {
        return eachStep(1, n, values);
    }

    /**
     * Draws once for each of the sequences that follow one another in a row: {@code [time, batch, n]}.
     *
     * @param first the time at which the sequence begins that a time, and a row, is of
     */
    public Tensor eachSequence(int time, int n, IntBinaryOperator first, Values values) {
        int batch = keys.length;
        float[] mask = new float[Shape.of(time, batch, n).count()];
        for (int t = 0; t < time; t++) {
            for (int row = 0; row < batch; row++) {
                int begin = first.applyAsInt(t, row);
                int to = (t * batch + row) * n;
                if (begin < t) {
                    System.arraycopy(mask, (begin * batch + row) * n, mask, to, n);
                } else {
                    draw(new long[] {keys[row]}, begin, 1, values, mask, to, n);
                }
            }
        }
        return Tensor.owning(Shape.of(time, batch, n), mask);
    }

    private static void draw(long[] keys, int first, int steps, Values values, float[] mask, int to, int n) {
        Kernels.masks().draw(keys, first, steps, values.chance().of65536(), values.hit(), values.miss(), mask, to, n);
    }
}
