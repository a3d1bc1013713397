package rnn4j.bench.custom;

import java.util.Map;
import rnn4j.bench.contest.Work;
import rnn4j.cell.Sequence;
import rnn4j.nn.RecurrentLayer;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;
import rnn4j.tensor.Workspace;

/** A training step without an optimizer: weights are packed as after an update, but stay the same. */
final class ForwardBackward implements Work {
    private static final long SEED = 1;

    private final RecurrentLayer layer;
    private final Parameters parameters;
    private final Map<String, Tensor> weights;
    private final Sequence xs;
    private final Tensor slopes;
    private final Workspace workspace = new Workspace();
    private long step;
    private double last = Double.NaN;

    /**
     * Takes what belongs to a step.
     *
     * @param xs {@code [time, batch, input]}
     * @param slopes {@code [time, batch, hidden]} of the loss at the outputs
     */
    ForwardBackward(RecurrentLayer layer, Parameters parameters, Sequence xs, Tensor slopes) {
        this.layer = layer;
        this.parameters = parameters;
        this.xs = xs;
        this.slopes = slopes;
        weights = parameters.snapshot().tensors();
    }

    /** Each step draws other masks. */
    @Override
    public void once() {
        parameters.update(weights);
        TrainingPass pass = TrainingPass.of(SEED, step++);
        last = workspace.pass(() -> pass.within(this::loss));
    }

    private double loss() {
        Differentiated derived =
                Tape.differentiate(() -> layer.apply(xs).values().mul(slopes).sum());
        if (derived.gradients().parameters().size() != weights.size()) {
            throw new IllegalStateException(
                    "custom: gradients of " + derived.gradients().parameters().keySet() + " alone");
        }
        return derived.value().value();
    }

    @Override
    public double figure() {
        return last;
    }
}
