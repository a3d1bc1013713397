package rnn4j.tensor;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One way to make a term of a derivative wrong. */
enum Mutation {
    /** The term is not there. */
    DROPPED {
        @Override
        Optional<Tensor> of(Tensor term) {
            return Optional.of(Tensor.zeros(term.shape()));
        }
    },
    /** The term is subtracted where it is added. */
    SIGN {
        @Override
        Optional<Tensor> of(Tensor term) {
            return Optional.of(term.neg());
        }
    },
    /** The term is too large by a part in ten thousand. */
    FACTOR {
        @Override
        Optional<Tensor> of(Tensor term) {
            return Optional.of(term.mul(1 + 1e-4f));
        }
    },
    /** Each place has the term of the next one, as where the step before is meant and this one is taken. */
    SHIFTED {
        @Override
        Optional<Tensor> of(Tensor term) {
            Shape shape = term.shape();
            return IntStream.range(0, shape.rank())
                    .filter(axis -> shape.size(axis) > 1)
                    .boxed()
                    .findFirst()
                    .map(axis -> Tensor.concat(
                            axis, List.of(term.slice(axis, 1, shape.size(axis)), term.slice(axis, 0, 1))));
        }
    };

    /** Returns the wrong term, of the same shape; none where there is nothing to do wrong. */
    abstract Optional<Tensor> of(Tensor term);
}
