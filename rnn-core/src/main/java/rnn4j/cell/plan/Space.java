package rnn4j.cell.plan;

import java.util.List;
import java.util.Optional;
import rnn4j.cell.graph.Dim;

/**
 * What an element-wise operation runs over: for each row of the batch, some lines of equal width.
 *
 * @param lines for each row of the batch
 * @param width of a line
 */
record Space(int lines, int width) {

    /** How an operand is read. */
    enum Reading {
        /** A number for each element. */
        FULL,
        /** A number for each element of a line, the same for all lines. */
        VECTOR,
        /** A number for each line. */
        SPREAD,
        /** One number for all, from memory. */
        SCALAR,
        /** One number for all, known now. */
        NUMBER
    }

    /** Returns the space with the longest lines in which every operand can be read; empty when there is none. */
    static Optional<Space> of(Value value) {
        if (!value.byRow()) {
            return Optional.empty();
        }
        int rank = value.rank();
        if (rank == 1) {
            Space space = new Space(value.perRow(), 1);
            return space.reads(value) ? Optional.of(space) : Optional.empty();
        }
        for (int axis = 1; axis < rank; axis++) {
            int width = value.count(axis);
            if (width > 0) {
                Space space = new Space(value.perRow() / width, width);
                if (space.reads(value)) {
                    return Optional.of(space);
                }
            }
        }
        return Optional.empty();
    }

    private boolean reads(Value value) {
        return value.inputs().stream()
                .allMatch(operand -> reading(operand, value).isPresent());
    }

    /** Returns how an operand of a value is read in this space; empty when it cannot be. */
    Optional<Reading> reading(Value operand, Value value) {
        if (operand.uniform()) {
            return Optional.of(Reading.NUMBER);
        }
        if (operand.dims().equals(value.dims())) {
            return Optional.of(Reading.FULL);
        }
        return operand.dims().batch() ? byRow(operand, value) : fixed(operand, value);
    }

    private Optional<Reading> fixed(Value operand, Value value) {
        if (operand.varies()) {
            return Optional.empty();
        }
        List<Dim> own = operand.dims().sizes();
        int ones = 0;
        while (ones < own.size() && own.get(ones).count() == 1) {
            ones++;
        }
        if (ones == own.size()) {
            return Optional.of(Reading.SCALAR);
        }
        List<Dim> rest = own.subList(ones, own.size());
        int rank = value.rank();
        boolean last = rest.size() < rank
                && value.dims().sizes().subList(rank - rest.size(), rank).equals(rest);
        return last && operand.perRow() == width ? Optional.of(Reading.VECTOR) : Optional.empty();
    }

    private Optional<Reading> byRow(Value operand, Value value) {
        if (!operand.byRow() || operand.rank() != value.rank() || operand.perRow() != lines) {
            return Optional.empty();
        }
        int rest = 1;
        for (int axis = value.rank() - 1; axis > 0; axis--) {
            boolean same = operand.size(axis) == value.size(axis);
            boolean behind = rest == width;
            if (behind ? !same : operand.size(axis) != 1) {
                return Optional.empty();
            }
            rest *= behind ? 1 : value.size(axis);
        }
        return operand.size(0) == value.size(0) ? Optional.of(Reading.SPREAD) : Optional.empty();
    }
}
