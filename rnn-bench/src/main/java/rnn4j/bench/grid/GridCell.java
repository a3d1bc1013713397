package rnn4j.bench.grid;

import java.util.Locale;

/** A cell of the grid. */
public enum GridCell {
    /** Long short-term memory. */
    LSTM("LSTM", 4),

    /** The simple recurrent network, with tanh. */
    ELMAN("Elman", 1),

    /** The gated recurrent unit whose reset acts after the product. */
    GRU("GRU", 3);

    private final String title;
    private final int gates;

    GridCell(String title, int gates) {
        this.title = title;
        this.gates = gates;
    }

    /** Returns how many products stand side by side. */
    public int gates() {
        return gates;
    }

    /** Returns its name in our registry. */
    public String registered() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return title;
    }
}
