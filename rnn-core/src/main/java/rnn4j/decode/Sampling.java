package rnn4j.decode;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Chooses a symbol from a model's logits: {@code softmax(logits / temperature)}, cut down to the likely ones, then drawn from.
 *
 * <p>With {@link StrictMath}, so that the same numbers choose the same symbols on every machine. Of equal logits the first
 * counts as the greater.
 *
 * @param temperature what the logits are divided by: 1 as learnt, less for the likelier, 0 for the likeliest alone
 * @param topK how many of the likeliest symbols stay (Fan et al. 2018, "Hierarchical neural story generation")
 * @param topP of the likeliest symbols as many stay as have this probability together (Holtzman et al. 2020, "The curious case
 *     of neural text degeneration"); 1 for all
 */
public record Sampling(double temperature, int topK, double topP) {

    /** Checks the numbers. */
    public Sampling {
        if (!(temperature >= 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("sampling: temperature " + temperature + "; use 0 or more");
        }
        if (topK < 1) {
            throw new IllegalArgumentException("sampling: the " + topK + " likeliest symbols; keep 1 or more");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("sampling: probability " + topP + "; use a number above 0, up to 1");
        }
    }

    /** Returns the likeliest symbol, always. */
    public static Sampling greedy() {
        return temperature(0);
    }

    /** Returns what draws from all symbols. */
    public static Sampling temperature(double temperature) {
        return new Sampling(temperature, Integer.MAX_VALUE, 1);
    }

    /** Returns this with as many symbols at most. */
    public Sampling topK(int symbols) {
        return new Sampling(temperature, symbols, topP);
    }

    /** Returns this with the likeliest symbols alone that have a probability together. */
    public Sampling topP(double probability) {
        return new Sampling(temperature, topK, probability);
    }

    /**
     * Chooses.
     *
     * @param logits [symbols], not normalised
     * @param chance a random number from 0 to below 1
     * @return the symbol
     * @throws IllegalArgumentException when there is no symbol, or a logit is not a number
     */
    public int choose(float[] logits, double chance) {
        int likeliest = likeliest(logits);
        if (temperature == 0) {
            return likeliest;
        }
        double[] weights = new double[logits.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(((double) logits[i] - logits[likeliest]) / temperature);
        }
        if (topK < weights.length || topP < 1) {
            keepLikely(weights);
        }
        return draw(weights, chance, likeliest);
    }

    private static int likeliest(float[] logits) {
        if (logits.length == 0) {
            throw new IllegalArgumentException("sampling: there is no symbol to choose; give a logit for each");
        }
        int likeliest = 0;
        for (int i = 0; i < logits.length; i++) {
            if (Float.isNaN(logits[i])) {
                throw new IllegalArgumentException("sampling: the logit of symbol " + i + " is not a number");
            }
            likeliest = logits[i] > logits[likeliest] ? i : likeliest;
        }
        return likeliest;
    }

    /** Sets the weights of all others to zero. */
    private void keepLikely(double[] weights) {
        int[] order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(symbol -> -weights[symbol]))
                .mapToInt(Integer::intValue)
                .toArray();
        double enough = topP * Arrays.stream(weights).sum();
        double sum = 0;
        for (int place = 0; place < order.length; place++) {
            boolean kept = place < topK && (place == 0 || sum < enough);
            sum += weights[order[place]];
            weights[order[place]] = kept ? weights[order[place]] : 0;
        }
    }

    /** Returns the symbol at which the sum of the weights passes a share of it. */
    private static int draw(double[] weights, double chance, int otherwise) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double upTo = 0;
        int last = otherwise;
        for (int symbol = 0; symbol < weights.length; symbol++) {
            upTo += weights[symbol];
            if (weights[symbol] > 0) {
                last = symbol;
                if (upTo > chance * total) {
                    return symbol;
                }
            }
        }
        return last; // the sum was rounded below the share
    }
}
