package rnn4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import rnn4j.cell.Cell;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;
import rnn4j.tensor.TrainingPass;

/** Cells that remember, draw, or ask where they are: their step is no function. */
final class FaultyMemories {

    private FaultyMemories() {}

    static Stream<Fault> all() {
        return Stream.of(
                Fault.of(
                        "calls counted in a field",
                        Counter::new,
                        "two equal calls give the same bits",
                        "at a later one"),
                Fault.of(
                        "a random number in the step",
                        FaultyMemories::dropout,
                        "two equal calls give the same bits",
                        "at the first call"),
                Fault.of(
                        "a clock in the step",
                        FaultyMemories::clock,
                        "two equal calls give the same bits",
                        "at a later one"),
                Fault.of(
                        "the input of the call before kept",
                        FaultyMemories::memory,
                        "the order of calls does not matter",
                        "in one order of calls"),
                Fault.of(
                        "a state kept from an earlier batch",
                        FaultyMemories::keptState,
                        "a reset is a fresh start",
                        "after a reset before step"),
                Fault.of(
                        "a reset one step late",
                        FaultyMemories::lateReset,
                        "a reset is a fresh start",
                        "from a fresh start"),
                Fault.of(
                        "a counter for each thread",
                        FaultyMemories::threadLocal,
                        "every thread sees the same cell",
                        "by another"),
                Fault.of(
                        "a field as scratch room",
                        Scratch::new,
                        "calls of two threads at once do not meet",
                        "while another thread ran"),
                Fault.of(
                        "another step on a tape",
                        FaultyMemories::onTape,
                        "a recorded step gives the same bits",
                        "on a tape"),
                Fault.of(
                        "dropout by the pass of a training",
                        FaultyMemories::ownDropout,
                        "a step in training gives the same bits",
                        "of a training"),
                Fault.of(
                        "another step when traced",
                        FaultyMemories::whenTraced,
                        "the graph gives the bits of the step",
                        "of the graph"),
                Fault.of(
                        "another plan when traced",
                        FaultyMemories::whenTraced,
                        "gradients by a plan are those of the steps",
                        "away from that of the steps"),
                Fault.of("a field made at the first call", Lazy::new, "every field is final", "Lazy.scale"),
                Fault.of(
                        "a log of calls in a list",
                        Logging::new,
                        "what the fields hold does not change",
                        "Logging.shapes held [] before"),
                Fault.of(
                        "a static counter",
                        StaticCounter::new,
                        "what the fields hold does not change",
                        "static StaticCounter.CALLS held"),
                Fault.of(
                        "transposed weights kept from the first call",
                        KeptTranspose::new,
                        "trained weights are used at once",
                        "by a new cell with the trained weights"),
                Fault.of(
                                "calls counted, at a size that threads share",
                                Counter::new,
                                "one thread and two give the same gradients",
                                "by two")
                        .at(CellSpec.of(1, 33)));
    }

    private static final class Counter extends ToyCell {
        private int calls;

        Counter(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor after(Tensor h) {
            calls++;
            return h.mul(1f / calls);
        }
    }

    private static Cell dropout(CellSpec spec, Parameters parameters) {
        SplittableRandom random = new SplittableRandom(1);
        return ToyCell.after(spec, parameters, h -> h.mul((float) random.nextDouble()));
    }

    private static Cell clock(CellSpec spec, Parameters parameters) {
        return ToyCell.after(spec, parameters, h -> h.mul(1 + System.nanoTime() % 1000 * 1e-3f));
    }

    private static Cell memory(CellSpec spec, Parameters parameters) {
        List<Tensor> seen = new ArrayList<>();
        return ToyCell.before(spec, parameters, own -> {
            boolean fits = !seen.isEmpty() && seen.getLast().shape().equals(own.shape());
            Tensor sum = fits ? own.add(seen.getLast()) : own;
            seen.add(own);
            return sum;
        });
    }

    private static Cell keptState(CellSpec spec, Parameters parameters) {
        List<Tensor> last = new ArrayList<>();
        return new ToyCell(spec, parameters) {
            @Override
            public Step step(Tensor x, State state) {
                boolean fits = !last.isEmpty()
                        && last.getLast().shape().equals(state.get("h").shape());
                Step step = super.step(x, fits ? State.of("h", last.getLast()) : state);
                last.add(step.state().get("h"));
                return step;
            }
        };
    }

    private static Cell lateReset(CellSpec spec, Parameters parameters) {
        List<Tensor> given = new ArrayList<>();
        return new ToyCell(spec, parameters) {
            @Override
            public Step step(Tensor x, State state) {
                Tensor now = state.get("h");
                boolean fits = !given.isEmpty() && given.getLast().shape().equals(now.shape());
                Tensor before = fits ? given.getLast() : now;
                given.add(now);
                return super.step(x, State.of("h", before));
            }
        };
    }

    private static Cell threadLocal(CellSpec spec, Parameters parameters) {
        ThreadLocal<Integer> calls = ThreadLocal.withInitial(() -> 0);
        Thread first = Thread.currentThread();
        return ToyCell.after(spec, parameters, h -> {
            calls.set(calls.get() + 1);
            return Thread.currentThread().equals(first) ? h : h.mul(0.5f);
        });
    }

    /** Keeps its input in a field while it waits for something, as a pool of room or a lock. */
    private static final class Scratch extends ToyCell {
        private Tensor room = Tensor.scalar(0);

        Scratch(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            room = x;
            LockSupport.parkNanos(50_000);
            return super.before(room, h);
        }
    }

    private static Cell onTape(CellSpec spec, Parameters parameters) {
        return ToyCell.after(spec, parameters, h -> Tape.recording() ? h : h.mul(0.5f));
    }

    private static Cell ownDropout(CellSpec spec, Parameters parameters) {
        return ToyCell.after(spec, parameters, h -> TrainingPass.current().isPresent() ? h.mul(0.5f) : h);
    }

    private static Cell whenTraced(CellSpec spec, Parameters parameters) {
        return ToyCell.after(spec, parameters, h -> Trace.tracing() ? h.mul(0.5f) : h);
    }

    private static final class Lazy extends ToyCell {
        private float scale;

        Lazy(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor after(Tensor h) {
            scale = 0.5f;
            return h.mul(scale);
        }
    }

    private static final class Logging extends ToyCell {
        private final List<Shape> shapes = new ArrayList<>();

        Logging(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor after(Tensor h) {
            shapes.add(h.shape());
            return h;
        }
    }

    private static final class StaticCounter extends ToyCell {
        private static final int[] CALLS = new int[1];

        StaticCounter(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor after(Tensor h) {
            Arrays.setAll(CALLS, place -> CALLS[place] + 1);
            return h;
        }
    }

    /** Turns its weights at the first call, and never sees them trained after that. */
    private static final class KeptTranspose extends ToyCell {
        private final List<Tensor> turned = new ArrayList<>();

        KeptTranspose(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            if (turned.isEmpty() && !Trace.tracing()) {
                turned.add(wh.copy().transpose());
            }
            return x.matmul(wx)
                    .add(h.matmul(turned.isEmpty() ? wh.transpose() : turned.getFirst()))
                    .add(b);
        }
    }

    /** Returns a provider whose cells all take a scale from one counter. */
    static Fault sharing() {
        AtomicInteger made = new AtomicInteger();
        return Fault.of(
                "one counter for all cells",
                (spec, parameters) -> {
                    made.incrementAndGet();
                    return ToyCell.after(spec, parameters, h -> h.mul(1f / made.get()));
                },
                "two cells share nothing",
                "another cell");
    }
}
