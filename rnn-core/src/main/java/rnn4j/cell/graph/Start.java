package rnn4j.cell.graph;

/** What each row of a state starts from. */
public sealed interface Start {

    /**
     * Numbers.
     *
     * @param constant {@code [sizes…]}
     */
    record Numbers(GraphNode.Constant constant) implements Start {}

    /**
     * A parameter, so that the start is learned.
     *
     * @param parameter its name below the cell's scope
     */
    record Learned(String parameter) implements Start {}
}
