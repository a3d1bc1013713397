package rnn4j.cell.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rnn4j.cell.Cell;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/**
 * One step of a cell as data: what comes in, the operations in order, what goes out. A value, for any batch size.
 *
 * <p>{@snippet :
 * StepGraph graph = StepGraph.trace(cell, parameters.scope("encoder"));
 * String text = graph.print();                                         // one line a node
 * Cell same = StepGraph.parse(text).cell(loaded.scope("encoder"));     // the same bits, without the cell's class
 * }
 *
 * <p>The text, version 1:
 *
 * <pre>
 * rnn4j-step 1
 * x : [B, 2]                                    the input; B is the batch size, 4B four times it
 * state.h : [B, 3] from all 0.0                 also: from 1.0 2.0 3.0, from parameter.start
 * parameter.wx : [2, 3]                         names are those below the cell's scope
 * constant.0 : [] = 2.0                         also: = all 1.0, = 1.0 2.0 3.0
 * %0 = matmul@1(x, parameter.wx) {transposeA=false, transposeB=false} : [B, 3]
 * %1 = mul@1(%0, constant.0) : [B, 3]
 * output %1
 * next.h %1
 * </pre>
 */
public final class StepGraph {

    /** Batch sizes that no cell has among its sizes by chance, and of which one is no multiple of the other. */
    static final int FEW = 89;

    /** The other batch size. */
    static final int MANY = 97;

    private final List<String> columns;
    private final List<GraphNode> nodes;
    private final int output;
    private final Map<String, Integer> next;

    /**
     * Keeps a graph that was checked.
     *
     * @param columns the names of the input's columns, or none
     * @param nodes input, states, parameters, constants, operations, each after its operands
     * @param output the place of the output among the nodes
     * @param next the place of each next state, in the order of the states
     */
    StepGraph(List<String> columns, List<GraphNode> nodes, int output, Map<String, Integer> next) {
        this.columns = ImmutableList.copyOf(columns);
        this.nodes = ImmutableList.copyOf(nodes);
        this.output = output;
        this.next = ImmutableMap.copyOf(next);
    }

    /**
     * Traces a cell's step, several times: what differs between equal calls is refused, and what follows the batch size is
     * written as a multiple of it.
     *
     * @param scope the scope that the cell created its parameters in, and nothing else did
     * @throws UntraceableException when the step reads values, changes between calls, depends on the batch, or fails
     */
    public static StepGraph trace(Cell cell, Parameters scope) {
        return Traced.of(cell, scope).graph();
    }

    /**
     * Traces a cell's step as {@link #trace(Cell, Parameters)} does, wherever its parameters were created: the graph lists those
     * that are used, by their full names. {@link Traced#of(Cell)} gives the parameters, too.
     *
     * @throws UntraceableException when the step reads values, changes between calls, depends on the batch, or fails
     */
    public static StepGraph trace(Cell cell) {
        return Traced.of(cell).graph();
    }

    /**
     * Reads a graph that {@link #print} wrote, and checks it: every operation finds its inputs' shapes right.
     *
     * @throws GraphFormatException when the text is anything else
     */
    public static StepGraph parse(String text) {
        return new GraphReader(text).read();
    }

    /**
     * Returns a cell that computes what the graph says, with the bits of the cell it was traced from.
     *
     * @param scope where its parameters are created; stored ones, since a graph does not tell how they begin
     */
    public Cell cell(Parameters scope) {
        return new GraphCell(this, scope);
    }

    /**
     * Returns a cell that computes what the graph says on these parameters, with the bits of the cell it was traced from.
     *
     * @param parameters by the names that the graph has for them; the cell uses these tensors themselves
     * @throws IllegalArgumentException when one is missing or has another shape
     */
    public Cell cell(Map<String, Tensor> parameters) {
        return new GraphCell(this, parameters);
    }

    /** Returns the names of the input's columns; empty when they have none. */
    public List<String> columns() {
        return columns;
    }

    /** Returns the input, the states, the parameters, the constants and the operations, each after its operands. */
    public List<GraphNode> nodes() {
        return nodes;
    }

    /** Returns the place of the output among the nodes. */
    public int output() {
        return output;
    }

    /** Returns the place of each next state among the nodes, by name, in the order of the states. */
    public Map<String, Integer> next() {
        return next;
    }

    /** Returns the text: a line for each node, and the same text for equal graphs. */
    public String print() {
        return new GraphText(this).print();
    }

    /** Returns the SHA-256 of the text, in lower case. */
    public String hash() {
        return Hashing.sha256().hashString(print(), StandardCharsets.UTF_8).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepGraph graph
                && columns.equals(graph.columns)
                && nodes.equals(graph.nodes)
                && output == graph.output
                && ImmutableList.copyOf(next.entrySet()).equals(ImmutableList.copyOf(graph.next.entrySet()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(columns, nodes, output, next);
    }

    @Override
    public String toString() {
        return "StepGraph[" + nodes.size() + " nodes, " + hash() + "]";
    }
}
