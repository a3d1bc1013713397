package rnn4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.State;
import rnn4j.tensor.Differentiated;
import rnn4j.tensor.Reference;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;
import rnn4j.tensor.TracedValueException;

/** A passage without numbers: its results, a loss and its gradients, to be computed in float64 at any point. */
final class TracedPassage {

    /** How the names of variables begin. */
    static final String INPUT = "input";

    static final String STATE = "first state";
    static final String PARAMETER = "parameter";

    private final List<Tensor> results = new ArrayList<>();
    private final Tensor loss;
    private final List<Tensor> gradients;
    private final Map<String, Tensor> variables = new LinkedHashMap<>();
    private final Map<Tensor, double[]> point = new HashMap<>();

    private TracedPassage(Passage passage, Tensor x, State from, boolean second) {
        Tensor input = variable(INPUT, Trace.symbol(x.shape()), x);
        State first = from;
        for (String name : from.names()) {
            Tensor value = from.get(name);
            first = first.with(name, variable(STATE + " '" + name + "'", Trace.symbol(value.shape()), value));
        }
        passage.subject()
                .parameters()
                .named()
                .forEach((name, value) -> variable(PARAMETER + " '" + name + "'", value, value));
        State state = first;
        Supplier<Tensor> itsLoss = () -> {
            List<Tensor> traced = passage.results(input, state);
            results.addAll(traced);
            return passage.loss(traced);
        };
        Differentiated pass = traced(second ? () -> weighted(passage, itsLoss) : itsLoss);
        loss = pass.value();
        gradients = variables.values().stream().map(pass.gradients()::of).toList();
    }

    /**
     * Traces a passage with its own loss.
     *
     * @param x {@code [time, batch, input]}, the inputs of its point
     * @param from the first state of its point
     */
    static TracedPassage of(Passage passage, Tensor x, State from) {
        return new TracedPassage(passage, x, from, false);
    }

    /** Traces a passage whose loss is a sum of all gradients of its own loss, each number with a random weight. */
    static TracedPassage ofGradients(Passage passage, Tensor x, State from) {
        return new TracedPassage(passage, x, from, true);
    }

    private Differentiated traced(Supplier<Tensor> what) {
        try {
            return Trace.of(() -> Tape.differentiate(what, variables.values().toArray(Tensor[]::new)));
        } catch (TracedValueException e) {
            Assumptions.abort("no float64 reference: the step reads values of tensors: " + e.getMessage());
            throw e;
        }
    }

    private Tensor weighted(Passage passage, Supplier<Tensor> itsLoss) {
        Tensor[] wrt = variables.values().toArray(Tensor[]::new);
        Differentiated inner = Tape.differentiate(itsLoss, wrt);
        return passage.loss(Arrays.stream(wrt).map(inner.gradients()::of).toList());
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
