package rnn4j.bench.grid;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import rnn4j.bench.contest.Work;
import rnn4j.optim.Adam;
import rnn4j.optim.Optimizer;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;
import rnn4j.tensor.Workspace;

/** A training step: forward, loss, backward, Adam; its arrays are used again, as a trainer does. */
public final class OwnTraining implements Work {
    private final Threads threads;
    private final Parameters parameters;
    private final Supplier<Tensor> loss;
    private final UnaryOperator<Map<String, Tensor>> clipping;
    private final Workspace workspace = new Workspace();
    private final Optimizer optimizer = Optimizer.of(Adam.standard());
    private double last = Double.NaN;

    /**
     * Takes what belongs to a step.
     *
     * @param threads closed with this
     * @param parameters updated by each step
     * @param loss one element
     * @param clipping of the gradients, before the update
     */
    public OwnTraining(
            Threads threads,
            Parameters parameters,
            Supplier<Tensor> loss,
            UnaryOperator<Map<String, Tensor>> clipping) {
        this.threads = threads;
        this.parameters = parameters;
        this.loss = loss;
        this.clipping = clipping;
    }

    @Override
    public void once() {
        last = threads.within(() -> workspace.pass(this::step));
    }

    private double step() {
        Differentiated step = Tape.differentiate(loss);
        optimizer.step(parameters, clipping.apply(step.gradients().parameters()), Entry.RATE);
        return step.value().value();
    }

    @Override
    public double figure() {
        return last;
    }

    @Override
    public void close() {
        threads.close();
    }
}
