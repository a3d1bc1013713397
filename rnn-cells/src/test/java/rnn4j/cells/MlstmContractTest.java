package rnn4j.cells;

import java.util.List;
import java.util.stream.Stream;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.testkit.CellContract;

class MlstmContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new MlstmCell.Provider();
    }

    /** The memory is a matrix for each row. */
    @Override
    public boolean streamsWithoutAllocation() {
        return false;
    }

    @Override
    public List<CellSpec> specs() {
        return Stream.concat(
                        CellContract.sizes().stream(),
                        Stream.of(CellSpec.of(2, 6).with("heads", 3)))
                .toList();
    }
}
