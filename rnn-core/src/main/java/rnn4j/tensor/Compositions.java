package rnn4j.tensor;

import java.util.ArrayList;
import java.util.List;

/** What takes several operations and a check of its own; the derivatives are theirs. */
final class Compositions {

    private Compositions() {}

    /** As {@link Tensor#blockDiagonal} has it. */
    static Tensor blockDiagonal(Tensor x, Tensor blocks) {
        Shape of = blocks.shape();
        boolean fits = x.shape().rank() > 1
                && of.rank() == 3
                && of.size(0) > 0
                && x.shape().size(-1) == (long) of.size(0) * of.size(1);
        if (!fits) {
            throw new ShapeException(
                    "blockDiagonal",
                    x.shape() + " by blocks " + of + "; use […, groups · a] and [groups, a, b], one group or more");
        }
        int a = of.size(1);
        List<Tensor> products = new ArrayList<>();
        for (int group = 0; group < of.size(0); group++) {
            products.add(x.slice(-1, group * a, (group + 1) * a).matmul(blocks.index(0, group)));
        }
        return Tensor.concat(-1, products);
    }

    /** As {@link Tensor#causalConv1d} has it. */
    static Tensor causalConv1d(Tensor x, Tensor weights, int dilation) {
        Shape of = weights.shape();
        boolean fits = x.shape().rank() == 3
                && of.rank() == 2
                && x.shape().size(2) > 0
                && of.size(0) > 0
                && of.size(0) % x.shape().size(2) == 0;
        if (!fits || dilation < 1) {
            throw new ShapeException(
                    "causalConv1d",
                    x.shape() + " by weights " + of + " with dilation " + dilation
                            + "; use [time, batch, features] and [kernel · features, out], dilation from 1");
        }
        int time = x.shape().size(0);
        List<Tensor> taps = new ArrayList<>();
        for (int tap = of.size(0) / x.shape().size(2) - 1; tap >= 0; tap--) {
            taps.add(later(x, (int) Math.min(time, (long) tap * dilation)));
        }
        return Tensor.concat(2, taps).matmul(weights);
    }

    /** Returns the first axis moved towards its end, with zeros in front. */
    private static Tensor later(Tensor x, int steps) {
        Tensor kept = x.slice(0, 0, x.shape().size(0) - steps);
        return steps == 0 ? kept : Tensor.apply(new LayoutOp.Pad(0, steps, 0), kept);
    }
}
