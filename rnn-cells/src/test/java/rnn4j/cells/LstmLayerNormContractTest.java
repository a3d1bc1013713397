package rnn4j.cells;

import java.util.List;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.testkit.CellContract;

class LstmLayerNormContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new LstmLayerNormCell.Provider();
    }

    /** The norm of one or two units jumps within √ε of zero, which the standard 1e-5 makes as small as a difference's step. */
    @Override
    public List<CellSpec> specs() {
        return CellContract.sizes().stream()
                .map(size -> size.with("epsilon", 0.5))
                .toList();
    }
}
