package rnn4j.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A cell composed of libtorch's operations, as its users write what libtorch has no function for.
 *
 * @param parameters the trainable tensors
 * @param states how many states {@code [batch, hidden]} there are; the first one is the output
 * @param step the next states of {@code x [batch, input]} and the states
 */
record ComposedCell(List<Tensor> parameters, int states, BiFunction<Tensor, List<Tensor>, List<Tensor>> step) {

    /**
     * Runs over whole sequences from states of zeros.
     *
     * @param xs {@code [time, batch, input]}
     * @return {@code [time, batch, hidden]}
     */
    Tensor run(Tensor xs, int hidden) {
        List<Tensor> state = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            state.add(torch.zeros(xs.size(1), hidden));
        }
        List<Tensor> outputs = new ArrayList<>();
        TensorVector steps = xs.unbind();
        for (long t = 0; t < steps.size(); t++) {
            state = step.apply(steps.get(t), state);
            outputs.add(state.getFirst());
        }
        return torch.stack(new TensorVector(outputs.toArray(Tensor[]::new)));
    }
}
