package rnn4j.cell.graph;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import rnn4j.tensor.Attributes;
import rnn4j.tensor.Op;
import rnn4j.tensor.Operations;
import rnn4j.tensor.Tensor;

/** One tensor of a step: something that comes in, or the result of an operation on earlier nodes. */
public sealed interface GraphNode {

    /** Returns the shape. */
    Dims shape();

    /** Returns this node with another shape. */
    GraphNode shaped(Dims other);

    /**
     * What comes in at each step.
     *
     * @param shape {@code [B, input]}
     */
    record Input(Dims shape) implements GraphNode {
        @Override
        public Input shaped(Dims other) {
            return new Input(other);
        }
    }

    /**
     * A state, as the step before left it.
     *
     * @param shape {@code [B, sizes…]}
     * @param start what each row starts from
     */
    record StateInput(String name, Dims shape, Start start) implements GraphNode {
        @Override
        public StateInput shaped(Dims other) {
            return new StateInput(name, other, start);
        }
    }

    /**
     * A parameter.
     *
     * @param name below the cell's scope, parts joined by dots
     */
    record ParameterInput(String name, Dims shape) implements GraphNode {
        @Override
        public ParameterInput shaped(Dims other) {
            return new ParameterInput(name, other);
        }
    }

    /**
     * Numbers that the step brings with it.
     *
     * @param values of that shape, or one number that stands everywhere: the only kind whose shape may depend on the batch
     */
    record Constant(Dims shape, Tensor values) implements GraphNode {

        /** Keeps one number for all where they are the same, so that equal constants are written alike. */
        public Constant {
            float[] numbers = values.values();
            if (numbers.length > 0) {
                int first = Float.floatToIntBits(numbers[0]);
                boolean same = true;
                for (float number : numbers) {
                    same &= Float.floatToIntBits(number) == first;
                }
                values = same ? Tensor.scalar(numbers[0]) : values;
            }
        }

        @Override
        public Constant shaped(Dims other) {
            return new Constant(other, values);
        }

        /** Returns whether one number stands everywhere. */
        public boolean uniform() {
            return values.shape().rank() == 0;
        }

        /** Returns the numbers for a batch size. */
        public Tensor at(int rows) {
            return uniform() ? Tensor.full(shape.at(rows), values.value()) : values;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Constant constant
                    && shape.equals(constant.shape)
                    && values.sameBits(constant.values);
        }

        @Override
        public int hashCode() {
            return 31 * shape.hashCode() + Arrays.hashCode(values.values());
        }
    }

    /**
     * The result of an operation.
     *
     * @param name the operation's
     * @param version of the operation's meaning
     * @param attributes by name, each a {@link Dim}, a list of them, or a {@code Boolean}
     * @param inputs the places of its operands among the nodes, all before its own
     */
    record Operation(String name, int version, SortedMap<String, Object> attributes, List<Integer> inputs, Dims shape)
            implements GraphNode {

        /** Keeps copies. */
        public Operation {
            attributes = ImmutableSortedMap.copyOf(attributes);
            inputs = List.copyOf(inputs);
        }

        @Override
        public Operation shaped(Dims other) {
            return new Operation(name, version, attributes, inputs, other);
        }

        /** Returns whether an attribute depends on the batch. */
        public boolean batch() {
            return attributes.values().stream()
                    .anyMatch(value -> (value instanceof Dim dim && dim.batch())
                            || (value instanceof List<?> list
                                    && list.stream().anyMatch(each -> each instanceof Dim dim && dim.batch())));
        }

        /** Returns the operation for a batch size. */
        public Op at(int rows) {
            ImmutableSortedMap.Builder<String, Object> numbers = ImmutableSortedMap.naturalOrder();
            attributes.forEach((attribute, value) -> numbers.put(attribute, at(value, rows)));
            return Operations.of(name, new Attributes(numbers.buildOrThrow()));
        }

        private static Object at(Object value, int rows) {
            if (value instanceof Dim dim) {
                return dim.at(rows);
            }
            return value instanceof List<?> list
                    ? list.stream().map(each -> at(each, rows)).toList()
                    : value;
        }
    }
}
