package rnn4j.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import rnn4j.bench.peers.TorchAgreement.Compared;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.BinaryCrossEntropy;
import rnn4j.train.loss.CrossEntropy;
import rnn4j.train.loss.Ctc;
import rnn4j.train.loss.Huber;
import rnn4j.train.loss.MeanAbsolute;
import rnn4j.train.loss.MeanSquare;
import rnn4j.train.loss.Reduction;

/** Losses and their gradients, here and there. */
final class TorchLosses {
    private static final int STEPS = 24;
    private static final int FEATURES = 5;
    private static final long MEAN = 1;
    private static final long SUM = 2;
    private static final long NOTHING_IGNORED = -100;
    private static final Reduction OVER_STEPS = Reduction.MEAN_OVER_STEPS;

    private static final float[] PREDICTED = TorchAgreement.normal(STEPS * FEATURES, 1);
    private static final float[] TARGETS = TorchAgreement.normal(STEPS * FEATURES, 2);
    private static final float[] SHARES = shares();
    private static final int[] LABELS = labels();
    private static final double[] WEIGHTS = {0.5, 2, 1, 0.25, 3};

    private TorchLosses() {}

    static List<Compared> all() {
        Tensor y = Tensor.of(Shape.of(STEPS, 1, FEATURES), TARGETS);
        Tensor shares = Tensor.of(Shape.of(STEPS, 1, FEATURES), SHARES);
        Ids labels = Ids.of(Shape.of(STEPS, 1), LABELS);
        CrossEntropy plain = new CrossEntropy(OVER_STEPS);
        List<List<Integer>> strings = List.of(List.of(1, 2, 2, 4, 3, 1));
        return List.of(
                compared("mean square", p -> new MeanSquare(OVER_STEPS).of(p, y), p -> torch.mse_loss(p, of(TARGETS))),
                compared(
                        "mean absolute",
                        p -> new MeanAbsolute(OVER_STEPS).of(p, y),
                        p -> torch.l1_loss(p, of(TARGETS))),
                compared(
                        "Huber, delta 0.7",
                        p -> new Huber(OVER_STEPS, 0.7).of(p, y),
                        p -> torch.huber_loss(p, of(TARGETS), MEAN, 0.7)),
                compared(
                        "binary cross-entropy",
                        p -> new BinaryCrossEntropy(OVER_STEPS).of(p, shares),
                        p -> torch.binary_cross_entropy_with_logits(p, of(SHARES))),
                compared("cross-entropy", p -> plain.of(p, labels), p -> crossEntropy(p, new TensorOptional(), 0)),
                compared(
                        "cross-entropy, smoothed by 0.1",
                        p -> plain.smoothed(0.1).of(p, labels),
                        p -> crossEntropy(p, new TensorOptional(), 0.1)),
                compared(
                        "cross-entropy, weighted and smoothed by 0.1",
                        p -> plain.weighted(WEIGHTS).smoothed(0.1).of(p, labels),
                        p -> crossEntropy(p, weights(), 0.1)),
                compared(
                        "connectionist temporal classification",
                        p -> new Ctc(Reduction.SUM_OVER_STEPS, 0).of(p, strings),
                        TorchLosses::ctc));
    }

    private static Compared compared(
            String what,
            Function<Tensor, Tensor> ours,
            Function<org.bytedeco.pytorch.Tensor, org.bytedeco.pytorch.Tensor> theirs) {
        Tensor p = Tensor.of(Shape.of(STEPS, 1, FEATURES), PREDICTED);
        Differentiated own = Tape.differentiate(() -> ours.apply(p), p);
        List<Double> here = new ArrayList<>(TorchAgreement.list(own.value().value()));
        here.addAll(TorchAgreement.list(own.gradients().of(p).values()));
        org.bytedeco.pytorch.Tensor q = of(PREDICTED).set_requires_grad(true);
        org.bytedeco.pytorch.Tensor loss = theirs.apply(q);
        loss.backward();
        List<Double> there = new ArrayList<>(List.of(loss.item_double()));
        there.addAll(TorchAgreement.list(Torch.values(q.grad())));
        return new Compared("loss", what, here, there);
    }

    private static org.bytedeco.pytorch.Tensor of(float[] numbers) {
        return Torch.of(numbers, STEPS, FEATURES);
    }

    private static org.bytedeco.pytorch.Tensor crossEntropy(
            org.bytedeco.pytorch.Tensor logits, TensorOptional weights, double smoothing) {
        return torch.cross_entropy_loss(
                logits, Torch.of(longs(LABELS), STEPS), weights, MEAN, NOTHING_IGNORED, smoothing);
    }

    private static TensorOptional weights() {
        float[] numbers = new float[WEIGHTS.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) WEIGHTS[i];
        }
        return new TensorOptional(Torch.of(numbers, numbers.length));
    }

    private static org.bytedeco.pytorch.Tensor ctc(org.bytedeco.pytorch.Tensor logits) {
        org.bytedeco.pytorch.Tensor logs = torch.log_softmax(logits, 1).reshape(STEPS, 1, FEATURES);
        org.bytedeco.pytorch.Tensor labels = Torch.of(new long[] {1, 2, 2, 4, 3, 1}, 1, 6);
        return torch.ctc_loss(logs, labels, new long[] {STEPS}, new long[] {6}, 0, SUM, false);
    }

    private static long[] longs(int[] numbers) {
        long[] longs = new long[numbers.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = numbers[i];
        }
        return longs;
    }

    private static float[] shares() {
        float[] shares = TorchAgreement.normal(STEPS * FEATURES, 3);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (1 / (1 + StrictMath.exp(-shares[i])));
        }
        return shares;
    }

    private static int[] labels() {
        int[] labels = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            labels[i] = i * 3 % FEATURES;
        }
        return labels;
    }
}
