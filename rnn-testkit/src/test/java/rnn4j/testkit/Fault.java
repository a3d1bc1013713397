package rnn4j.testkit;

import java.util.List;
import java.util.function.BiFunction;
import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Parameters;

/**
 * A cell with one fault, and who should find it.
 *
 * @param name of the fault
 * @param provider of the cell
 * @param specs at which sizes it is looked at
 * @param property that is there for it
 * @param found a part of what the property says
 */
record Fault(String name, CellProvider provider, List<CellSpec> specs, String property, String found)
        implements CellContract {

    private static final List<CellSpec> SIZES = List.of(CellSpec.of(2, 3), CellSpec.of(5, 7));

    /** Returns a fault of a cell that is made of a spec and parameters. */
    static Fault of(String name, BiFunction<CellSpec, Parameters, Cell> factory, String property, String found) {
        return of(name, ToyCell.Provider.of(factory), property, found);
    }

    /** Returns a fault of a provider. */
    static Fault of(String name, CellProvider provider, String property, String found) {
        return new Fault(name, provider, SIZES, property, found);
    }

    /** Returns this fault, looked at at other sizes or with options. */
    Fault at(CellSpec... others) {
        return new Fault(name, provider, List.of(others), property, found);
    }

    @Override
    public String toString() {
        return name;
    }
}
