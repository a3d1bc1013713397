package rnn4j.testkit;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.StateShape;
import rnn4j.cell.Step;
import rnn4j.cell.graph.StepGraph;
import rnn4j.cell.graph.UntraceableException;
import rnn4j.cell.graph.UntraceableException.Reason;
import rnn4j.tensor.Node;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Trace;

/** The step as data is the step: traced, written, read, run. */
final class GraphProperties {

    private static final int TIME = 20;

    private GraphProperties() {}

    static List<Property> all() {
        String cure = "compiled plans and model files hold the graph in place of the cell; compute by tensor operations"
                + " only, from the input, the state, the parameters and constants made of the options";
        return List.of(
                new Property("traced twice is one graph", cure, GraphProperties::traced),
                new Property(
                        "no number of rows is built into the graph",
                        cure + "; let nothing but sizes follow the batch",
                        GraphProperties::batch),
                new Property(
                        "parameters alone depend on the seed",
                        "a number that was drawn and is no parameter would be neither trained nor saved; make it by"
                                + " create(…)",
                        GraphProperties::seed),
                new Property("the graph gives the bits of the step", cure, GraphProperties::run),
                new Property("the graph written is the graph read", cure, GraphProperties::written),
                new Property(
                        "every parameter reaches a result",
                        "it would be stored and trained in vain; use it in step() or as an initial state, unchanged,"
                                + " or do not create it",
                        GraphProperties::used));
    }

    /** A step that reads values is legal and stays on the tape; what is wrong with others two properties tell. */
    private static StepGraph graph(Subject subject) {
        try {
            return StepGraph.trace(subject.cell(), subject.parameters());
        } catch (UntraceableException e) {
            Assumptions.abort("no graph: " + e.getMessage());
            throw e;
        }
    }

    private static void refuse(Subject subject, Reason... reasons) {
        try {
            StepGraph.trace(subject.cell(), subject.parameters());
        } catch (UntraceableException e) {
            if (List.of(reasons).contains(e.reason())) {
                throw e;
            }
        }
    }

    private static void traced(Trial trial) {
        refuse(trial.subject(), Reason.CHANGES_BETWEEN_CALLS, Reason.FAILED);
        same(graph(trial.subject()), graph(trial.subject()));
    }

    private static void batch(Trial trial) {
        refuse(trial.subject(), Reason.DEPENDS_ON_BATCH);
        graph(trial.subject());
    }

    private static void seed(Trial trial) {
        same(graph(trial.subject()), graph(trial.withSeed(trial.seed() + 1).subject()));
    }

    private static void same(StepGraph one, StepGraph other) {
        if (!one.equals(other)) {
            throw new AssertionError("the graphs differ:\n" + one.print() + "\nand\n" + other.print());
        }
    }

    private static void run(Trial trial) {
        Subject subject = trial.subject();
        same(subject, graph(subject), "of the graph");
    }

    private static void written(Trial trial) {
        Subject subject = trial.subject();
        StepGraph graph = graph(subject);
        StepGraph read = StepGraph.parse(graph.print());
        if (!read.equals(graph) || !read.print().equals(graph.print())) {
            throw new AssertionError("written:\n" + graph.print() + "\nread:\n" + read.print());
        }
        same(subject, read, "of the graph read from text");
    }

    private static void same(Subject subject, StepGraph graph, String of) {
        Parameters stored = Parameters.of(subject.parameters().snapshot().tensors());
        Subject copy = new Subject(subject.trial(), graph.cell(stored), stored);
        int batch = subject.trial().batch();
        Tensor x = subject.inputs("x", TIME);
        Bits bits = new Bits("of the step", of);
        bits.same(subject.initial(batch), copy.initial(batch));
        bits.same(subject.run(x, subject.initial(batch)), copy.run(x, copy.initial(batch)));
        bits.same(subject.run(x, subject.reached(batch)), copy.run(x, copy.reached(batch)));
    }

    private static void used(Trial trial) {
        Subject subject = trial.subject();
        graph(subject);
        Tensor x = Trace.symbol(subject.inputs("x", 1).index(0, 0).shape());
        Deque<Tensor> waiting = new ArrayDeque<>();
        Step step = Trace.of(() -> subject.cell().step(x, subject.initial(trial.batch())));
        waiting.add(step.output());
        waiting.addAll(step.state().tensors().values());
        subject.cell().shape().states().stream().map(StateShape::initial).forEach(waiting::add);
        Set<Tensor> met = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!waiting.isEmpty()) {
            Tensor tensor = waiting.pop();
            if (met.add(tensor)) {
                Trace.node(tensor).map(Node::inputs).ifPresent(waiting::addAll);
            }
        }
        Set<String> unused = new LinkedHashSet<>();
        subject.parameters().named().forEach((name, value) -> {
            if (!met.contains(value)) {
                unused.add(name);
            }
        });
        if (!unused.isEmpty()) {
            throw new AssertionError("of the parameters "
                    + subject.parameters().named().keySet() + " none of the results reads " + unused);
        }
    }
}
