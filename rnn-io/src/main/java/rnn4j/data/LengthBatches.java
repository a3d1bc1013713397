package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import rnn4j.tensor.RandomSource;
import rnn4j.tensor.Snapshot;

/**
 * Samples in batches of like length, so that little of a batch is padding: each epoch sorts them by length, equal ones by chance, and gives
 * the batches in an order by chance. The same seed gives the same epochs; every sample is in each epoch once.
 *
 * <p>Iterating gives one epoch after another; its place can be saved and set back. For one thread.
 */
public final class LengthBatches implements Iterator<int[]> {

    private static final String PLACE = "place";

    private final int[] lengths;
    private final int size;
    private final RandomSource random;
    private final Map<String, Object> identity;
    private long epoch;
    private int next;
    private List<int[]> batches;

    private LengthBatches(int[] lengths, int size, long seed) {
        this.lengths = lengths;
        this.size = size;
        this.random = RandomSource.of(seed, "length batches");
        this.identity = ImmutableMap.of(
                "samples", (long) lengths.length, "size", (long) size, "seed", seed, "steps", steps(lengths));
        this.batches = epoch(0);
    }

    private static long steps(int[] lengths) {
        return IntStream.of(lengths).asLongStream().sum();
    }

    /**
     * Describes batches.
     *
     * @param lengths of the samples, one or more; copied
     * @param size how many samples a batch has; the last one of the longest samples may have fewer
     * @param seed of the order
     */
    public static LengthBatches of(int[] lengths, int size, long seed) {
        checkArgument(lengths.length > 0, "length batches: no sample; give one or more");
        checkArgument(size > 0, "length batches: %s samples in a batch; give at least 1", size);
        return new LengthBatches(lengths.clone(), size, seed);
    }

    private List<int[]> epoch(long number) {
        RandomSource own = random.at(number);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, lengths.length).boxed().toList());
        order.sort(Comparator.comparingInt((Integer sample) -> lengths[sample])
                .thenComparingLong(sample -> own.bits(sample))
                .thenComparingInt(sample -> sample));
        List<int[]> cut = new ArrayList<>();
        for (int i = 0; i < order.size(); i += size) {
            cut.add(order.subList(i, Math.min(i + size, order.size())).stream()
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
        RandomSource places = own.at(1);
        List<Integer> turns =
                new ArrayList<>(IntStream.range(0, cut.size()).boxed().toList());
        turns.sort(
                Comparator.comparingLong((Integer batch) -> places.bits(batch)).thenComparingInt(batch -> batch));
        return turns.stream().map(cut::get).toList();
    }

    /** Returns how many batches an epoch has. */
    public int batches() {
        return batches.size();
    }

    /** Returns which share of the steps of all batches is padding, from 0 to below 1. */
    public double padding() {
        long real = steps(lengths);
        long all = 0;
        for (int[] batch : batches) {
            int longest =
                    IntStream.of(batch).map(sample -> lengths[sample]).max().orElse(0);
            all += (long) longest * batch.length;
        }
        return all == 0 ? 0 : 1 - (double) real / all;
    }

    /** Always true. */
    @Override
    public boolean hasNext() {
        return true;
    }

    /** Returns the samples of the next batch, by their numbers. */
    @Override
    public int[] next() {
        int[] batch = batches.get(next).clone();
        next++;
        if (next == batches.size()) {
            next = 0;
            epoch++;
            batches = epoch(epoch);
        }
        return batch;
    }

    /** Returns how many epochs are complete. */
    public long epoch() {
        return epoch;
    }

    /** Returns the place, and what tells these samples from others. */
    public Snapshot snapshot() {
        return new SavedPlace(epoch, next).snapshot(PLACE, identity);
    }

    /**
     * Goes to a place that was saved.
     *
     * @throws IllegalArgumentException where the snapshot is of other samples, another size or seed; then the place stays as it was
     */
    public void restore(Snapshot snapshot) {
        SavedPlace place = SavedPlace.of(snapshot, PLACE, batches(), identity);
        epoch = place.epoch();
        next = place.next();
        batches = epoch(epoch);
    }

    /** Tells how many samples there are in how many batches, and how much of these is padding. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "LengthBatches[%,d samples in %,d batches, %.1f %% padding]",
                lengths.length,
                batches.size(),
                100 * padding());
    }
}
