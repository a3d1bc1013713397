package ${package};

import rnn4j.cell.CellProvider;
import rnn4j.testkit.CellContract;

/** All that every cell keeps: gradients, cuts, padding, resets, threads, files, plans. It prints a certificate. */
class ${cellClass}ContractTest implements CellContract {

    @Override
    public CellProvider provider() {
        return new ${cellClass}.Provider();
    }
}
