package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rnn4j.nn.Dense;
import rnn4j.nn.Embedding;
import rnn4j.optim.Adam;
import rnn4j.optim.Clipping;
import rnn4j.optim.Optimizer;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.train.loss.CrossEntropy;
import rnn4j.train.loss.Reduction;

/** A warm training step makes no new arrays: what it allocates does not grow with the model or the batch. */
@Timeout(300)
class StepAllocationTest {

    /** Objects of the tape, without arrays of numbers: one of those alone, of the states of all steps, has twice as much. */
    private static final long BOUND = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aWarmStepAllocatesNoArrays() {
        assertThat(bytes(32, 16, 64)).isLessThan(BOUND);
    }

    /** Trains until a round of steps is within the bound: before C2 has compiled the kernels, their vectors are objects. */
    private long bytes(int time, int batch, int width) {
        Parameters parameters = Parameters.seeded(1);
        Embedding embedding = new Embedding(parameters.scope("embedding"), 50, width);
        Dense hidden = new Dense(parameters.scope("hidden"), width, width);
        Dense out = new Dense(parameters.scope("out"), width, 50);
        CrossEntropy loss = new CrossEntropy(Reduction.MEAN_OVER_STEPS);
        int[] symbols = new int[time * batch];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = i * 7 % 50;
        }
        Ids ids = Ids.of(Shape.of(time, batch), symbols);
        long least = Long.MAX_VALUE;
        try (Trainer<Ids> trainer = Trainer.<Ids>of(
                        parameters,
                        x -> loss.of(out.apply(hidden.apply(embedding.apply(x)).tanh()), x))
                .optimizer(Optimizer.of(Adam.standard()))
                .clipping(Clipping.globalNorm(0.1))
                .build()) {
            long began = System.nanoTime();
            for (int round = 1; least >= BOUND && System.nanoTime() - began < PATIENCE.toNanos(); round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                trainer.train(List.of(ids), Until.steps(round * 100L));
                least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 100);
            }
        }
        return least;
    }
}
