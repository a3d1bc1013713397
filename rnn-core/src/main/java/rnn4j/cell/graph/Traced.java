package rnn4j.cell.graph;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rnn4j.cell.Cell;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/**
 * A step as data, together with the parameters that it was traced with.
 *
 * <p>Cells made of them share those parameters: gradients reach them, and updates are seen.
 *
 * @param parameters the tensors themselves, by the names that the graph has for them
 */
public record Traced(StepGraph graph, Map<String, Tensor> parameters) {

    /** Keeps a copy of the map. */
    public Traced {
        parameters = ImmutableMap.copyOf(parameters);
    }

    /**
     * Traces a cell's step; parameters have their full names.
     *
     * @throws UntraceableException when the step reads values, changes between calls, depends on the batch, or fails
     */
    public static Traced of(Cell cell) {
        return of(cell, null);
    }

    static Traced of(Cell cell, @Nullable Parameters scope) {
        Traced few = Tracer.trace(cell, scope, StepGraph.FEW);
        Comparison.requireSame(cell.getClass(), few.graph, Tracer.trace(cell, scope, StepGraph.FEW).graph);
        StepGraph many = Tracer.trace(cell, scope, StepGraph.MANY).graph;
        return new Traced(Comparison.withBatch(cell.getClass(), few.graph, many), few.parameters);
    }

    /** Returns a cell that computes what the graph says on the parameters. */
    public Cell cell() {
        return graph.cell(parameters);
    }
}
