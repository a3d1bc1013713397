package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.nn.Dense;
import rnn4j.nn.Embedding;
import rnn4j.nn.Recurrent;
import rnn4j.optim.Adam;
import rnn4j.optim.Clipping;
import rnn4j.optim.Optimizer;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.train.loss.CrossEntropy;
import rnn4j.train.loss.Reduction;

/** A warm training step makes no new arrays: what it allocates does not grow with the model or the batch. */
@Timeout(300)
class StepAllocationTest {

    /** Objects of the tape alone, some 7 KB; the states of 16 steps with 32 rows have 64. */
    private static final long BOUND = 8 * 1024;

    private static final int TIME = 16;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Parameters parameters = Parameters.seeded(1);

    /** What is left is objects of the tape: some 150 bytes for each operation and each of its derivatives. */
    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void aWarmStepOfDenseLayersAllocatesNoArrays(int batch) {
        Embedding embedding = new Embedding(parameters.scope("embedding"), 50, 64);
        Dense hidden = new Dense(parameters.scope("hidden"), 64, 64);
        Dense out = new Dense(parameters.scope("out"), 64, 50);
        CrossEntropy loss = new CrossEntropy(Reduction.MEAN_OVER_STEPS);
        int[] symbols = new int[TIME * batch];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = i * 7 % 50;
        }
        Ids ids = Ids.of(Shape.of(TIME, batch), symbols);

        assertAllocatesLittle(
                ids, x -> loss.of(out.apply(hidden.apply(embedding.apply(x)).tanh()), x));
    }

    /** A run of a cell is one operation to the tape, however many steps it has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void aWarmStepOfARecurrentLayerAllocatesNoArrays(int batch) {
        Recurrent lstm = new Recurrent(CellRegistry.load().create("lstm", CellSpec.of(8, 32), parameters));
        float[] values = new float[TIME * batch * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 37 % 101 / 100f;
        }
        Sequence xs = Sequence.full(Tensor.of(Shape.of(TIME, batch, 8), values));

        assertAllocatesLittle(xs, x -> lstm.apply(x).values().square().mean());
    }

    /** Trains until a round of steps is within the bound: before C2 has compiled the kernels, their vectors are objects. */
    private <B> void assertAllocatesLittle(B batch, Objective<B> objective) {
        long least = Long.MAX_VALUE;
        try (Trainer<B> trainer = Trainer.<B>of(parameters, objective)
                .optimizer(Optimizer.of(Adam.standard()))
                .clipping(Clipping.globalNorm(0.1))
                .build()) {
            long began = System.nanoTime();
            for (int round = 1; least >= BOUND && System.nanoTime() - began < PATIENCE.toNanos(); round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                trainer.train(List.of(batch), Until.steps(round * 100L));
                least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 100);
            }
        }
        assertThat(least).isLessThan(BOUND);
    }
}
