package rnn4j.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.State;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Reference;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;
import rnn4j.tensor.TracedValueException;

/** A passage without numbers: its results, loss and gradients, to be computed in float64 at any point. */
final class TracedPassage {

    private final List<Tensor> results;
    private final Tensor loss;
    private final List<Tensor> gradients;
    private final Map<String, Tensor> variables = new LinkedHashMap<>();
    private final Map<Tensor, double[]> point = new HashMap<>();

    /**
     * Traces a passage.
     *
     * @param x {@code [time, batch, input]}, the inputs of its point
     * @param from the first state of its point
     */
    TracedPassage(Passage passage, Tensor x, State from) {
        Tensor input = variable("input", Trace.symbol(x.shape()), x);
        State first = from;
        for (String name : from.names()) {
            Tensor value = from.get(name);
            first = first.with(name, variable("first state '" + name + "'", Trace.symbol(value.shape()), value));
        }
        passage.subject()
                .parameters()
                .named()
                .forEach((name, value) -> variable("parameter '" + name + "'", value, value));
        State state = first;
        List<Tensor> traced = new ArrayList<>();
        Differentiated pass;
        try {
            pass = Trace.of(() -> Tape.differentiate(
                    () -> {
                        traced.addAll(passage.results(input, state));
                        return passage.loss(traced);
                    },
                    variables.values().toArray(Tensor[]::new)));
        } catch (TracedValueException e) {
            Assumptions.abort("no float64 reference: the step reads values of tensors: " + e.getMessage());
            throw e;
        }
        results = List.copyOf(traced);
        loss = pass.value();
        gradients = variables.values().stream().map(pass.gradients()::of).toList();
    }

    private Tensor variable(String name, Tensor tensor, Tensor value) {
        variables.put(name, tensor);
        float[] narrow = value.values();
        double[] wide = new double[narrow.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = narrow[i];
        }
        point.put(tensor, wide);
        return tensor;
    }

    /** Returns the names of all that the loss is differentiated with respect to. */
    List<String> names() {
        return List.copyOf(variables.keySet());
    }

    /** Returns the gradients at the point, row-major, in the order of the names. */
    List<double[]> gradients() {
        return Reference.evaluate(gradients, point);
    }

    /** Returns the results at the point, row-major, in the order of the passage's. */
    List<double[]> results() {
        return Reference.evaluate(results, point);
    }

    /** Returns the loss where the variable of a place is {@code direction · distance} away from the point. */
    double loss(int variable, double[] direction, double distance) {
        Tensor tensor = List.copyOf(variables.values()).get(variable);
        double[] away = value(variable);
        for (int i = 0; i < away.length; i++) {
            away[i] += direction[i] * distance;
        }
        Map<Tensor, double[]> near = new HashMap<>(point);
        near.put(tensor, away);
        return Reference.evaluate(List.of(loss), near).getFirst()[0];
    }

    /** Returns a copy of the value of the variable of a place. */
    double[] value(int variable) {
        Tensor tensor = List.copyOf(variables.values()).get(variable);
        return point.getOrDefault(tensor, new double[0]).clone();
    }
}
