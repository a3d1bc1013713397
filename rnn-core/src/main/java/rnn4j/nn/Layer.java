package rnn4j.nn;

/**
 * A function from what comes in to what goes out; a lambda is a layer.
 *
 * {@snippet :
 * Layer<Ids, Tensor> model = embedding.then(Sequence::full).then(recurrent).then(Readout::all).then(dense);
 * }
 *
 * @param <I> what comes in
 * @param <O> what goes out
 */
@FunctionalInterface
public interface Layer<I, O> {

    /** Returns what the layer makes of its input. */
    O apply(I in);

    /** Returns this layer followed by another. */
    default <P> Layer<I, P> then(Layer<? super O, ? extends P> next) {
        return in -> next.apply(apply(in));
    }
}
