package rnn4j.cell.plan;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rnn4j.cell.graph.Dim;
import rnn4j.cell.graph.Dims;
import rnn4j.cell.graph.GraphNode;
import rnn4j.tensor.Op;
import rnn4j.tensor.Tensor;

/** One value of a step or of its derivative: something that comes in, or the result of an operation on earlier values. */
final class Value {

    /** Where a value comes from. */
    enum Role {
        /** The input, {@code [B, input]}. */
        INPUT,
        /** A state before the step. */
        STATE,
        /** The gradient of the loss with respect to the output. */
        OUTPUT_GRADIENT,
        /** The gradient of the loss with respect to a state after the step. */
        STATE_GRADIENT,
        PARAMETER,
        CONSTANT,
        OPERATION
    }

    private final int number;
    private final Role role;
    private final int index;
    private final @Nullable Tensor tensor;
    private final GraphNode.@Nullable Operation operation;
    private final List<Value> inputs;
    private final Dims dims;
    private final boolean backward;
    private final boolean varies;
    private final boolean ofBatch;

    /** The operation, where it is the same for every batch size; made when it is first asked for. */
    private volatile @Nullable Op op;

    /**
     * Keeps a value; {@link ValueGraph} makes them.
     *
     * @param number its place in the order of making, after all its inputs
     * @param index which state it is, for a state and its gradient
     * @param tensor the numbers of a parameter or constant
     */
    Value(
            int number,
            Role role,
            int index,
            @Nullable Tensor tensor,
            GraphNode.@Nullable Operation operation,
            List<Value> inputs,
            Dims dims) {
        this.number = number;
        this.role = role;
        this.index = index;
        this.tensor = tensor;
        this.operation = operation;
        this.inputs = List.copyOf(inputs);
        this.dims = dims;
        this.backward = role == Role.OUTPUT_GRADIENT
                || role == Role.STATE_GRADIENT
                || inputs.stream().anyMatch(Value::backward);
        this.varies = role == Role.INPUT
                || role == Role.STATE
                || backward
                || inputs.stream().anyMatch(Value::varies);
        this.ofBatch = operation != null && operation.batch();
    }

    int number() {
        return number;
    }

    Role role() {
        return role;
    }

    int index() {
        return index;
    }

    /** Returns the numbers of a parameter or a constant. */
    Tensor tensor() {
        if (tensor == null) {
            throw new IllegalStateException(this + " has no numbers of its own");
        }
        return tensor;
    }

    /** Returns how it is computed. */
    GraphNode.Operation operation() {
        if (operation == null) {
            throw new IllegalStateException(this + " is not computed");
        }
        return operation;
    }

    /** Returns how it is computed for a batch size. */
    Op operation(int rows) {
        if (ofBatch) {
            return operation().at(rows);
        }
        Op known = op;
        if (known == null) {
            known = operation().at(rows);
            op = known;
        }
        return known;
    }

    /** Returns whether it is the result of an operation of this name. */
    boolean is(String name) {
        return operation != null && operation.name().equals(name);
    }

    /** Returns a whole number among the operation's attributes. */
    int attribute(String name) {
        return ((Dim) Objects.requireNonNull(operation().attributes().get(name))).count();
    }

    List<Value> inputs() {
        return inputs;
    }

    Value input(int i) {
        return inputs.get(i);
    }

    Dims dims() {
        return dims;
    }

    int rank() {
        return dims.sizes().size();
    }

    /** Returns a size that does not depend on the batch. */
    int size(int axis) {
        return dims.sizes().get(axis).count();
    }

    /** Returns whether it depends on gradients, so that it belongs to the way back. */
    boolean backward() {
        return backward;
    }

    /** Returns whether it depends on more than parameters and constants. */
    boolean varies() {
        return varies;
    }

    /** Returns whether it is one number everywhere, known now. */
    boolean uniform() {
        return role == Role.CONSTANT && tensor().shape().rank() == 0;
    }

    /** Returns whether it holds some numbers for each row of the batch, those of one row side by side. */
    boolean byRow() {
        return rank() > 0
                && dims.sizes().getFirst().batch()
                && dims.sizes().stream().filter(Dim::batch).count() == 1;
    }

    /** Returns how many numbers there are for each row of the batch. */
    int perRow() {
        return count(0);
    }

    /** Returns the product of the sizes from an axis on, the batch counted as 1. */
    int count(int axis) {
        int count = 1;
        for (Dim size : dims.sizes().subList(axis, rank())) {
            count = Math.multiplyExact(count, size.count());
        }
        return count;
    }

    @Override
    public String toString() {
        return switch (role) {
            case INPUT -> "x";
            case STATE -> "state" + index;
            case OUTPUT_GRADIENT -> "d.output";
            case STATE_GRADIENT -> "d.state" + index;
            case PARAMETER -> "p" + number;
            case CONSTANT -> uniform() ? Float.toString(tensor().value()) : "c" + number;
            case OPERATION -> "%" + number;
        };
    }
}
