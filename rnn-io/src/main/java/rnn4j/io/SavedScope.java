package rnn4j.io;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rnn4j.cell.Cell;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.graph.GraphFormatException;
import rnn4j.cell.graph.GraphNode;
import rnn4j.cell.graph.StepGraph;
import rnn4j.io.ModelFormatException.Code;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * The part of a model that belongs to one cell: its settings, its graph, its tensors.
 *
 * @param model the whole
 * @param prefix what the names of the cell's tensors begin with: empty, or ending in a dot
 * @param cell what the settings say
 */
record SavedScope(SavedModel model, String prefix, SavedCell cell) {
    /** Sizes up to this one need no numbers to be believed. */
    private static final long PLAUSIBLE = 1L << 20;

    /** Up to so many numbers in a matrix, a cell may be made afresh to see which tensors it wants. */
    private static final long AFRESH = 1L << 24;

    /** The part of a model that belongs to the cell with these parameters. */
    static SavedScope of(SavedModel model, Parameters parameters) {
        String prefix = parameters.prefix();
        SavedScope saved = new SavedScope(model, prefix, SavedCell.read(model.config(), name(prefix)));
        saved.checkSizes();
        return saved;
    }

    /** Refuse sizes that cannot be those of the tensors, before anything is computed from them. */
    private void checkSizes() {
        long stored = model.tensors().values().stream()
                .mapToLong(tensor -> tensor.shape().count())
                .sum();
        long sizes = (long) cell.spec().input() + cell.spec().hidden();
        if (sizes > PLAUSIBLE && sizes > stored) {
            throw fault(Code.CONFIG, cell.spec() + " is too large for a model of " + stored + " numbers");
        }
    }

    /** The name of the scope, as in the settings and graphs. */
    String name() {
        return name(prefix);
    }

    private static String name(String prefix) {
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }

    /** The cell as its provider makes it. */
    Cell provided(CellRegistry registry, Parameters parameters) {
        try {
            Cell made = registry.create(cell.name(), cell.spec(), parameters);
            checkTensors(shapes(parameters.named()));
            return made;
        } catch (IllegalArgumentException e) {
            checkTensors(wanted(registry, e));
            throw e; // the tensors are right: the call is wrong, such as a scope that is used twice
        }
    }

    /** The tensors that the cell would create, if it were made afresh. */
    private Map<String, Shape> wanted(CellRegistry registry, IllegalArgumentException first) {
        long rows = (long) cell.spec().input() + cell.spec().hidden();
        if (rows * cell.spec().hidden() > AFRESH) {
            throw fault(Code.CONFIG, "the cell cannot be made of the tensors: " + first.getMessage());
        }
        Parameters fresh = Parameters.seeded(0);
        for (String part : Splitter.on('.').omitEmptyStrings().split(prefix)) {
            fresh = fresh.scope(part);
        }
        try {
            registry.create(cell.name(), cell.spec(), fresh);
        } catch (IllegalArgumentException e) {
            throw fault(Code.CONFIG, "the cell cannot be made: " + e.getMessage());
        }
        return shapes(fresh.named());
    }

    /** The cell as its graph computes it; empty where the model has none. */
    Optional<Cell> graphed(Parameters parameters) {
        String text = model.graphs().get(name());
        if (text == null) {
            return Optional.empty();
        }
        StepGraph graph = parsed(text);
        Map<String, Shape> wanted = new LinkedHashMap<>();
        for (GraphNode node : graph.nodes()) {
            if (node instanceof GraphNode.ParameterInput input) {
                wanted.put(prefix + input.name(), input.shape().at(1));
            }
        }
        checkTensors(wanted);
        Cell made = graph.cell(parameters);
        int input = cell.spec().input();
        if (made.shape().input() != input) {
            throw fault(
                    Code.CONFIG,
                    "the settings say input " + input + ", the graph "
                            + made.shape().input());
        }
        return Optional.of(made);
    }

    private StepGraph parsed(String text) {
        try {
            return StepGraph.parse(text);
        } catch (GraphFormatException e) {
            throw fault(Code.CONFIG, "the graph is wrong: " + e.getMessage());
        }
    }

    private static Map<String, Shape> shapes(Map<String, Tensor> tensors) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }

    /** Refuse tensors that are not exactly these, and tell all differences. */
    private void checkTensors(Map<String, Shape> wanted) {
        Map<String, Shape> left = new LinkedHashMap<>();
        model.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                left.put(name, tensor.shape());
            }
        });
        List<String> differences = new ArrayList<>();
        wanted.forEach((name, shape) -> {
            Shape stored = left.remove(name);
            if (stored == null) {
                differences.add(name + " " + shape + " is missing");
            } else if (!stored.equals(shape)) {
                differences.add(name + " is " + stored + ", not " + shape);
            }
        });
        left.forEach((name, shape) -> differences.add(name + " " + shape + " is left over"));
        if (!differences.isEmpty()) {
            throw fault(Code.MISMATCH, "the tensors are not those of the cell: " + String.join(", ", differences));
        }
    }

    private ModelFormatException fault(Code code, String problem) {
        return new ModelFormatException("make cell " + cell.name(), code, -1, name(), problem);
    }
}
