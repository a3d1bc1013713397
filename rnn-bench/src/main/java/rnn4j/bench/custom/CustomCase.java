package rnn4j.bench.custom;

import java.util.List;
import rnn4j.bench.contest.Job;
import rnn4j.bench.grid.Entry;
import rnn4j.bench.grid.Kind;
import rnn4j.bench.grid.Sizes;

/**
 * One cell at the shape of one row of the grid.
 *
 * @param cell its name in the registry
 * @param row such as {@code T1}
 * @param kind training or inference
 */
public record CustomCase(String cell, String row, Kind kind) {
    /** What a job is called. */
    public static final String PROGRAM = "custom";

    /** Checks the row. */
    public CustomCase {
        sizes(row);
    }

    /** Reads the case of a job. */
    public static CustomCase of(Job job) {
        List<String> words = job.words();
        return new CustomCase(words.get(0), words.get(1), Kind.valueOf(words.get(2)));
    }

    /** Returns the job of this case. */
    public Job job(int threads) {
        return Job.of(PROGRAM, threads, cell, row, kind.name());
    }

    /** Returns this case with another cell. */
    public CustomCase with(String other) {
        return new CustomCase(other, row, kind);
    }

    /** Returns what comes after the vendor: {@code slstm} of {@code bench.slstm}. */
    public String equations() {
        return cell.substring(cell.lastIndexOf('.') + 1);
    }

    /** Returns the sizes. */
    public Sizes sizes() {
        return sizes(row);
    }

    /** Returns {@code T1 bench.slstm training}. */
    @Override
    public String toString() {
        return row + " " + cell + " " + kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Sizes sizes(String row) {
        return Entry.ALL.stream()
                .filter(entry -> entry.shape().equals(row) && entry.kind() == Kind.TRAINING && !entry.characters())
                .findFirst()
                .map(Entry::sizes)
                .orElseThrow(() -> new IllegalArgumentException(
                        "custom: there is no row " + row + " with one layer; use T1, T2, T3, T4 or T6"));
    }
}
