package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Shape;

/**
 * A text cut for truncated back-propagation through time: into lanes, and the lanes into windows.
 *
 * <p>The text is cut into {@code batch} lanes of equal length that follow each other; window w of all lanes is one batch,
 * so row b of each batch goes on where row b of the batch before ended, and the state can be carried along. The target of
 * each symbol is the one after it. The last window may be shorter; at most {@code batch} symbols at the text's end are left
 * out. Nothing is random: the same text gives the same batches.
 *
 * <p>Iterating gives the windows of one epoch; {@link #cursor} goes on over epochs and can be saved.
 */
public final class TextBatches implements Iterable<TextBatch> {
    private final int[] ids;
    private final int batch;
    private final int time;
    private final int lane;

    private TextBatches(int[] ids, int batch, int time, int lane) {
        this.ids = ids;
        this.batch = batch;
        this.time = time;
        this.lane = lane;
    }

    /**
     * Cut a text.
     *
     * @param ids the symbols of the text, at least {@code batch * time + 1}; copied
     * @param batch how many lanes are read side by side
     * @param time how many steps a window has
     */
    public static TextBatches of(int[] ids, int batch, int time) {
        checkArgument(batch > 0, "text batches: batch is %s; give at least 1", batch);
        checkArgument(time > 0, "text batches: time is %s; give at least 1", time);
        long needed = (long) batch * time + 1;
        checkArgument(
                ids.length >= needed,
                "text batches: %s symbols are too few for %s lanes of %s steps and a last target, which take %s; give more"
                        + " text, fewer lanes or shorter windows",
                ids.length,
                batch,
                time,
                needed);
        return new TextBatches(ids.clone(), batch, time, (ids.length - 1) / batch);
    }

    /** How many windows, and so steps of training, an epoch has. */
    public int windows() {
        return Math.ceilDiv(lane, time);
    }

    /** How many targets an epoch has. */
    public long targets() {
        return (long) batch * lane;
    }

    /**
     * One window of all lanes.
     *
     * @param index from 0, less than {@link #windows}
     */
    public TextBatch window(int index) {
        checkElementIndex(index, windows(), "text batches: window");
        int from = index * time;
        int steps = Math.min(time, lane - from);
        return new TextBatch(cut(from, steps), cut(from + 1, steps), index == 0);
    }

    /** The symbols [steps, batch] that begin at a place of each lane. */
    private Ids cut(int from, int steps) {
        int[] values = new int[steps * batch];
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch; b++) {
                values[t * batch + b] = ids[b * lane + from + t];
            }
        }
        return Ids.of(Shape.of(steps, batch), values);
    }

    /** The windows of one epoch, in order. */
    @Override
    public Iterator<TextBatch> iterator() {
        return IntStream.range(0, windows()).mapToObj(this::window).iterator();
    }

    /** A walk over the windows that begins again after the last one. */
    public TextCursor cursor() {
        return new TextCursor(this);
    }

    /** What tells these batches from others, by name: a snapshot of a cursor holds it, to be compared. */
    Map<String, Object> identity() {
        return ImmutableMap.of(
                "symbols", (long) ids.length, "batch", (long) batch, "time", (long) time, "text", fingerprint());
    }

    /** A checksum of the text in 8 hexadecimal digits. */
    private String fingerprint() {
        CRC32C sum = new CRC32C();
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES);
        for (int id : ids) {
            sum.update(bytes.clear().putInt(id).flip());
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
