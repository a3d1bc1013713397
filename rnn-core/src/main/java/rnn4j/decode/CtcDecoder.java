package rnn4j.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rnn4j.cell.Sequence;

/**
 * Reads what a model says that was trained with connectionist temporal classification: a symbol or a blank at each step, where
 * repeated symbols are one and blanks are nothing. Graves et al. 2006, "Connectionist temporal classification".
 *
 * @param blank the symbol that stands for nothing
 */
public record CtcDecoder(int blank) {

    /** Checks the symbol. */
    public CtcDecoder {
        if (blank < 0) {
            throw new IllegalArgumentException("ctc: the blank is symbol " + blank + "; use 0 or more");
        }
    }

    /**
     * Returns the likeliest symbol of each step, repeats joined, blanks left out: fast, and not always the likeliest string.
     *
     * @param logits [time, batch, symbols], not normalised
     * @return for each row of the batch its symbols
     */
    public List<List<Integer>> bestPath(Sequence logits) {
        check(logits);
        return IntStream.range(0, logits.batch())
                .mapToObj(row -> bestPath(logits, row))
                .toList();
    }

    private List<Integer> bestPath(Sequence logits, int row) {
        List<Integer> symbols = new ArrayList<>();
        int before = blank;
        for (int t = 0; t < logits.lengths().at(row); t++) {
            int likeliest = Sampling.greedy().choose(step(logits, t, row), 0);
            if (likeliest != before && likeliest != blank) {
                symbols.add(likeliest);
            }
            before = likeliest;
        }
        return List.copyOf(symbols);
    }

    /**
     * Searches for the likeliest strings, the probabilities of all paths of a string added. With so many beams that none is
     * dropped these are exact. Hannun et al. 2014, arXiv:1408.2873, without a language model.
     *
     * @param logits [time, batch, symbols], not normalised
     * @param beams how many beginnings are kept at each step
     * @return for each row of the batch its strings, the likeliest first; the score is the logarithm of the probability
     */
    public List<List<Hypothesis>> prefixBeams(Sequence logits, int beams) {
        check(logits);
        if (beams < 1) {
            throw new IllegalArgumentException("ctc: " + beams + " beams; use 1 or more");
        }
        return IntStream.range(0, logits.batch())
                .mapToObj(row -> prefixBeams(logits, row, beams))
                .toList();
    }

    /**
     * The paths that read as one string so far.
     *
     * @param blank the logarithm of the probability of those that end with a blank
     * @param symbol of those that end with the string's last symbol
     */
    private record Paths(double blank, double symbol) {
        double all() {
            return LogSums.of(blank, symbol);
        }

        Paths and(Paths more) {
            return new Paths(LogSums.of(blank, more.blank), LogSums.of(symbol, more.symbol));
        }
    }

    private List<Hypothesis> prefixBeams(Sequence logits, int row, int beams) {
        Map<List<Integer>, Paths> prefixes = Map.of(List.of(), new Paths(0, Double.NEGATIVE_INFINITY));
        for (int t = 0; t < logits.lengths().at(row); t++) {
            Map<List<Integer>, Paths> longer = new LinkedHashMap<>();
            float[] step = step(logits, t, row);
            double normalizer = LogSums.of(step);
            if (!Double.isFinite(normalizer)) {
                throw new IllegalArgumentException("ctc: the logits of row " + row + " at step " + t + " sum to "
                        + normalizer + "; give finite ones");
            }
            prefixes.forEach((prefix, paths) -> extend(prefix, paths, step, normalizer, longer));
            prefixes = likeliest(longer, beams);
        }
        return prefixes.entrySet().stream()
                .map(entry -> new Hypothesis(
                        entry.getKey(), entry.getValue().all(), entry.getValue().all()))
                .toList();
    }

    private void extend(
            List<Integer> prefix, Paths paths, float[] logits, double normalizer, Map<List<Integer>, Paths> longer) {
        int last = prefix.isEmpty() ? blank : prefix.getLast();
        for (int symbol = 0; symbol < logits.length; symbol++) {
            double log = logits[symbol] - normalizer;
            if (symbol == blank) {
                longer.merge(prefix, new Paths(paths.all() + log, Double.NEGATIVE_INFINITY), Paths::and);
                continue;
            }
            List<Integer> more = new ArrayList<>(prefix);
            more.add(symbol);
            if (symbol == last) {
                // the same symbol goes on, unless a blank came between
                longer.merge(prefix, new Paths(Double.NEGATIVE_INFINITY, paths.symbol + log), Paths::and);
                longer.merge(List.copyOf(more), new Paths(Double.NEGATIVE_INFINITY, paths.blank + log), Paths::and);
            } else {
                longer.merge(List.copyOf(more), new Paths(Double.NEGATIVE_INFINITY, paths.all() + log), Paths::and);
            }
        }
    }

    private static Map<List<Integer>, Paths> likeliest(Map<List<Integer>, Paths> prefixes, int beams) {
        Map<List<Integer>, Paths> kept = new LinkedHashMap<>();
        prefixes.entrySet().stream()
                .filter(entry -> entry.getValue().all() > Double.NEGATIVE_INFINITY)
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().all()))
                .limit(beams)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }

    private void check(Sequence logits) {
        if (logits.features() <= blank) {
            throw new IllegalArgumentException("ctc: the logits are of " + logits.features()
                    + " symbols, and the blank is " + blank + "; use symbols from 0 on");
        }
    }

    private static float[] step(Sequence logits, int t, int row) {
        return logits.values().index(0, t).index(0, row).values();
    }
}
