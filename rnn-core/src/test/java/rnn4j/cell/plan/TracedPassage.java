package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.StepDriver;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Reference;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/** A passage in float64, step by step and by plain loops: slow and obviously right. */
final class TracedPassage {

    private final Passage symbolic;
    private final Map<Tensor, double[]> point = new HashMap<>();

    TracedPassage(Passage passage) {
        Tensor x = symbol(passage.xs().values());
        State from = passage.from();
        for (String name : from.names()) {
            from = from.with(name, symbol(from.get(name)));
        }
        symbolic = passage.with(new Sequence(x, passage.xs().lengths()), from);
    }

    private Tensor symbol(Tensor value) {
        Tensor symbol = Trace.symbol(value.shape());
        point.put(symbol, Passage.wide(value));
        return symbol;
    }

    /** Returns outputs and last states by name, row-major. */
    Map<String, double[]> results() {
        Unrolled run = Trace.of(() -> symbolic.run(new StepDriver(symbolic.cell())));
        return evaluate(Passage.named(run));
    }

    /** Returns the gradients of the loss by the names of the variables, row-major. */
    Map<String, double[]> gradients() {
        return evaluate(Trace.of(() -> symbolic.gradients(new StepDriver(symbolic.cell()))));
    }

    private Map<String, double[]> evaluate(Map<String, Tensor> named) {
        List<String> names = new ArrayList<>(named.keySet());
        List<double[]> values = Reference.evaluate(new ArrayList<>(named.values()), point);
        Map<String, double[]> results = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            results.put(names.get(i), values.get(i));
        }
        return results;
    }
}
