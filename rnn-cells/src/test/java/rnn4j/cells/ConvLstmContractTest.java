package rnn4j.cells;

import java.util.List;
import java.util.stream.Stream;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellSpec;
import rnn4j.testkit.CellContract;

class ConvLstmContractTest implements CellContract {
    @Override
    public CellProvider provider() {
        return new ConvLstmCell.Provider();
    }

    /** A convolution is an operation of its own. */
    @Override
    public boolean streamsWithoutAllocation() {
        return false;
    }

    @Override
    public List<CellSpec> specs() {
        return Stream.of(
                        CellSpec.of(1, 1),
                        CellSpec.of(5, 7).with("kernel", 1),
                        picture(CellSpec.of(6, 12), 3, 2),
                        picture(CellSpec.of(9, 18), 3, 3),
                        picture(CellSpec.of(24, 12), 4, 3).with("kernel", 5))
                .toList();
    }

    private static CellSpec picture(CellSpec spec, int height, int width) {
        return spec.with("height", height).with("width", width);
    }
}
