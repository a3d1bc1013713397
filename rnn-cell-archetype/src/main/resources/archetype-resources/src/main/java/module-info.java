/** The cell ${cellName}. */
module ${package} {
    requires transitive rnn4j.core;

    provides rnn4j.cell.CellProvider with
            ${package}.${cellClass}.Provider;
}
