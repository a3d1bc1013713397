package rnn4j.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the likeliest strings of a model that tells, after each symbol, how likely the next ones are: keeps the best few
 * beginnings of each length and continues all of them.
 *
 * <p>Strings that have ended are ranked by {@code log P / ((5 + n) / 6)^α} for n symbols, the end counted, since a longer
 * string is always the less likely one. Wu et al. 2016, arXiv:1609.08144, equation 14. With so many beams that none is ever dropped it
 * finds what trying all strings finds. Of equal ones the first found stays.
 *
 * @param beams how many beginnings are kept, at least 1
 * @param end the symbol that ends a string
 * @param length how many symbols a string has at most, the end not counted; one that reaches it counts as ended
 * @param alpha how much longer strings are favoured: 0 ranks by probability alone, 0.6 to 1 is usual
 */
public record BeamSearch(int beams, int end, int length, double alpha) {

    /** Checks the numbers. */
    public BeamSearch {
        if (beams < 1 || length < 1) {
            throw new IllegalArgumentException(
                    "beam search: " + beams + " beams of " + length + " symbols; use 1 or more of each");
        }
        if (end < 0 || !(alpha >= 0 && Double.isFinite(alpha))) {
            throw new IllegalArgumentException(
                    "beam search: the end is symbol " + end + ", alpha " + alpha + "; use numbers from 0 on");
        }
    }

    /**
     * A model, one symbol at a time.
     *
     * @param <S> what it remembers of the symbols so far; never changed, since several beginnings continue from it
     */
    @FunctionalInterface
    public interface Model<S> {
        /** Reads a symbol. */
        Next<S> read(S state, int symbol);
    }

    /**
     * What a model says after a symbol.
     *
     * @param <S> what it remembers
     */
    public static final class Next<S> {
        private final float[] logits;
        private final S state;

        /**
         * Keeps a copy.
         *
         * @param logits [symbols] of the next symbol, not normalised
         * @param state what the model remembers now
         */
        public Next(float[] logits, S state) {
            this.logits = logits.clone();
            this.state = state;
        }
    }

    private record Beam<S>(@Nullable Beam<S> before, int symbol, int count, double logProbability, S state) {
        List<Integer> symbols() {
            List<Integer> symbols = new ArrayList<>();
            for (Beam<S> beam = this; beam != null && beam.before != null; beam = beam.before) {
                symbols.addFirst(beam.symbol);
            }
            return symbols;
        }
    }

    /**
     * Searches.
     *
     * @param start what the model remembers before the first symbol
     * @param begin the symbol that it reads first; not part of a string
     * @return the strings that have ended, the best first, as many as there are beams at most
     */
    public <S> List<Hypothesis> search(Model<S> model, S start, int begin) {
        List<Hypothesis> ended = new ArrayList<>();
        List<Beam<S>> live = List.of(new Beam<>(null, begin, 0, 0, start));
        for (int step = 0; step <= length && mayGetAmong(ended, live); step++) {
            List<Beam<S>> longer = new ArrayList<>();
            for (Beam<S> beam : live) {
                if (step == length) {
                    ended.add(hypothesis(beam, beam.logProbability, beam.count));
                } else {
                    extend(model.read(beam.state, beam.symbol), beam, longer, ended);
                }
            }
            longer.sort(Comparator.comparingDouble(beam -> -beam.logProbability));
            live = longer.subList(0, Math.min(beams, longer.size()));
            ended.sort(Comparator.comparingDouble(hypothesis -> -hypothesis.score()));
            ended.subList(Math.min(beams, ended.size()), ended.size()).clear();
        }
        return List.copyOf(ended);
    }

    /** Returns whether what goes on may still be better than the worst of the best: no symbol makes it likelier. */
    private <S> boolean mayGetAmong(List<Hypothesis> ended, List<Beam<S>> live) {
        return !live.isEmpty()
                && (ended.size() < beams
                        || score(live.getFirst().logProbability, length)
                                > ended.getLast().score());
    }

    private <S> void extend(Next<S> next, Beam<S> beam, List<Beam<S>> longer, List<Hypothesis> ended) {
        int symbols = next.logits.length;
        double normalizer = LogSums.of(next.logits);
        if (!Double.isFinite(normalizer) || symbols <= end) {
            throw new IllegalArgumentException("beam search: " + symbols + " logits whose sum is " + normalizer
                    + "; give finite ones for symbols 0 to " + end + " at least");
        }
        for (int symbol = 0; symbol < symbols; symbol++) {
            double logProbability = beam.logProbability + next.logits[symbol] - normalizer;
            if (logProbability == Double.NEGATIVE_INFINITY) {
                continue;
            }
            if (symbol == end) {
                ended.add(hypothesis(beam, logProbability, beam.count + 1));
            } else {
                longer.add(new Beam<>(beam, symbol, beam.count + 1, logProbability, next.state));
            }
        }
    }

    private <S> Hypothesis hypothesis(Beam<S> beam, double logProbability, int count) {
        return new Hypothesis(beam.symbols(), logProbability, score(logProbability, count));
    }

    private double score(double logProbability, int count) {
        return logProbability / StrictMath.pow((5 + count) / 6.0, alpha);
    }
}
