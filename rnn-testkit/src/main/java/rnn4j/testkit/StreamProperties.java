package rnn4j.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.Driver;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StreamSession;
import rnn4j.cell.Unrolled;
import rnn4j.cell.plan.Plans;
import rnn4j.tensor.Tensor;

/** A cell that is fed one step at a time, as a service does, is the cell over the whole sequence. */
final class StreamProperties {

    private static final int TIME = 5;
    private static final int ROUND = 100;

    /** Nanoseconds until loops are compiled and their stand-ins, which need room, are gone. */
    private static final long PATIENCE = 8_000_000_000L;

    /** Bytes of a step that count as none: C2 leaves a vector in its box now and then, and two of the widest are these. */
    private static final long BOXES = 160;

    private StreamProperties() {}

    static List<Property> all(boolean withoutAllocation) {
        String cure = "pass everything on from step to step as a state";
        return List.of(
                new Property(
                        "fed step by step is the sequence",
                        "a service would give other answers than training saw; " + cure,
                        StreamProperties::fed),
                new Property(
                        "a stream set back to a state goes on from there",
                        "a service could not be moved or repeated; " + cure,
                        StreamProperties::restored),
                new Property(
                        "two streams of one cell do not meet",
                        "one user's numbers would reach another's; " + cure,
                        StreamProperties::apart),
                new Property(
                        "a stream of rows is streams of a row",
                        "an answer would depend on who else asks; let no operation go across the rows",
                        StreamProperties::rows),
                new Property(
                        "a step of a stream allocates nothing, once warm",
                        "a service would stop for the garbage collector; use operations that go along the last"
                                + " axis, which a plan runs in its own room",
                        trial -> trial.small() && trial.batch() == 1,
                        trial -> {
                            Assumptions.assumeTrue(withoutAllocation, "the cell says that its operations make tensors");
                            allocation(trial);
                        }));
    }

    private static Tensor step(StreamSession session, Tensor x, int t) {
        return session.step(x.index(0, t));
    }

    private static void fed(Trial trial) {
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", TIME);
        State from = subject.reached(trial.batch());
        StreamSession session = Plans.driver(subject.cell()).stream(trial.batch());
        session.restore(from);
        List<Tensor> outputs = new ArrayList<>();
        for (int t = 0; t < TIME; t++) {
            outputs.add(step(session, x, t));
        }
        Unrolled fed = new Unrolled(Sequence.full(Tensor.stack(0, outputs)), session.state());
        new Bits("fed step by step", "as a sequence").same(fed, subject.run(x, from));
    }

    private static void restored(Trial trial) {
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", TIME);
        Driver driver = Plans.driver(subject.cell());
        StreamSession first = driver.stream(trial.batch());
        step(first, x, 0);
        State kept = first.state();
        Tensor expected = step(first, x, 1);
        StreamSession second = driver.stream(trial.batch());
        step(second, x, 3);
        second.restore(kept);
        Bits bits = new Bits("in the stream itself", "in one that was set to its state");
        bits.same("output", expected, step(second, x, 1));
        bits.same(first.state(), second.state());
    }

    private static void apart(Trial trial) {
        Subject subject = trial.subject();
        Tensor x = subject.inputs("x", TIME);
        Tensor other = subject.inputs("other", TIME);
        Driver driver = Plans.driver(subject.cell());
        StreamSession alone = driver.stream(trial.batch());
        StreamSession one = driver.stream(trial.batch());
        StreamSession two = driver.stream(trial.batch());
        for (int t = 0; t < TIME; t++) {
            step(two, other, t);
            new Bits("alone", "beside another stream").same("output", step(alone, x, t), step(one, x, t));
        }
    }

    private static void rows(Trial trial) {
        Subject subject = trial.subject();
        int rows = trial.batch() + 1;
        Tensor x = subject.inputs("x", TIME, rows);
        Driver driver = Plans.driver(subject.cell());
        StreamSession together = driver.stream(rows);
        List<StreamSession> alone = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            alone.add(driver.stream(1));
        }
        for (int t = 0; t < TIME; t++) {
            Tensor outputs = step(together, x, t);
            for (int row = 0; row < rows; row++) {
                new Bits("among " + rows + " rows", "alone")
                        .same(
                                "output of row " + row,
                                outputs.slice(0, row, row + 1),
                                alone.get(row).step(x.index(0, t).slice(0, row, row + 1)));
            }
        }
    }

    /** One round without tensors is enough: what makes them does so in each. */
    private static void allocation(Trial trial) {
        Subject subject = trial.subject();
        Driver driver = Plans.driver(subject.cell());
        Assumptions.assumeTrue(
                driver.cost(1, 1).isPresent(), "the cell runs step by step, where each operation makes its tensor");
        Assumptions.assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count allocated bytes");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        StreamSession session = driver.stream(trial.batch());
        float[] x = subject.inputs("x", 1).values();
        float[] y = new float[trial.batch() * subject.cell().shape().output()];
        long least = Long.MAX_VALUE;
        long began = System.nanoTime();
        while (least > BOXES * ROUND && System.nanoTime() - began < PATIENCE) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < ROUND; step++) {
                session.step(x, y);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        if (least > BOXES * ROUND) {
            throw new AssertionError("each step allocates " + least / (double) ROUND + " bytes, after "
                    + PATIENCE / 1_000_000_000 + " seconds of steps");
        }
    }
}
