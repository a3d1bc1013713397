package rnn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.StreamSession;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;

/** Faults C01 to C03, C07 and C08 of what serves: many threads, one model. */
@Timeout(60)
class ConcurrencyTest {

    private static final int THREADS = 8;
    private static final int STEPS = 200;

    /** h' = tanh(x w + h u), or with a step that reads values, so that no plan runs it. */
    private static final class Plain implements Cell {
        private final CellShape shape = CellShape.of(3, 16).state("h", 16);
        private final Tensor w;
        private final Tensor u;
        private final boolean reads;

        Plain(Parameters parameters, boolean reads) {
            w = parameters.create("w", Shape.of(3, 16), Init.glorot());
            u = parameters.create("u", Shape.of(16, 16), Init.orthogonal());
            this.reads = reads;
        }

        @Override
        public CellShape shape() {
            return shape;
        }

        @Override
        public Step step(Tensor x, State state) {
            Tensor sum = x.matmul(w).add(state.get("h").matmul(u));
            Tensor h = reads && Float.isNaN(sum.values()[0]) ? sum : sum.tanh();
            return Step.of(h, State.of("h", h));
        }
    }

    private static Tensor inputs(int user) {
        return Init.uniform(-1, 1).draw(Shape.of(STEPS, 1, 3), RandomSource.of(user, "x"));
    }

    private static List<float[]> served(Recurrent layer, int user) {
        StreamSession session = layer.stream(1);
        Tensor x = inputs(user);
        List<float[]> answers = new ArrayList<>();
        for (int t = 0; t < STEPS; t++) {
            float[] y = new float[16];
            session.step(x.index(0, t).values(), y);
            answers.add(y);
        }
        return answers;
    }

    /** Fault C01. */
    @Test
    void manyThreadsWithASessionEachAnswerAsOne() throws Exception {
        Recurrent layer = frozen(created());
        List<List<float[]>> alone = IntStream.range(0, THREADS)
                .mapToObj(user -> served(layer, user))
                .toList();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<List<float[]>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int user = 0; user < THREADS; user++) {
                int own = user;
                running.add(threads.submit(() -> {
                    start.await();
                    return served(layer, own);
                }));
            }
            for (int user = 0; user < THREADS; user++) {
                assertThat(running.get(user).get()).containsExactlyElementsOf(alone.get(user));
            }
        }
    }

    /** Fault C02, of a session that no plan runs. */
    @Test
    void aSessionWithoutAPlanRefusesASecondThread() {
        StreamSession session = new Recurrent(new Plain(Parameters.seeded(1), true)).stream(1);
        session.step(Tensor.zeros(Shape.of(1, 3)));

        assertThatThrownBy(() -> CompletableFuture.runAsync(() -> session.step(Tensor.zeros(Shape.of(1, 3))))
                        .join())
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to the thread");
    }

    /** Fault C03: a service swaps models under load; each answer is of the old weights or of the new ones as a whole. */
    @Test
    void anAnswerIsOfOneModelAlone() throws Exception {
        Parameters training = Parameters.seeded(1);
        Plain trained = new Plain(training, false);
        Sequence xs = Sequence.full(inputs(7));
        AtomicReference<Recurrent> served = new AtomicReference<>(frozen(training));
        Set<String> legal = Collections.synchronizedSet(new HashSet<>());
        legal.add(answer(frozen(training), xs));
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Set<String>>> users = new ArrayList<>();
            for (int user = 0; user < 2; user++) {
                users.add(threads.submit(() -> {
                    Set<String> answers = new HashSet<>();
                    while (!over.get()) {
                        answers.add(answer(served.get(), xs));
                    }
                    return answers;
                }));
            }
            for (int swap = 0; swap < 20; swap++) {
                training.update(Map.of(
                        "w", training.named().getOrDefault("w", trained.w).add(0.01f)));
                Recurrent next = frozen(training);
                legal.add(answer(next, xs));
                served.set(next);
            }
            over.set(true);
            for (Future<Set<String>> user : users) {
                assertThat(legal).containsAll(user.get());
            }
        }
        assertThat(legal).hasSize(21);
    }

    private static Parameters created() {
        Parameters parameters = Parameters.seeded(1);
        Plain made = new Plain(parameters, false);
        assertThat(made.shape().input()).isEqualTo(3);
        return parameters;
    }

    private static Recurrent frozen(Parameters training) {
        return new Recurrent(new Plain(training.freeze(), false));
    }

    private static String answer(Recurrent layer, Sequence xs) {
        return Arrays.toString(layer.apply(xs).values().index(0, STEPS - 1).values());
    }

    /** Fault C07: callers on virtual threads, more than there are carriers, that share one set of workers. */
    @Test
    void virtualThreadsMayShareWorkers() throws Exception {
        Recurrent layer = new Recurrent(new Plain(Parameters.seeded(1), false));
        Sequence xs = Sequence.full(Init.uniform(-1, 1).draw(Shape.of(5, 64, 3), RandomSource.of(1, "x")));
        Tensor alone = gradient(layer, xs);
        try (Threads two = Threads.of(2);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Tensor>> running = new ArrayList<>();
            for (int caller = 0; caller < 64; caller++) {
                running.add(callers.submit(() -> two.within(() -> gradient(layer, xs))));
            }
            for (Future<Tensor> each : running) {
                assertThat(each.get().sameBits(alone)).isTrue();
            }
        }
    }

    private static Tensor gradient(Recurrent layer, Sequence xs) {
        return Tape.differentiate(() -> layer.apply(xs).values().square().sum())
                .gradients()
                .parameters()
                .getOrDefault("u", Tensor.scalar(0));
    }

    /** Fault C08 of what serves: sessions and workers come and go. */
    @Test
    void aThousandSessionsLeaveNoThread() {
        Recurrent layer = new Recurrent(new Plain(Parameters.seeded(1), false));
        int before = Thread.getAllStackTraces().size();
        for (int n = 0; n < 1000; n++) {
            try (Threads two = Threads.of(2)) {
                assertThat(two.within(() -> layer.stream(1).step(Tensor.zeros(Shape.of(1, 3))))
                                .finite())
                        .isTrue();
            }
        }
        assertThat(Thread.getAllStackTraces()).hasSizeLessThanOrEqualTo(before);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("rnn4j-worker"));
    }
}
