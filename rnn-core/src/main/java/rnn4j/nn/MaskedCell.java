package rnn4j.nn;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rnn4j.cell.Cell;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.StateShape;
import rnn4j.cell.Step;
import rnn4j.cell.graph.MaskedProducts;
import rnn4j.tensor.Tensor;

/**
 * A cell with recurrent dropout and zoneout, whose masks come in as further columns of the input: an ordinary cell, which any
 * driver runs.
 */
final class MaskedCell implements Cell {

    private final Cell cell;
    private final @Nullable MaskedProducts products;
    private final List<Column> columns;
    private final CellShape shape;

    /** What a mask does. */
    enum Kind {
        RECURRENT,
        ZONEOUT
    }

    /**
     * A mask's columns.
     *
     * @param state whose mask it is
     * @param from the first column
     * @param width one for each element of a row's state
     */
    record Column(Kind kind, String state, int from, int width) {}

    /**
     * Wraps a cell.
     *
     * @param products the cell's rewritten step; null without recurrent dropout
     * @param zoneouts the states with zoneout
     */
    MaskedCell(Cell cell, @Nullable MaskedProducts products, List<String> zoneouts) {
        this.cell = cell;
        this.products = products;
        this.columns = columns(cell.shape(), products, zoneouts);
        this.shape = shape(cell.shape(), columns);
    }

    private static List<Column> columns(CellShape cell, @Nullable MaskedProducts products, List<String> zoneouts) {
        List<Column> columns = new ArrayList<>();
        int from = cell.input();
        for (Kind kind : Kind.values()) {
            for (StateShape state : cell.states()) {
                boolean used = kind == Kind.ZONEOUT
                        ? zoneouts.contains(state.name())
                        : products != null && products.states().contains(state.name());
                int width = state.sizes().count();
                if (used) {
                    columns.add(new Column(kind, state.name(), from, width));
                    from += width;
                }
            }
        }
        return ImmutableList.copyOf(columns);
    }

    private static CellShape shape(CellShape cell, List<Column> columns) {
        Column last = columns.getLast();
        CellShape shape = CellShape.of(last.from() + last.width(), cell.output());
        for (StateShape state : cell.states()) {
            shape = shape.state(state.name(), state.initial());
        }
        return shape;
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    /** Returns the masks that follow the input, in order. */
    List<Column> columns() {
        return columns;
    }

    @Override
    public Step step(Tensor x, State state) {
        Tensor input = x.slice(1, 0, cell.shape().input());
        State masks = State.none();
        for (Column column : columns) {
            if (column.kind() == Kind.RECURRENT) {
                masks = masks.with(column.state(), mask(column, x, state));
            }
        }
        Step step = products == null ? cell.step(input, state) : products.step(input, state, masks);
        for (Column column : columns) {
            if (column.kind() == Kind.ZONEOUT) {
                Tensor keeps = mask(column, x, state);
                step = Zoneout.replaced(
                        step, state, column.state(), (before, after) -> Tensor.select(keeps, before, after));
            }
        }
        return step;
    }

    /** Returns a mask of its state's shape; a layer below learns nothing from it. */
    private static Tensor mask(Column column, Tensor x, State state) {
        return x.slice(1, column.from(), column.from() + column.width())
                .stopGradient()
                .reshape(state.get(column.state()).shape());
    }
}
