package rnn4j.testkit;

import java.util.Map;
import rnn4j.cell.Direction;
import rnn4j.cell.Driver;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/**
 * A run over full rows whose loss is the same sum for a row among others and for the row alone.
 *
 * @param driver runs the cell
 * @param subject whose cell it is
 * @param weights {@code [time, rows, output]}, of every output in the loss
 */
record WeightedRun(Driver driver, Subject subject, Tensor weights) {

    WeightedRun(Subject subject, int rows, int time) {
        this(new StepDriver(subject.cell()), subject, rows, time);
    }

    WeightedRun(Driver driver, Subject subject, int rows, int time) {
        this(
                driver,
                subject,
                Draws.normal(
                        subject.trial().seed(),
                        "weights of outputs",
                        Shape.of(time, rows, driver.shape().output())));
    }

    /**
     * Returns the gradients of the parameters, of some of the rows alone.
     *
     * @param x {@code [time, rows, input]} of all rows
     */
    Map<String, Tensor> gradients(Tensor x, int from, int to) {
        Tensor own = x.slice(1, from, to);
        return Tape.differentiate(() -> {
                    Unrolled run = driver.run(
                            Sequence.full(own), driver.shape().initial(to - from), Direction.FORWARD, Resets.none());
                    return run.outputs()
                            .values()
                            .mul(weights.slice(1, from, to))
                            .sum();
                })
                .gradients()
                .parameters();
    }
}
