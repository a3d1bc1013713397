package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rnn4j.tensor.Chance;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomMasks.Values;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.TrainingPass;

/** A trainer's steps are training passes, each with its own address; what else it does is not. */
class TrainingPassTest {

    private static final Values HALF = Values.dropout(Chance.of("test", 0.5));

    private final Parameters parameters = Parameters.seeded(1);
    private final Tensor w = parameters.create("w", Shape.of(8), Init.ones());
    private final List<Tensor> masks = new ArrayList<>();

    /** A batch is the numbers of its samples. */
    private Tensor loss(long[] batch) {
        Tensor mask = TrainingPass.current()
                .orElseThrow()
                .masks("test", "", batch.length)
                .once(8, HALF);
        masks.add(mask);
        return w.mul(mask).square().sum();
    }

    private Trainer<long[]> trainer(long seed) {
        return Trainer.of(parameters, this::loss)
                .samples(long[]::clone)
                .seed(seed)
                .validateEvery(1, () -> {
                    assertThat(TrainingPass.current()).isEmpty();
                    return Map.of();
                })
                .build();
    }

    @Test
    void eachStepDrawsAnewAndTheSameAgain() {
        List<long[]> batches = List.of(new long[] {4, 7}, new long[] {4, 7}, new long[] {7, 4});
        Snapshot begin;
        Snapshot middle;
        try (Trainer<long[]> trainer = trainer(5)) {
            begin = trainer.snapshot();
            trainer.train(batches, Until.steps(2));
            middle = trainer.snapshot();
            trainer.train(batches.subList(2, 3), Until.steps(3));
        }
        assertThat(masks.get(0).sameBits(masks.get(1))).isFalse();
        assertThat(masks.get(0).index(1, 0).sameBits(masks.get(0).index(1, 1))).isFalse();

        // the snapshot brings its seed along
        try (Trainer<long[]> trainer = trainer(6)) {
            trainer.restore(middle);
            assertThat(trainer.seed()).isEqualTo(5);
            trainer.train(List.of(new long[] {4, 7}), Until.steps(3));
        }
        assertThat(masks.get(3).index(1, 0).sameBits(masks.get(2).index(1, 1))).isTrue();
        assertThat(masks.get(3).index(1, 1).sameBits(masks.get(2).index(1, 0))).isTrue();
        try (Trainer<long[]> trainer = trainer(6)) {
            Map<String, Object> old = new HashMap<>(begin.values());
            old.remove("trainer.seed");
            trainer.restore(new Snapshot(begin.tensors(), old));
            assertThat(trainer.seed()).isEqualTo(6);
            trainer.train(batches, Until.steps(1));
        }
        assertThat(masks.get(4).sameBits(masks.get(0))).isFalse();
    }
}
