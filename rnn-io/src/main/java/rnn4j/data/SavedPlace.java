package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Snapshot;

/**
 * A place in data that are walked through again and again, as it is saved and set back.
 *
 * @param epoch how many walks are complete
 * @param next what comes next, from 0
 */
record SavedPlace(long epoch, int next) {

    private static final String EPOCH = "epoch";

    /**
     * Returns the place as a snapshot.
     *
     * @param step what {@link #next} is a number of, such as {@code window}
     * @param identity what tells these data from others, by name
     */
    Snapshot snapshot(String step, Map<String, Object> identity) {
        return new Snapshot(
                Map.of(),
                ImmutableMap.<String, Object>builder()
                        .put(EPOCH, epoch)
                        .put(step, (long) next)
                        .putAll(identity)
                        .buildOrThrow());
    }

    /**
     * Returns the place that a snapshot holds.
     *
     * @param count how many steps a walk has
     * @throws IllegalArgumentException where the snapshot is of other data or another kind; all differences are told
     */
    static SavedPlace of(Snapshot snapshot, String step, int count, Map<String, Object> identity) {
        Map<String, Object> saved = snapshot.values();
        List<String> differences = identity.entrySet().stream()
                .filter(own -> !own.getValue().equals(saved.get(own.getKey())))
                .map(own -> own + ", was " + saved.get(own.getKey()))
                .toList();
        checkArgument(
                differences.isEmpty(),
                "restore: the place was saved in other batches: %s; cut the same data in the same way",
                differences);
        long epoch = number(saved, EPOCH);
        long next = number(saved, step);
        checkArgument(
                epoch >= 0 && next >= 0 && next < count,
                "restore: there is no %s %s in epoch %s; use what snapshot() gave, %ss go from 0 to %s",
                step,
                next,
                epoch,
                step,
                count - 1);
        return new SavedPlace(epoch, (int) next);
    }

    private static long number(Map<String, Object> saved, String key) {
        if (saved.get(key) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("restore: the snapshot holds no " + key + "; use what snapshot() gave");
    }
}
