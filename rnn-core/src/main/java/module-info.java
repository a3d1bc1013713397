/** Kernels, tensors with derivatives, the cell SPI and its drivers, layers. */
@SuppressWarnings("module") // the kit that checks plans is built later
module rnn4j.core {
    exports rnn4j.cell;
    exports rnn4j.cell.graph;
    exports rnn4j.cell.plan to
            rnn4j.testkit;
    exports rnn4j.decode;
    exports rnn4j.inspect;
    exports rnn4j.nn;
    exports rnn4j.tensor;

    requires com.google.common;
    requires jdk.incubator.vector;
    requires static org.jspecify;

    uses rnn4j.cell.CellProvider;
}
