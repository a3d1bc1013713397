package rnn4j.bench.grid;

import java.util.ArrayList;
import java.util.List;
import rnn4j.bench.contest.Measure;

/**
 * One entry of the grid.
 *
 * @param shape its row: T1 to T6, I1 to I6, S1 to S3
 * @param cell its column
 * @param kind what is done
 * @param sizes of sequences and cell; those of the character model are its upper layer's
 */
public record Entry(String shape, GridCell cell, Kind kind, Sizes sizes) {
    /** The row of the character model: embedding, two layers, logits, cross-entropy. */
    private static final String CHARACTERS = "T5";

    /** How many symbols the character model knows. */
    public static final int SYMBOLS = 96;

    /** How wide its embedding is. */
    public static final int EMBEDDING = 128;

    /** How many layers it has. */
    public static final int LAYERS = 2;

    /** Where its gradients are clipped, by their common norm. */
    public static final double CLIP = 5;

    /**
     * The learning rate of all training steps: so small that the outputs, whose squares are the loss, stay what they are. Near
     * zero they become subnormal numbers, which some processors multiply many times slower, whoever asks.
     */
    public static final double RATE = 1e-7;

    /** Every entry, in the order of the tables. */
    public static final List<Entry> ALL = all();

    private static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        for (Kind kind : List.of(Kind.TRAINING, Kind.INFERENCE)) {
            String letter = kind == Kind.TRAINING ? "T" : "I";
            add(entries, letter + 1, kind, new Sizes(32, 64, 64, 128));
            add(entries, letter + 2, kind, new Sizes(64, 100, 128, 256));
            add(entries, letter + 3, kind, new Sizes(64, 50, 512, 512));
            add(entries, letter + 4, kind, new Sizes(128, 64, 1024, 1024));
            if (kind == Kind.TRAINING) {
                entries.add(new Entry(CHARACTERS, GridCell.LSTM, kind, new Sizes(64, 100, 512, 512)));
            }
            add(entries, letter + 6, kind, new Sizes(1, 50, 8, 32));
        }
        add(entries, "S1", Kind.STREAM, new Sizes(1, 1, 32, 64));
        add(entries, "S2", Kind.STREAM, new Sizes(1, 1, 128, 256));
        add(entries, "S3", Kind.STREAM, new Sizes(1, 1, 512, 1024));
        return List.copyOf(entries);
    }

    private static void add(List<Entry> entries, String shape, Kind kind, Sizes sizes) {
        for (GridCell cell : GridCell.values()) {
            entries.add(new Entry(shape, cell, kind, sizes));
        }
    }

    /** Returns the entry of a key such as {@code T1-LSTM}. */
    public static Entry of(String key) {
        return ALL.stream()
                .filter(entry -> entry.key().equalsIgnoreCase(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("grid: there is no entry " + key));
    }

    /** Returns {@code T1-LSTM}. */
    public String key() {
        return shape + "-" + cell;
    }

    /** Returns whether this is the character model. */
    public boolean characters() {
        return shape.equals(CHARACTERS);
    }

    /** Returns in what it is measured. */
    public Measure measure() {
        return kind == Kind.STREAM ? Measure.MICROSECONDS : Measure.STEPS_PER_SECOND;
    }

    /**
     * Returns the nominal flop of one sequence-step: its products, and in training twice as many backward.
     *
     * <p>The first layer's input gradient counts, though nobody needs it.
     */
    public double flop() {
        double forward = layer(sizes.input());
        if (characters()) {
            forward = layer(EMBEDDING) + (LAYERS - 1) * layer(sizes.hidden()) + 2.0 * sizes.hidden() * SYMBOLS;
        }
        return kind == Kind.TRAINING ? 3 * forward : forward;
    }

    private double layer(int input) {
        return 2.0 * cell.gates() * sizes.hidden() * (input + sizes.hidden());
    }

    @Override
    public String toString() {
        return shape + " " + cell;
    }
}
