package rnn4j.cells;

import java.util.List;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.testkit.CellContract;

class LruContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new LruCell.Provider();
    }

    /** The cosine of e^θ bends within the step of a difference where the phase is large. */
    @Override
    public List<CellSpec> specs() {
        return CellContract.sizes().stream().map(size -> size.with("phase", 1)).toList();
    }
}
