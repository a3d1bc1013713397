package rnn4j.tensor;

import com.google.common.collect.ImmutableMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** The gradients of one loss: a value that is returned, with nothing to zero and nothing to detach. */
public final class Gradients {

    private final IdentityHashMap<Tensor, Tensor> byTensor;
    private final Map<String, Tensor> parameters;

    /**
     * Keeps what a backward pass found.
     *
     * @param byTensor the gradient of each tensor the loss depends on, by identity
     */
    Gradients(IdentityHashMap<Tensor, Tensor> byTensor, Map<String, Tensor> parameters) {
        this.byTensor = byTensor;
        this.parameters = ImmutableMap.copyOf(parameters);
    }

    /** Returns the gradient with respect to a tensor that was asked for or a parameter; zeros if the loss does not depend on it. */
    public Tensor of(Tensor wrt) {
        Tensor gradient = byTensor.get(wrt);
        return gradient == null ? Tensor.zeros(wrt.shape()) : gradient;
    }

    /** Returns the gradient of every parameter that the loss depends on, by full name, in the order of its creation. */
    public Map<String, Tensor> parameters() {
        return parameters;
    }
}
