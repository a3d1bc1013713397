package rnn4j.examples.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import rnn4j.tensor.Tensor;

/**
 * A fingerprint of weights: equal for equal bits, and for nothing else.
 *
 * <p>It is the SHA-256 over the parameters in the order of their names. Each gives the UTF-8 bytes of its name, one zero
 * byte, and the raw bits of its numbers, row-major, four bytes each, the lowest byte first.
 */
public final class WeightsDigest {
    private WeightsDigest() {}

    /**
     * Compute the fingerprint.
     *
     * @param parameters by full name
     * @return {@code sha256:} and 64 digits
     */
    public static String of(Map<String, Tensor> parameters) {
        MessageDigest digest = sha256();
        new TreeMap<>(parameters).forEach((name, tensor) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            float[] values = tensor.values();
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (float value : values) {
                bytes.putInt(Float.floatToRawIntBits(value));
            }
            digest.update(bytes.array());
        });
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
