package rnn4j.cell.plan;

import java.util.List;
import java.util.Map;
import rnn4j.kernel.chain.Chain;

/** One thing that a plan does with some rows: a product, a chain, a row kernel, or anything else as an operation. */
sealed interface Instruction {

    /** Returns where the result of an instruction goes; the first one of a chain. */
    static Spot result(Instruction instruction) {
        return switch (instruction) {
            case Elements elements ->
                elements.spots().get(elements.chain().stores().getFirst().buffer());
            case Product product -> product.result();
            case Rows rows -> rows.result();
            case General general -> general.result();
        };
    }

    /**
     * Element-wise operations as one.
     *
     * @param spots where the buffers of the chain lie
     * @param readings how each is read or written
     * @param space what the chain runs over
     */
    record Elements(Chain chain, List<Spot> spots, List<Space.Reading> readings, Space space, List<Value> values)
            implements Instruction {}

    /**
     * Products with one left side, whose weights stand side by side.
     *
     * @param left {@code [rows, k]}
     * @param lines how many rows of the left side there are for each row of the batch
     * @param members the products, in the order of their columns
     * @param result {@code [rows, columns]}
     * @param added whether it is added to what stands there
     */
    record Product(Spot left, int lines, List<Value> members, Spot result, boolean added) implements Instruction {}

    /**
     * A row kernel.
     *
     * @param x {@code [rows · lines, width]}
     */
    record Rows(Value value, Spot x, int lines, int width, Spot result) implements Instruction {}

    /**
     * Any other operation, computed from what is there by tensor operations.
     *
     * @param sources what it is computed from, and where that lies
     * @param result where it goes
     */
    record General(Value value, Map<Value, Spot> sources, Spot result) implements Instruction {}
}
