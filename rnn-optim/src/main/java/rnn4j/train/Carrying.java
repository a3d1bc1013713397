package rnn4j.train;

import java.util.Map;
import java.util.function.Consumer;
import rnn4j.tensor.Tensor;

/** Walks through what a state is made of: tensors, and maps and lists of them, such as the state of a cell. */
final class Carrying {

    private Carrying() {}

    /** Calls for each tensor; returns false when there is something whose tensors can't be found. */
    static boolean each(Object state, Consumer<Tensor> call) {
        return switch (state) {
            case Tensor tensor -> {
                call.accept(tensor);
                yield true;
            }
            case Map<?, ?> map -> each(map.values(), call);
            case Iterable<?> several -> {
                boolean all = true;
                for (Object one : several) {
                    all &= one != null && each(one, call);
                }
                yield all;
            }
            default -> false;
        };
    }
}
