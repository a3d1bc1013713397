/** A stranger's cell: what a plugin of one's own looks like. */
module acme.mgu {
    requires transitive rnn4j.core;
    requires static org.jspecify;

    provides rnn4j.cell.CellProvider with
            acme.mgu.MguCell.Provider;
}
