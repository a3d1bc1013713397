package rnn4j.cell.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import rnn4j.cell.CellShape;
import rnn4j.tensor.Tensor;

/**
 * A step compiled for whole sequences: what is done with all rows before the loop over time, in each step, and with all rows
 * after it; forward and, for training, backward.
 *
 * @param buffers by number
 * @param fixed what depends on parameters alone, and where it is read
 * @param sums the parts of the parameters' gradients that are sums over all rows
 * @param parameterGradients computed from the sums
 */
record Plan(
        CellShape shape,
        boolean training,
        List<Buffer> buffers,
        Map<Value, Spot> fixed,
        Part forward,
        Part backward,
        Map<Value, Sum> sums,
        Map<Tensor, Value> parameterGradients) {

    /** Keeps copies. */
    Plan {
        buffers = ImmutableList.copyOf(buffers);
        fixed = ImmutableMap.copyOf(fixed);
        sums = ImmutableMap.copyOf(sums);
        parameterGradients = ImmutableMap.copyOf(parameterGradients);
    }

    /** Returns a number above those of all buffers. */
    int numbers() {
        return buffers.stream().mapToInt(Buffer::number).max().orElse(0) + 1;
    }

    /**
     * One way through time.
     *
     * @param before with all rows, before the loop
     * @param step in each step
     * @param after with all rows, after the loop
     */
    record Part(List<Instruction> before, List<Instruction> step, List<Instruction> after) {

        static final Part NONE = new Part(List.of(), List.of(), List.of());

        /** Keeps copies. */
        Part {
            before = ImmutableList.copyOf(before);
            step = ImmutableList.copyOf(step);
            after = ImmutableList.copyOf(after);
        }
    }

    /** A sum over all rows of all steps. */
    sealed interface Sum {

        /**
         * The product of two values over the rows: a weight's gradient.
         *
         * @param lines how many rows of each there are for each row of the batch
         */
        record OfProducts(Spot left, Spot right, int lines) implements Sum {}

        /**
         * The sum of a value over the rows.
         *
         * @param lines how many rows there are for each row of the batch
         */
        record OfRows(Spot x, int lines) implements Sum {}

        /**
         * Any other one, computed step by step by tensor operations.
         *
         * @param sources what it is computed from, and where that lies
         */
        record General(Value value, Map<Value, Spot> sources) implements Sum {}
    }
}
