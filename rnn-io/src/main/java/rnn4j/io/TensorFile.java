package rnn4j.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import rnn4j.tensor.Tensor;

/**
 * What a file in safetensors layout holds.
 *
 * @param metadata its texts by name
 * @param tensors its tensors by name, in the order in which they lie
 * @param integrity whether a digest vouches for them
 * @param nonFinite the names of tensors that hold a NaN or an infinity
 */
record TensorFile(
        Map<String, String> metadata, Map<String, Tensor> tensors, Integrity integrity, Set<String> nonFinite) {

    /** The metadata entry that holds the CRC-32C of each tensor, to tell which one is damaged. */
    static final String TENSOR_CHECKS = Metadata.OURS + "crc32c";

    /** How many numbers are moved at once, at most. */
    private static final int PIECE = 1 << 16;

    /** A buffer to move this many numbers, or pieces of them. */
    static ByteBuffer buffer(int numbers) {
        return ByteBuffer.allocate(Float.BYTES * Math.min(numbers, PIECE)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
