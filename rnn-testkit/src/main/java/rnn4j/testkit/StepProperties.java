package rnn4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;
import rnn4j.tensor.TrainingPass;

/** A step depends on the input, the state and the parameters, and on nothing else: no call before, no thread, no training. */
final class StepProperties {

    /** Operations in one product that are surely enough to be shared among threads. */
    private static final int SHARED = 2_000_000;

    private static final int MOST_ROWS = 2048;
    private static final int CALLS = 40;

    private StepProperties() {}

    static List<Property> all() {
        String tensors = "compute by tensor operations only";
        return List.of(
                new Property(
                        "two equal calls give the same bits",
                        "nothing could be repeated, cut or resumed; draw no random number, read no clock, count in a"
                                + " state and not in a field",
                        StepProperties::repeated),
                new Property(
                        "the order of calls does not matter",
                        "one user's numbers would reach another's; keep nothing of a call in a field, pass it on as a"
                                + " state",
                        StepProperties::reordered),
                new Property(
                        "every thread sees the same cell",
                        "a service would answer by which thread it runs on; keep nothing in a ThreadLocal",
                        StepProperties::otherThread),
                new Property(
                        "calls of two threads at once do not meet",
                        "two users would get each other's numbers; keep nothing of a call in a field, not even while it"
                                + " runs",
                        StepProperties::atOnce),
                new Property(
                        "one thread and two give the same bits",
                        "a result would depend on the machine; " + tensors,
                        trial -> threads(trial, (passage, x) -> passage.results(x, initial(passage, x)))),
                new Property(
                        "one thread and two give the same gradients",
                        "a training would depend on the machine; " + tensors,
                        trial -> threads(trial, (passage, x) -> passage.gradients(x, initial(passage, x)))),
                new Property(
                        "a recorded step gives the same bits",
                        "training would see other numbers than a service; do not ask whether a tape runs",
                        StepProperties::recorded),
                new Property(
                        "a step in training gives the same bits",
                        "what is random belongs to layers, which draw it by the sample's number; do not ask whether a"
                                + " training runs",
                        StepProperties::inTraining));
    }

    private static State initial(Passage passage, Tensor x) {
        return passage.subject().initial(x.shape().size(1));
    }

    private static void repeated(Trial trial) {
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", 1).index(0, 0);
        State state = subject.reached(trial.batch());
        Step first = subject.cell().step(x, state);
        Bits bits = new Bits("at the first call", "at a later one");
        for (int again = 0; again < 3; again++) {
            Step second = subject.cell().step(x, state);
            bits.same("output", first.output(), second.output());
            bits.same(first.state(), second.state());
        }
    }

    private static void reordered(Trial trial) {
        Subject subject = trial.subject();
        List<Supplier<Unrolled>> calls = new ArrayList<>();
        for (int batch : new int[] {trial.batch(), trial.batch() + 1, trial.batch()}) {
            String purpose = "call " + calls.size();
            Tensor x = subject.inputs(purpose, 2, batch);
            State from = calls.size() == 1 ? subject.initial(batch) : subject.reached(batch);
            calls.add(() -> subject.run(x, from));
        }
        List<Unrolled> inOrder = calls.stream().map(Supplier::get).toList();
        List<Unrolled> turned = calls.reversed().stream().map(Supplier::get).toList();
        Bits bits = new Bits("in one order of calls", "in the other");
        for (int call = 0; call < inOrder.size(); call++) {
            bits.same(inOrder.get(call), turned.reversed().get(call));
        }
    }

    private static void otherThread(Trial trial) {
        Subject subject = trial.subject();
        Unrolled here = subject.results();
        new Bits("by the thread that made the cell", "by another").same(here, elsewhere(subject::results));
    }

    private static void atOnce(Trial trial) {
        Subject subject = trial.subject();
        Tensor one = subject.inputs("one", 2);
        Tensor other = subject.inputs("other", 2);
        State from = subject.initial(trial.batch());
        Unrolled alone = subject.run(one, from);
        CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> {
            for (int call = 0; call < CALLS; call++) {
                subject.run(other, from);
            }
        });
        do {
            new Bits("alone", "while another thread ran other inputs").same(alone, subject.run(one, from));
        } while (!busy.isDone());
        busy.join();
    }

    private static Unrolled elsewhere(Supplier<Unrolled> call) {
        try {
            return CompletableFuture.supplyAsync(
                            call, task -> Thread.ofPlatform().start(task))
                    .join();
        } catch (CompletionException e) {
            throw new AssertionError("in another thread it fails with " + e.getCause(), e);
        }
    }

    /** What is computed of a passage over inputs. */
    @FunctionalInterface
    private interface Computed {
        List<Tensor> of(Passage passage, Tensor x);
    }

    /** Rows enough that products are shared; where even many would not be, there is nothing to look at. */
    private static void threads(Trial trial, Computed computed) {
        int hidden = trial.spec().hidden();
        int rows = SHARED / (2 * hidden * hidden) + 1;
        Assumptions.assumeTrue(
                rows <= MOST_ROWS && trial.batch() == 1,
                "no cell of specs() is large enough to be shared among threads; add one of 32 units or more");
        Subject subject = trial.subject();
        Passage passage = Passage.over(subject, rows, 2);
        Tensor x = subject.inputs("x", 2, rows);
        List<Tensor> alone;
        List<Tensor> shared;
        try (Threads one = Threads.of(1);
                Threads two = Threads.of(2)) {
            alone = one.within(() -> computed.of(passage, x));
            shared = two.within(() -> computed.of(passage, x));
        }
        for (int i = 0; i < alone.size(); i++) {
            new Bits("by one thread", "by two")
                    .same("tensor " + i + " of " + rows + " rows", alone.get(i), shared.get(i));
        }
    }

    private static void recorded(Trial trial) {
        Subject subject = trial.subject();
        Unrolled plain = subject.results();
        Tape.differentiate(() -> {
            Unrolled recorded = subject.results();
            new Bits("outside of a tape", "on a tape").same(plain, recorded);
            return recorded.outputs().values().sum();
        });
    }

    private static void inTraining(Trial trial) {
        Subject subject = trial.subject();
        Unrolled plain = subject.results();
        for (long step : new long[] {0, 7}) {
            new Bits("outside of training", "in step " + step + " of a training")
                    .same(plain, TrainingPass.of(trial.seed(), step).within(subject::results));
        }
    }
}
