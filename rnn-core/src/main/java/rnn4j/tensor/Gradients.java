package rnn4j.tensor;

import com.google.common.collect.ImmutableMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** The gradients of one loss: a value that is returned, with nothing to zero and nothing to detach. */
public final class Gradients {

    private final IdentityHashMap<Tensor, Tensor> byTensor;
    private final Set<Tensor> asked;
    private final Map<String, Tensor> parameters;

    /**
     * Keeps what a backward pass found.
     *
     * @param byTensor the gradient of each tensor the loss depends on, by identity
     * @param asked what was asked for beside the parameters, by identity
     */
    Gradients(IdentityHashMap<Tensor, Tensor> byTensor, Set<Tensor> asked, Map<String, Tensor> parameters) {
        this.byTensor = byTensor;
        this.asked = asked;
        this.parameters = ImmutableMap.copyOf(parameters);
    }

    /**
     * Returns the gradient with respect to a tensor that was asked for or a parameter; zeros if the loss does not depend on
     * it.
     *
     * @throws IllegalArgumentException when the tensor was not asked for, so that its gradient is not known
     */
    public Tensor of(Tensor wrt) {
        Tensor gradient = byTensor.get(wrt);
        if (gradient != null) {
            return gradient;
        }
        Parameter parameter = wrt.parameter();
        if (!asked.contains(wrt) && (parameter == null || !parameter.trainable())) {
            throw new IllegalArgumentException("gradients: this tensor " + wrt.shape()
                    + " was not asked for; name it in differentiate(loss, …)" + Place.suffix());
        }
        return Tensor.zeros(wrt.shape());
    }

    /** Returns whether any gradient reached a tensor; else {@link #of} gives zeros. */
    public boolean reached(Tensor wrt) {
        return byTensor.containsKey(wrt);
    }

    /** Returns the gradient of every parameter that the loss depends on, by full name, in the order of its creation. */
    public Map<String, Tensor> parameters() {
        return parameters;
    }
}
