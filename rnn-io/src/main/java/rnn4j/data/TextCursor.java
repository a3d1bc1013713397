package rnn4j.data;

import java.util.Iterator;
import java.util.Map;
import rnn4j.tensor.Snapshot;

/**
 * A place in a text that is read again and again: gives window after window, epoch after epoch, without end.
 *
 * <p>Its place can be saved and set back, so that a run goes on with exactly the batches it would have seen. For one
 * thread.
 */
public final class TextCursor implements Iterator<TextBatch> {
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
        return new SavedPlace(epoch, window).snapshot(WINDOW, identity);
    }

    /**
     * Go to a place that was saved.
     *
     * @throws IllegalArgumentException where the snapshot is of another text, another cutting or another kind; all
     *     differences are told, and the cursor stays where it was
     */
    public void restore(Snapshot snapshot) {
        SavedPlace place = SavedPlace.of(snapshot, WINDOW, batches.windows(), identity);
        epoch = place.epoch();
        window = place.next();
    }
}
