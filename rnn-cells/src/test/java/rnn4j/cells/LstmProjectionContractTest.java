package rnn4j.cells;

import rnn4j.cell.CellProvider;
import rnn4j.testkit.CellContract;

class LstmProjectionContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new LstmProjectionCell.Provider();
    }
}
