package rnn4j.cells;

import rnn4j.cell.CellProvider;
import rnn4j.testkit.CellContract;

class Gru2014ContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new Gru2014Cell.Provider();
    }
}
