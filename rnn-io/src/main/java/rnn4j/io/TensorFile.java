package rnn4j.io;

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

    /** How many bytes are moved at once; a multiple of a float's. */
    static final int BUFFER_BYTES = 1 << 18;
}
