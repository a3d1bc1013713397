package rnn4j.tensor;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One pass of training, which carries the address of its random numbers. What is random in training, such as dropout, happens
 * exactly within one; outside of it nothing is random.
 *
 * {@snippet :
 * TrainingPass pass = TrainingPass.of(seed, step).samples(17, 4, 99);      // which samples the three rows are
 * Differentiated derived = pass.within(() -> Tape.differentiate(() -> loss(batch)));
 * }
 *
 * <p>A number is addressed by (seed, purpose, place in the model, step, sample, time), never by the place in the batch: a pass
 * that is run again draws the same, and so does a sample that stands in another row. Rows whose samples were not told count as
 * samples 0, 1, 2 and so on, and then the order of the rows does matter.
 */
public final class TrainingPass {

    private static final ScopedValue<TrainingPass> CURRENT = ScopedValue.newInstance();

    private final long seed;
    private final long step;
    private final long[] samples;

    private TrainingPass(long seed, long step, long[] samples) {
        this.seed = seed;
        this.step = step;
        this.samples = samples;
    }

    /**
     * Returns a pass whose rows count as samples by their place.
     *
     * @param step how many steps were made before, so that each draws anew
     */
    public static TrainingPass of(long seed, long step) {
        return new TrainingPass(seed, step, new long[0]);
    }

    /**
     * Returns this pass with the numbers that its rows have in the data.
     *
     * @param numbers one for each row, all different; none to count the rows
     */
    public TrainingPass samples(long... numbers) {
        return new TrainingPass(seed, step, numbers.clone());
    }

    /** Runs work within this pass. */
    public <R> R within(Supplier<R> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** Returns the pass that runs; empty outside of training. */
    public static Optional<TrainingPass> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Returns how many steps of training were made before: what a schedule goes by. */
    public long step() {
        return step;
    }

    /**
     * Returns the random masks of a purpose at a place.
     *
     * @param purpose such as {@code zoneout h}
     * @param place which layer of the model; two layers of one place draw the same
     * @param rows the batch
     */
    public RandomMasks masks(String purpose, String place, int rows) {
        if (samples.length > 0 && samples.length != rows) {
            throw new ShapeException(
                    "training pass",
                    samples.length + " sample numbers for " + rows + " rows; give one for each row, or none");
        }
        RandomSource source = RandomSource.of(seed, purpose).at(place.length());
        for (int i = 0; i < place.length(); i++) {
            source = source.at(place.charAt(i));
        }
        RandomSource here = source.at(step);
        long[] keys = new long[rows];
        for (int row = 0; row < rows; row++) {
            keys[row] = here.bits(samples.length > 0 ? samples[row] : row);
        }
        return new RandomMasks(keys);
    }

    @Override
    public String toString() {
        return "TrainingPass[seed " + seed + ", step " + step + "]";
    }
}
