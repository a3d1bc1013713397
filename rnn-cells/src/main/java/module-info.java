/** The cells that come with rnn4j; equations only. */
module rnn4j.cells {
    requires transitive rnn4j.core;
    requires static org.jspecify;

    exports rnn4j.cells;

    provides rnn4j.cell.CellProvider with
            rnn4j.cells.CfcCell.Provider,
            rnn4j.cells.ConvLstmCell.Provider,
            rnn4j.cells.ElmanCell.Provider,
            rnn4j.cells.ElmanReluCell.Provider,
            rnn4j.cells.Gru2014Cell.Provider,
            rnn4j.cells.GruCell.Provider,
            rnn4j.cells.IndrnnCell.Provider,
            rnn4j.cells.LmuCell.Provider,
            rnn4j.cells.LruCell.Provider,
            rnn4j.cells.LstmCell.Provider,
            rnn4j.cells.LstmCoupledCell.Provider,
            rnn4j.cells.LstmLayerNormCell.Provider,
            rnn4j.cells.LstmPeepholeCell.Provider,
            rnn4j.cells.LstmProjectionCell.Provider,
            rnn4j.cells.MinGruCell.Provider,
            rnn4j.cells.MinLstmCell.Provider,
            rnn4j.cells.MinimalGatedCell.Provider,
            rnn4j.cells.MlstmCell.Provider,
            rnn4j.cells.QrnnCell.Provider,
            rnn4j.cells.RgLruCell.Provider,
            rnn4j.cells.SlstmCell.Provider,
            rnn4j.cells.SruCell.Provider,
            rnn4j.cells.UgrnnCell.Provider;
}
