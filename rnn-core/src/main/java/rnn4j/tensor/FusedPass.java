package rnn4j.tensor;

import java.util.List;
import java.util.Optional;

/** Many operations that ran as one, and know the gradient of what they computed. */
@FunctionalInterface
public interface FusedPass {

    /**
     * Returns the gradient with respect to each input, of its shape; empty where there is none or none is wanted.
     *
     * @param gradients with respect to each result, of its shape; empty where none reaches it
     * @param wanted whether the gradient with respect to an input is asked for
     */
    List<Optional<Tensor>> gradients(List<Optional<Tensor>> gradients, boolean[] wanted);
}
