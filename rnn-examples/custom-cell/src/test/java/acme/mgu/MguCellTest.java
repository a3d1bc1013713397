package acme.mgu;

import rnn4j.cell.CellProvider;
import rnn4j.testkit.CellContract;

class MguCellTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new MguCell.Provider();
    }
}
