/** The cells that come with rnn4j; equations only. */
module rnn4j.cells {
    requires transitive rnn4j.core;
    requires static org.jspecify;

    exports rnn4j.cells;

    provides rnn4j.cell.CellProvider with
            rnn4j.cells.ElmanCell.Provider,
            rnn4j.cells.GruCell.Provider,
            rnn4j.cells.LstmCell.Provider;
}
