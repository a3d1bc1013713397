package rnn4j.nn;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Chance;
import rnn4j.tensor.Tensor;

/**
 * A cell with the expectation of zoneout, {@code p s + (1 - p) s'} for each state: what runs outside of training. Krueger et
 * al. 2016.
 */
final class Zoneout implements Cell {

    private final Cell cell;
    private final Map<String, Chance> chances;

    /** Wraps a cell; the chances are by state. */
    Zoneout(Cell cell, Map<String, Chance> chances) {
        this.cell = cell;
        this.chances = ImmutableMap.copyOf(chances);
    }

    @Override
    public CellShape shape() {
        return cell.shape();
    }

    @Override
    public Step step(Tensor x, State state) {
        Step step = cell.step(x, state);
        for (Map.Entry<String, Chance> each : chances.entrySet()) {
            float p = each.getValue().value();
            step = replaced(
                    step, state, each.getKey(), (before, after) -> before.mul(p).add(after.mul(1 - p)));
        }
        return step;
    }

    /** Returns a step with another next state, made of the old and the new one; an output that is that state is replaced, too. */
    static Step replaced(Step step, State before, String name, BinaryOperator<Tensor> merge) {
        Tensor after = step.state().get(name);
        Tensor merged = merge.apply(before.get(name), after);
        Tensor output = step.output() == after ? merged : step.output();
        return Step.of(output, step.state().with(name, merged));
    }
}
