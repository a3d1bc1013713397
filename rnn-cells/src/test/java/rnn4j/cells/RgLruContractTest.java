package rnn4j.cells;

import java.util.List;
import java.util.stream.Stream;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.testkit.CellContract;

class RgLruContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new RgLruCell.Provider();
    }

    @Override
    public List<CellSpec> specs() {
        return Stream.concat(
                        CellContract.sizes().stream(),
                        Stream.of(CellSpec.of(2, 6).with("heads", 3)))
                .toList();
    }
}
