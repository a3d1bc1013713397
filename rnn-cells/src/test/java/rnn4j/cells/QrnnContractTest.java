package rnn4j.cells;

import rnn4j.cell.CellProvider;
import rnn4j.testkit.CellContract;

class QrnnContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new QrnnCell.Provider();
    }
}
