package rnn4j.nn;

import rnn4j.cell.Resets;
import rnn4j.tensor.RandomMasks;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;

/**
 * The masks of one run of a layer.
 *
 * @param place which layer it is
 * @param resets the first steps of new sequences within a row
 */
record Draw(TrainingPass pass, String place, int time, int batch, Resets resets) {

    /** Draws anew for each step: {@code [time, batch, n]}. */
    Tensor eachStep(String purpose, int n, RandomMasks.Values values) {
        return pass.masks(purpose, place, batch).eachStep(time, n, values);
    }

    /** Draws once for each sequence: {@code [1, batch, n]}, or {@code [time, batch, n]} where rows hold several. */
    Tensor eachSequence(String purpose, int n, RandomMasks.Values values) {
        RandomMasks masks = pass.masks(purpose, place, batch);
        if (resets.isNone()) {
            return masks.once(n, values);
        }
        int[] first = new int[time * batch];
        for (int t = 1; t < time; t++) {
            for (int row = 0; row < batch; row++) {
                first[t * batch + row] = resets.at(t, row) ? t : first[(t - 1) * batch + row];
            }
        }
        return masks.eachSequence(time, n, (t, row) -> first[t * batch + row], values);
    }

    /** Repeats a mask for all steps: {@code [1, batch, n]} to {@code [time, batch, n]}. */
    Tensor all(Tensor mask) {
        return mask.broadcast(Shape.of(time, batch, mask.shape().size(2)));
    }
}
