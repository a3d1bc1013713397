package rnn4j.train.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BLEU of all sequences together, from 0 to 1: Papineni et al. 2002, "BLEU: a method for automatic evaluation of machine translation".
 *
 * <pre>
 * BLEU = min(1, e^(1 − r / c)) (p₁ ⋯ pₙ)^(1/n)
 * </pre>
 *
 * <p>p is the share of runs of symbols of one length that are in an expected sequence too, each at most as often as there; c is how many
 * symbols were written, r how many were expected: of several expected sequences the one nearest in length, the shorter of equally near
 * ones. Nothing is smoothed: without one common run of the greatest length it is 0.
 */
public final class Bleu implements TextMetric {

    private final long[] matches;
    private final long[] runs;
    private long written;
    private long expected;
    private long count;

    /** Begins with no sequence; runs are of 1 to {@code order} symbols, usually 4. */
    public Bleu(int order) {
        checkArgument(order >= 1, "BLEU: runs of %s symbols; use some 4", order);
        matches = new long[order];
        runs = new long[order];
    }

    @Override
    public String name() {
        return "BLEU-" + runs.length;
    }

    @Override
    public void add(List<?> written, List<?> expected) {
        addAny(written, List.of(expected));
    }

    /** Counts one sequence that is right when it is like any of several, at least one. */
    public void addAny(List<?> sequence, List<? extends List<?>> references) {
        checkArgument(!references.isEmpty(), "BLEU: no expected sequence; give one or more");
        for (int length = 1; length <= runs.length; length++) {
            Map<List<?>, Long> most = new HashMap<>();
            for (List<?> reference : references) {
                counts(reference, length).forEach((run, times) -> most.merge(run, times, Math::max));
            }
            for (Map.Entry<List<?>, Long> run : counts(sequence, length).entrySet()) {
                matches[length - 1] += Math.min(run.getValue(), most.getOrDefault(run.getKey(), 0L));
            }
            runs[length - 1] += Math.max(sequence.size() - length + 1, 0);
        }
        written += sequence.size();
        expected += nearest(sequence.size(), references);
        count++;
    }

    private static Map<List<?>, Long> counts(List<?> sequence, int length) {
        Map<List<?>, Long> counts = new HashMap<>();
        for (int i = 0; i + length <= sequence.size(); i++) {
            counts.merge(sequence.subList(i, i + length), 1L, Long::sum);
        }
        return counts;
    }

    private static int nearest(int size, List<? extends List<?>> references) {
        int nearest = references.getFirst().size();
        for (List<?> reference : references) {
            int distance = Math.abs(reference.size() - size) - Math.abs(nearest - size);
            if (distance < 0 || (distance == 0 && reference.size() < nearest)) {
                nearest = reference.size();
            }
        }
        return nearest;
    }

    @Override
    public double value() {
        if (count == 0) {
            return Double.NaN;
        }
        double logs = 0;
        for (int i = 0; i < runs.length; i++) {
            if (matches[i] == 0) {
                return 0;
            }
            logs += StrictMath.log((double) matches[i] / runs[i]) / runs.length;
        }
        double brevity = Math.min(0, 1 - (double) expected / written);
        return StrictMath.exp(brevity + logs);
    }

    @Override
    public long count() {
        return count;
    }
}
