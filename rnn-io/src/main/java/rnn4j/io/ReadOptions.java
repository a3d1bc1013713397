package rnn4j.io;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How much a reader is willing to hold, and what it refuses. All limits guard memory against files that lie.
 *
 * @param headerBytes the longest JSON header, in bytes
 * @param tensors the most tensors
 * @param metadataBytes the most metadata, keys and values together, in bytes of UTF-8
 * @param rejectNonFinite whether a NaN or an infinity in a tensor is an error instead of a line in the result
 */
public record ReadOptions(int headerBytes, int tensors, int metadataBytes, boolean rejectNonFinite) {
    private static final ReadOptions STANDARD = new ReadOptions(16 << 20, 100_000, 1 << 20, false);

    /** Check the limits. */
    public ReadOptions {
        checkArgument(headerBytes >= 2, "read options: headerBytes is %s; give at least 2", headerBytes);
        checkArgument(tensors >= 0, "read options: tensors is %s; give at least 0", tensors);
        checkArgument(metadataBytes >= 0, "read options: metadataBytes is %s; give at least 0", metadataBytes);
    }

    /** Hold headers of 16 MiB, 100,000 tensors and 1 MiB of metadata; take NaN and infinities as they are. */
    public static ReadOptions standard() {
        return STANDARD;
    }

    /** Hold headers up to this many bytes. */
    public ReadOptions headerBytes(int most) {
        return new ReadOptions(most, tensors, metadataBytes, rejectNonFinite);
    }

    /** Hold up to this many tensors. */
    public ReadOptions tensors(int most) {
        return new ReadOptions(headerBytes, most, metadataBytes, rejectNonFinite);
    }

    /** Hold up to this many bytes of metadata. */
    public ReadOptions metadataBytes(int most) {
        return new ReadOptions(headerBytes, tensors, most, rejectNonFinite);
    }

    /** Refuse files with a NaN or an infinity in any tensor. */
    public ReadOptions finiteOnly() {
        return new ReadOptions(headerBytes, tensors, metadataBytes, true);
    }
}
