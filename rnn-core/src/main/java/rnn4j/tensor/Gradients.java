package rnn4j.tensor;

import com.google.common.collect.ImmutableMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The gradients of one loss: a value that is returned, with nothing to zero and nothing to detach. */
public final class Gradients {

    private final Tensor[] tensors;
    private final Tensor[] gradients;
    private final Set<Tensor> asked;
    private final Map<String, Tensor> parameters;

    /**
     * Keeps what a backward pass found.
     *
     * @param found the gradient of each tensor the loss depends on, by identity; copied
     * @param asked what was asked for beside the parameters
     */
    Gradients(IdentityHashMap<Tensor, Tensor> found, Set<Tensor> asked, Map<String, Tensor> parameters) {
        tensors = found.keySet().toArray(Tensor[]::new);
        gradients = new Tensor[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            gradients[i] = Objects.requireNonNull(found.get(tensors[i]));
        }
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
        int place = place(wrt);
        if (place < tensors.length) {
            return gradients[place];
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
        return place(wrt) < tensors.length;
    }

    /** Looks through all, as it is seldom asked: who trains takes the gradients by the parameters' names. */
    @SuppressWarnings("ReferenceEquality") // the very tensor, not its numbers
    private int place(Tensor wrt) {
        int place = 0;
        while (place < tensors.length && tensors[place] != wrt) {
            place++;
        }
        return place;
    }

    /** Returns the gradient of every parameter that the loss depends on, by full name, in the order of its creation. */
    public Map<String, Tensor> parameters() {
        return parameters;
    }
}
