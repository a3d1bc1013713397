package rnn4j.io;

import java.util.List;
import java.util.Map;

/**
 * What the header of a safetensors file says.
 *
 * @param metadata the entries of {@code __metadata__}, in the order of the file
 * @param tensors where the tensors lie, by ascending place, without a gap from 0 to the last one's end
 * @param digestAt the byte of the file at which the characters of the digest begin, or -1 without a digest
 */
record Header(Map<String, String> metadata, List<TensorEntry> tensors, long digestAt) {
    /** Where it begins in the file: after its own length, 8 bytes little-endian. */
    static final int AT = Long.BYTES;

    /** The metadata entry that holds the digest. */
    static final String DIGEST = Metadata.OURS + "sha256";

    /** How long the tensors are altogether, in bytes. */
    long dataBytes() {
        return tensors.isEmpty() ? 0 : tensors.getLast().end();
    }
}
