package rnn4j.cell.plan;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.Cost;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.StreamSession;
import rnn4j.cell.Unrolled;
import rnn4j.cell.graph.StepGraph;
import rnn4j.cell.graph.UntraceableException;

/** Chooses how a cell is run. */
public final class Plans {

    private static final Logger LOG = System.getLogger(Plans.class.getName());

    private Plans() {}

    /**
     * Returns the driver for a cell: by a plan of its traced step, and where there is none, step by step; a warning then says
     * why, once for the driver. The choice is made at the first run; a step that changes between calls, or whose rows know of
     * each other, is refused then.
     */
    public static Driver driver(Cell cell) {
        return driver(cell, Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Returns the driver for a cell, as {@link #driver(Cell)} does.
     *
     * @param budget bytes that the values kept for the way back of one run may take; where all of them need more, states are
     *     kept at some steps only and the steps between are run again, with the same bits
     */
    public static Driver driver(Cell cell, long budget) {
        return new Chosen(cell, budget);
    }

    private static Driver choose(Cell cell, long budget) {
        try {
            StepGraph.trace(cell);
            PlanDriver driver = new PlanDriver(cell, Derivation.of(cell), budget);
            driver.planned(PlanDriver.Kind.INFERENCE);
            return driver;
        } catch (UntraceableException e) {
            if (e.reason() == UntraceableException.Reason.CHANGES_BETWEEN_CALLS
                    || e.reason() == UntraceableException.Reason.DEPENDS_ON_BATCH) {
                throw e;
            }
            return steps(cell, String.valueOf(e.getMessage()));
        } catch (UnplannableException e) {
            return steps(cell, String.valueOf(e.getMessage()));
        }
    }

    private static Driver steps(Cell cell, String why) {
        LOG.log(
                Level.WARNING,
                "{0} runs step by step, which is slow: {1}",
                cell.getClass().getName(),
                why);
        return new Unplanned(new StepDriver(cell), why);
    }

    /** Chooses at the first run, since most layers are made long before, and some never run. */
    private static final class Chosen implements Driver {
        private final Cell cell;
        private final CellShape shape;
        private final long budget;
        private volatile @Nullable Driver chosen;

        Chosen(Cell cell, long budget) {
            this.budget = budget;
            this.cell = cell;
            this.shape = cell.shape();
        }

        private Driver driver() {
            Driver driver = chosen;
            if (driver == null) {
                synchronized (this) {
                    driver = chosen;
                    if (driver == null) {
                        driver = choose(cell, budget);
                        chosen = driver;
                    }
                }
            }
            return driver;
        }

        @Override
        public CellShape shape() {
            return shape;
        }

        @Override
        public Unrolled run(Sequence xs, State initial, Direction direction, Resets resets) {
            return driver().run(xs, initial, direction, resets);
        }

        @Override
        public StreamSession stream(int batch) {
            return driver().stream(batch);
        }

        @Override
        public String explain() {
            return driver().explain();
        }

        @Override
        public String explain(int batch, int time) {
            return driver().explain(batch, time);
        }

        @Override
        public Optional<Cost> cost(int batch, int time) {
            return driver().cost(batch, time);
        }
    }

    /** The step-by-step driver, and why it runs. */
    private record Unplanned(StepDriver steps, String why) implements Driver {
        @Override
        public CellShape shape() {
            return steps.shape();
        }

        @Override
        public Unrolled run(Sequence xs, State initial, Direction direction, Resets resets) {
            return steps.run(xs, initial, direction, resets);
        }

        @Override
        public String explain() {
            return steps.explain() + "  because " + why + "\n";
        }
    }
}
