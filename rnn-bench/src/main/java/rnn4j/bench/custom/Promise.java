package rnn4j.bench.custom;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import rnn4j.bench.contest.Comparison;
import rnn4j.bench.contest.Measure;
import rnn4j.bench.contest.Rival;
import rnn4j.bench.contest.Spread;
import rnn4j.bench.contest.Work;
import rnn4j.bench.grid.GridCell;
import rnn4j.bench.grid.Kind;
import rnn4j.bench.grid.OwnInference;
import rnn4j.bench.grid.Sizes;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.nn.Recurrent;
import rnn4j.nn.Regularizers;
import rnn4j.tensor.Init;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;

/** What is promised beside the plain LSTM on full sequences; training is forward and backward, without an optimizer. */
public enum Promise {
    /** Variational dropout and zoneout of an LSTM cost little. */
    REGULARIZED("lstm", 0.9, "T1"),

    /** An LSTM's steps of sequences of all lengths take no longer than those of full ones. */
    RAGGED("lstm", 1.0, "T1", "T2"),

    /** Normalisation of its gates and its memory costs an LSTM little. */
    LAYER_NORM("bench.layer-norm-lstm", 0.9),

    /** An Elman network makes as much of the peak as an LSTM. */
    ELMAN_SHARE("elman", 0.95),

    /** A GRU makes as much of the peak as an LSTM. */
    GRU_SHARE("gru", 0.95);

    private static final Regularizers REGULARIZERS =
            Regularizers.none().variational(0.2).zoneout("c", 0.5).zoneout("h", 0.05);

    private final String cell;
    private final double bound;
    private final ImmutableList<String> rows;

    /** Promises a ratio at some rows; without any, at all. */
    Promise(String cell, double bound, String... rows) {
        this.cell = cell;
        this.bound = bound;
        this.rows = ImmutableList.copyOf(rows);
    }

    /** Returns {@code gru-share}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns all words. */
    public static List<String> words() {
        return Stream.of(values()).map(Promise::word).toList();
    }

    /** Returns the promise of a word. */
    public static Promise of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Returns whether it is one of training or of inference. */
    public boolean concerns(Kind kind) {
        return kind == Kind.TRAINING || (kind == Kind.INFERENCE && this == RAGGED);
    }

    /**
     * Measures it.
     *
     * @param peak flop a second
     */
    public Comparison measure(CustomCase asked, LongSupplier clock, double peak, int rounds, double warmUp)
            throws Exception {
        Sizes sizes = asked.sizes();
        Sequence full = Sequence.full(random("x", sizes.length(), sizes.batch(), sizes.input()));
        Sequence xs = this == RAGGED ? new Sequence(full.values(), lengths(sizes)) : full;
        try (Work ours = work(cell, asked, xs, this == REGULARIZED ? REGULARIZERS : Regularizers.none());
                Work other = work("lstm", asked, full, Regularizers.none())) {
            Turns turns = new Bout(ours, other, clock).run(rounds, warmUp);
            return compare(asked, turns, (double) xs.lengths().total(), peak);
        }
    }

    private static Work work(String cell, CustomCase asked, Sequence xs, Regularizers regularizers) {
        Sizes sizes = asked.sizes();
        Parameters parameters = Parameters.seeded(1);
        CellSpec spec = CellSpec.of(sizes.input(), sizes.hidden());
        Recurrent plain = new Recurrent(CellRegistry.load().create(cell, spec, parameters));
        Recurrent layer = regularizers.equals(Regularizers.none()) ? plain : plain.with(regularizers);
        if (asked.kind() == Kind.INFERENCE) {
            return new OwnInference(Threads.of(1), layer, xs);
        }
        Tensor slopes = random("slopes", sizes.length(), sizes.batch(), sizes.hidden());
        return new ForwardBackward(layer, parameters, xs, slopes);
    }

    private static Tensor random(String name, int... sizes) {
        return Init.uniform(-1, 1).draw(Shape.of(sizes), RandomSource.of(1, name));
    }

    /** From 1 to all steps, each as often. */
    private static Lengths lengths(Sizes sizes) {
        SplittableRandom random = new SplittableRandom(1);
        return Lengths.of(random.ints(sizes.batch(), 1, sizes.length() + 1).toArray());
    }

    private Comparison compare(CustomCase asked, Turns turns, double steps, double peak) {
        boolean share = this == ELMAN_SHARE || this == GRU_SHARE;
        double ours = share ? seconds(cell, asked, peak) : steps;
        double other = share ? seconds("lstm", asked, peak) : asked.sizes().steps();
        return new Comparison(
                asked.row() + " " + word() + " " + asked.kind().name().toLowerCase(Locale.ROOT),
                1,
                share ? Measure.SHARE_OF_PEAK : Measure.STEPS_PER_SECOND,
                new Rival(title(steps / asked.sizes().steps()), over(turns.ours(), ours)),
                new Rival(this == RAGGED ? "full" : "plain lstm", over(turns.other(), other)),
                times(turns.ratio(), ours / other),
                rows.isEmpty() || rows.contains(asked.row()) ? bound : Double.NaN);
    }

    private String title(double real) {
        return switch (this) {
            case REGULARIZED -> "with dropout and zoneout";
            case RAGGED -> String.format(Locale.ROOT, "ragged, %.0f %% real", 100 * real);
            case LAYER_NORM, ELMAN_SHARE, GRU_SHARE -> cell;
        };
    }

    /** How long a cell's nominal flop take at the peak; backward they are twice those forward. */
    private static double seconds(String cell, CustomCase asked, double peak) {
        Sizes sizes = asked.sizes();
        int gates = GridCell.valueOf(cell.toUpperCase(Locale.ROOT)).gates();
        return 3 * 2.0 * gates * sizes.hidden() * (sizes.input() + sizes.hidden()) * sizes.steps() / peak;
    }

    private static Spread over(Spread nanos, double work) {
        return new Spread(work * 1e9 / nanos.median(), work * 1e9 / nanos.high(), work * 1e9 / nanos.low());
    }

    private static Spread times(Spread spread, double factor) {
        return new Spread(spread.median() * factor, spread.low() * factor, spread.high() * factor);
    }
}
