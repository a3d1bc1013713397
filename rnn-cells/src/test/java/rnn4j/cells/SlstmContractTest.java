package rnn4j.cells;

import rnn4j.cell.CellProvider;
import rnn4j.testkit.CellContract;

class SlstmContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new SlstmCell.Provider();
    }

    /** The stabiliser is a state, too, and no gradient passes to it. */
    @Override
    public boolean gradientIsExact() {
        return false;
    }
}
