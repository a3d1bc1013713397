package rnn4j.testkit;

import java.util.ArrayList;
import java.util.List;
import rnn4j.cell.Cell;
import rnn4j.cell.Direction;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * A cell that is looked at, and data for it.
 *
 * @param trial the size
 * @param cell the cell
 * @param parameters what it was made with
 */
record Subject(Trial trial, Cell cell, Parameters parameters) {

    private static final int WARM_UP = 3;
    private static final int TIME = 4;

    /** Returns random inputs {@code [time, batch, input]}; each purpose gives others. */
    Tensor inputs(String purpose, int time, int batch) {
        return Draws.normal(
                trial.seed(), purpose, Shape.of(time, batch, trial.spec().input()));
    }

    /** Returns random inputs {@code [time, batch, input]} of the trial's batch. */
    Tensor inputs(String purpose, int time) {
        return inputs(purpose, time, trial.batch());
    }

    /** Returns the declared initial state. */
    State initial(int batch) {
        return cell.shape().initial(batch);
    }

    /** Returns a state that the cell comes to by itself; any other numbers might be none that it can have. */
    State reached(int batch) {
        return run(inputs("way to a state", WARM_UP, batch), initial(batch)).last();
    }

    /** Returns what it makes of a few random inputs, from its declared initial state. */
    Unrolled results() {
        return run(inputs("x", TIME), initial(trial.batch()));
    }

    /** Runs forward over full rows, {@code [time, batch, input]}, step by step. */
    Unrolled run(Tensor inputs, State from) {
        return run(Sequence.full(inputs), from);
    }

    /** Runs forward, step by step. */
    Unrolled run(Sequence sequence, State from) {
        return new StepDriver(cell).run(sequence, from, Direction.FORWARD, Resets.none());
    }

    /** Runs forward over full rows, {@code [time, batch, input]} with one step or more, by nothing but calls of step. */
    Unrolled stepByStep(Tensor inputs, State from) {
        List<Tensor> outputs = new ArrayList<>();
        State state = from;
        for (int t = 0; t < inputs.shape().size(0); t++) {
            Step step = cell.step(inputs.index(0, t), state);
            outputs.add(step.output());
            state = step.state();
        }
        return new Unrolled(Sequence.full(Tensor.stack(0, outputs)), state);
    }
}
