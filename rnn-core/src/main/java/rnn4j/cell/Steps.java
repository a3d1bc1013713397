package rnn4j.cell;

import java.util.ArrayList;
import java.util.List;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Takes the values of a sequence apart into what a cell sees, one step at a time. */
final class Steps {

    private Steps() {}

    /**
     * Cuts into single steps.
     *
     * <p>By halves, since the gradient of a piece is padded to the size of what it was cut from: cutting T steps off the
     * whole would move T² of them, halving moves T log T.
     *
     * @param values {@code [time, batch, features]}
     * @return {@code time} tensors {@code [batch, features]}
     */
    static List<Tensor> cut(Tensor values) {
        List<Tensor> steps = new ArrayList<>(values.shape().size(0));
        halve(values, steps);
        return steps;
    }

    private static void halve(Tensor part, List<Tensor> steps) {
        int time = part.shape().size(0);
        if (time == 1) {
            steps.add(part.reshape(part.shape().without(0)));
        } else if (time > 1) {
            halve(part.slice(0, 0, time / 2), steps);
            halve(part.slice(0, time / 2, time), steps);
        }
    }

    /**
     * Replaces the padding by the last real step of its row, or zeros in a row of length 0.
     *
     * <p>What a cell makes of it is selected away afterwards, but a gradient of 0 times an infinite slope is NaN; where a row
     * has been once, the slope is what it was. Values without padding are returned as they are.
     *
     * @return {@code [time, batch, features]}
     */
    static Tensor withoutPadding(Sequence xs) {
        if (xs.isFull()) {
            return xs.values();
        }
        int time = xs.time();
        int batch = xs.batch();
        int[] sources = new int[time * batch];
        float[] real = new float[time * batch];
        float[] used = new float[batch];
        for (int row = 0; row < batch; row++) {
            int length = xs.lengths().at(row);
            used[row] = length > 0 ? 1 : 0;
            for (int t = 0; t < time; t++) {
                real[t * batch + row] = t < length ? 1 : 0;
                sources[t * batch + row] = Math.clamp(t, 0, Math.max(length - 1, 0)) * batch + row;
            }
        }
        Tensor repeated = xs.values()
                .stopGradient()
                .reshape(time * batch, xs.features())
                .gather(Ids.of(Shape.of(time, batch), sources));
        Tensor zero = Tensor.scalar(0);
        Tensor stand = Tensor.select(Tensor.of(Shape.of(1, batch, 1), used), repeated, zero);
        return Tensor.select(Tensor.of(Shape.of(time, batch, 1), real), xs.values(), stand);
    }
}
