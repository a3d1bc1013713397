package rnn4j.tensor;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gradients that have reached the results of a {@link FusedPass}, and where those of its inputs go. */
public final class FusedGradients {

    private final FusedOp op;
    private final List<Tensor> inputs;
    private final @Nullable Tensor[] ofResults;
    private final Set<Tensor> wanted;
    private final IdentityHashMap<Tensor, Tensor> adjoints;

    FusedGradients(FusedOp op, List<Tensor> inputs, Set<Tensor> wanted, IdentityHashMap<Tensor, Tensor> adjoints) {
        this.op = op;
        this.inputs = inputs;
        this.ofResults = new Tensor[op.results()];
        this.wanted = wanted;
        this.adjoints = adjoints;
    }

    /** Returns whether a gradient reaches a result, counted from 0. */
    public boolean reached(int result) {
        return ofResults[result] != null;
    }

    /**
     * Returns the gradient with respect to a result, of its shape.
     *
     * @throws IllegalStateException when none reaches it
     */
    public Tensor of(int result) {
        Tensor gradient = ofResults[result];
        if (gradient == null) {
            throw new IllegalStateException("fused: no gradient reaches result " + result + "; ask reached() first");
        }
        return gradient;
    }

    /** Returns whether the gradient with respect to an input, counted from 0, is asked for. */
    public boolean wanted(int input) {
        return wanted.contains(inputs.get(input));
    }

    /** Passes on the gradient with respect to an input, of its shape; nothing is done where none is wanted. */
    public void pass(int input, Tensor gradient) {
        if (wanted(input)) {
            adjoints.merge(inputs.get(input), gradient, Tensor::add);
        }
    }

    void reach(int result, Tensor gradient) {
        ofResults[result] = gradient;
    }

    /** Has the pass compute the gradients of its inputs; those of its results are complete. */
    void run() {
        op.pass().gradients(this);
    }
}
