package rnn4j.tensor;

import rnn4j.kernel.MaskKernels;

/**
 * How often something happens by chance: a multiple of 2^-16, below 1.
 *
 * <p>What is drawn and what is expected are the same number, exactly: {@link #value} and 1 - value are floats.
 *
 * @param of65536 how many times of 65536
 */
public record Chance(int of65536) {

    /** It never happens. */
    public static final Chance NEVER = new Chance(0);

    /** Refuses what is sure to happen. */
    public Chance {
        if (of65536 < 0 || of65536 >= MaskKernels.EVER) {
            throw new IllegalArgumentException("chance: " + of65536 + " of 65536; use 0 to 65535");
        }
    }

    /**
     * Returns the chance nearest to a probability.
     *
     * @param what whose chance it is, for the message
     * @param probability from 0 to less than 1
     */
    public static Chance of(String what, double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    what + ": probability " + probability + "; use one from 0 to less than 1, such as 0.1");
        }
        return new Chance((int) Math.min(MaskKernels.EVER - 1, Math.round(probability * MaskKernels.EVER)));
    }

    /** Returns the probability. */
    public float value() {
        return of65536 * 0x1p-16f;
    }

    /** Returns whether it never happens. */
    public boolean never() {
        return of65536 == 0;
    }
}
