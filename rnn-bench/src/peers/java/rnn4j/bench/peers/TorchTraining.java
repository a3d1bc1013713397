package rnn4j.bench.peers;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rnn4j.bench.contest.Work;
import rnn4j.bench.grid.Entry;

/** A training step of libtorch: forward, loss, backward, Adam. */
final class TorchTraining implements Work {
    private final TensorVector parameters;
    private final Supplier<Tensor> loss;
    private final double clip;
    private final Adam adam;
    private double last = Double.NaN;

    /**
     * Takes what belongs to a step.
     *
     * @param loss one element
     * @param clip where the common norm of the gradients is cut; 0 for nowhere
     */
    TorchTraining(List<Tensor> parameters, Supplier<Tensor> loss, double clip) {
        this.parameters = new TensorVector(parameters.toArray(Tensor[]::new));
        this.loss = loss;
        this.clip = clip;
        adam = new Adam(this.parameters, new AdamOptions(Entry.RATE));
    }

    @Override
    public void once() {
        last = Torch.scoped(this::step);
    }

    private double step() {
        adam.zero_grad(true);
        Tensor value = loss.get();
        value.backward();
        if (clip > 0) {
            torch.clip_grad_norm_(parameters, clip);
        }
        adam.step();
        return value.item_double();
    }

    @Override
    public double figure() {
        return last;
    }
}
