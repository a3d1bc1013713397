package rnn4j.bench.bits;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import rnn4j.tensor.Tensor;

/** A short fingerprint of the bits of tensors; NaN counts as one value. */
final class Digest {

    private static final int SHOWN = 6;

    private final MessageDigest digest;

    Digest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    /** Returns the fingerprint of parameters, by name. */
    static String of(Map<String, Tensor> parameters) {
        Digest digest = new Digest();
        new TreeMap<>(parameters).values().forEach(digest::add);
        return digest.text();
    }

    Digest add(Tensor tensor) {
        for (float value : tensor.values()) {
            int bits = Float.floatToIntBits(value);
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                digest.update((byte) (bits >> shift));
            }
        }
        return this;
    }

    String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, SHOWN);
    }
}
