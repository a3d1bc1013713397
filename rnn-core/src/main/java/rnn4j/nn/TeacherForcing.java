package rnn4j.nn;

/**
 * How often a decoder reads the true symbol in training, and not the one that it chose itself, by how many steps of training were
 * made before. Bengio et al. 2015, "Scheduled sampling", arXiv:1506.03099, section 2.4.
 */
@FunctionalInterface
public interface TeacherForcing {

    /** Returns the probability of the true symbol, from 0 to 1. */
    double probability(long step);

    /** Returns the true symbol always. */
    static TeacherForcing always() {
        return step -> 1;
    }

    /** Returns one probability for all steps. */
    static TeacherForcing constant(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("teacher forcing: probability " + probability + "; use 0 to 1");
        }
        return step -> probability;
    }

    /** Returns {@code max(least, begin - slope · step)}: the paper's linear decay. */
    static TeacherForcing linear(double begin, double slope, double least) {
        if (!(least >= 0 && least <= begin && begin <= 1 && slope >= 0)) {
            throw new IllegalArgumentException("teacher forcing: from " + begin + " to " + least + " by " + slope
                    + " a step; use 0 ≤ least ≤ begin ≤ 1 and a slope from 0");
        }
        return step -> Math.max(least, begin - slope * step);
    }

    /** Returns {@code k^step} for k below 1: the paper's exponential decay. */
    static TeacherForcing exponential(double k) {
        if (!(k > 0 && k < 1)) {
            throw new IllegalArgumentException("teacher forcing: k " + k + "; use one between 0 and 1, such as 0.9999");
        }
        return step -> StrictMath.pow(k, (double) step);
    }

    /** Returns {@code k / (k + e^(step / k))} for k of 1 or more: the paper's inverse sigmoid decay. */
    static TeacherForcing inverseSigmoid(double k) {
        if (!(k >= 1 && Double.isFinite(k))) {
            throw new IllegalArgumentException("teacher forcing: k " + k + "; use 1 or more, such as 1000");
        }
        return step -> k / (k + StrictMath.exp(step / k));
    }
}
