package rnn4j.cells;

import java.util.List;
import java.util.stream.Stream;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.testkit.CellContract;

class CfcContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new CfcCell.Provider();
    }

    @Override
    public List<CellSpec> specs() {
        return Stream.concat(
                        CellContract.sizes().stream(),
                        Stream.of(CellSpec.of(3, 5).with("clock", true).with("backbone", 4)))
                .toList();
    }
}
