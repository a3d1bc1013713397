package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import rnn4j.tensor.Snapshot;

/**
 * A place in a text that is read again and again: gives window after window, epoch after epoch, without end.
 *
 * <p>Its place can be saved and set back, so that a run goes on with exactly the batches it would have seen. For one
 * thread.
 */
public final class TextCursor implements Iterator<TextBatch> {
    private static final String EPOCH = "epoch";
    private static final String WINDOW = "window";

    private final TextBatches batches;
    private final Map<String, Object> identity;
    private long epoch;
    private int window;

    TextCursor(TextBatches batches) {
        this.batches = batches;
        this.identity = batches.identity();
    }

    /** Always true. */
    @Override
    public boolean hasNext() {
        return true;
    }

    /** The next window; after the last one the first, with its {@code first} set. */
    @Override
    public TextBatch next() {
        TextBatch next = batches.window(window);
        window++;
        if (window == batches.windows()) {
            window = 0;
            epoch++;
        }
        return next;
    }

    /** How many epochs are complete. */
    public long epoch() {
        return epoch;
    }

    /** How many windows were given since the beginning. */
    public long steps() {
        return epoch * batches.windows() + window;
    }

    /** The place, and what tells this text and its cutting from others. */
    public Snapshot snapshot() {
        return new Snapshot(
                Map.of(),
                ImmutableMap.<String, Object>builder()
                        .put(EPOCH, epoch)
                        .put(WINDOW, (long) window)
                        .putAll(identity)
                        .buildOrThrow());
    }

    /**
     * Go to a place that was saved.
     *
     * @throws IllegalArgumentException where the snapshot is of another text, another cutting or another kind; all
     *     differences are told, and the cursor stays where it was
     */
    public void restore(Snapshot snapshot) {
        Map<String, Object> saved = snapshot.values();
        List<String> differences = identity.entrySet().stream()
                .filter(own -> !own.getValue().equals(saved.get(own.getKey())))
                .map(own -> own + ", was " + saved.get(own.getKey()))
                .toList();
        checkArgument(
                differences.isEmpty(),
                "restore: the place was saved in other batches: %s; cut the same text in the same way",
                differences);
        long toEpoch = number(saved, EPOCH);
        long toWindow = number(saved, WINDOW);
        checkArgument(
                toEpoch >= 0 && toWindow >= 0 && toWindow < batches.windows(),
                "restore: there is no window %s in epoch %s; use what snapshot() gave, windows go from 0 to %s",
                toWindow,
                toEpoch,
                batches.windows() - 1);
        epoch = toEpoch;
        window = (int) toWindow;
    }

    private static long number(Map<String, Object> saved, String key) {
        if (saved.get(key) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("restore: the snapshot holds no " + key + "; use what snapshot() gave");
    }
}
