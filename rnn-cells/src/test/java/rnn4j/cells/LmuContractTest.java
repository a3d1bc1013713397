package rnn4j.cells;

import java.util.List;
import java.util.stream.Stream;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.testkit.CellContract;

class LmuContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new LmuCell.Provider();
    }

    @Override
    public List<CellSpec> specs() {
        return Stream.concat(
                        CellContract.sizes().stream(),
                        Stream.of(CellSpec.of(3, 5).with("order", 3).with("theta", 7.5)))
                .toList();
    }
}
