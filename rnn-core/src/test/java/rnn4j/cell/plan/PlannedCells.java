package rnn4j.cell.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import rnn4j.cell.Cell;
import rnn4j.cell.ToyCells;
import rnn4j.tensor.Parameters;

/** Cells of the literature, written as a stranger would write them: what every plan is held to. */
public final class PlannedCells {

    private static final List<Entry> ALL = ImmutableList.<Entry>builder()
            .add(new Entry("lstm-1997", GatedCells::lstm1997))
            .add(new Entry("lstm-separate", GatedCells::lstmOfSeparateWeights))
            .add(new Entry("peephole", GatedCells::peephole))
            .add(new Entry("lstm-projected", GatedCells::projected))
            .add(new Entry("lstm-layer-norm", GatedCells::layerNorm))
            .add(new Entry("gru-2014", GatedCells::gru2014))
            .add(new Entry("mgu", GatedCells::mgu))
            .add(new Entry("ugrnn", GatedCells::ugrnn))
            .add(new Entry("sru", LinearCells::sru))
            .add(new Entry("qrnn", LinearCells::qrnn))
            .add(new Entry("indrnn", LinearCells::indRnn))
            .add(new Entry("min-gru", LinearCells::minGru))
            .add(new Entry("lru", LinearCells::lru))
            .add(new Entry("rwkv-4", LinearCells::rwkv4))
            .add(new Entry("rg-lru", LinearCells::rgLru))
            .add(new Entry("slstm", HeadCells::slstm))
            .add(new Entry("mlstm", HeadCells::mlstm))
            .add(new Entry("gated-delta", HeadCells::gatedDelta))
            .add(new Entry("clockwork", TimeCells::clockwork))
            .add(new Entry("phased-lstm", TimeCells::phasedLstm))
            .add(new Entry("ltc", TimeCells::ltc))
            .add(new Entry("cfc", TimeCells::cfc))
            .add(new Entry("lmu", TimeCells::lmu))
            .add(new Entry("twisted", (input, hidden, parameters) -> ToyCells.twisted(input, parameters)))
            .add(new Entry("block-diagonal", WindowCells::blockDiagonal))
            .add(new Entry("convolution", WindowCells::convolution))
            .build();

    private PlannedCells() {}

    /** Makes a cell in a scope of its own. */
    @FunctionalInterface
    public interface Factory {
        /** Creates the parameters and returns the cell; its declared input may be wider by a column for the time. */
        Cell create(int input, int hidden, Parameters parameters);
    }

    /** A cell by name. */
    public record Entry(String name, Factory factory) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Returns all cells. */
    public static List<Entry> all() {
        return ALL;
    }
}
