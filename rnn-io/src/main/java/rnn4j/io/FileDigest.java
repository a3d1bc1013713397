package rnn4j.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a file that holds its own digest: computed with the digest's 64 characters set to {@code 0}. */
final class FileDigest {
    /** How many characters the digest takes in the file. */
    static final int CHARACTERS = 64;

    /** What stands in the place of the digest while it is computed. */
    static final String PLACEHOLDER = "0".repeat(CHARACTERS);

    private final MessageDigest sha;

    /**
     * Begin with a file's length of the header and its header.
     *
     * @param start the bytes of the file up to the end of the header
     * @param digestAt where in them the digest begins
     */
    FileDigest(byte[] start, long digestAt) {
        int at = Math.toIntExact(digestAt);
        sha = sha256();
        sha.update(start, 0, at);
        sha.update(PLACEHOLDER.getBytes(StandardCharsets.US_ASCII));
        sha.update(start, at + CHARACTERS, start.length - at - CHARACTERS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("digest: this Java has no SHA-256, which every Java has; report this", e);
        }
    }

    /** Take in what follows, from the buffer's position to its limit, neither of which moves. */
    void update(ByteBuffer bytes) {
        sha.update(bytes.duplicate());
    }

    /** The digest of all that was taken in, in 64 characters. */
    String text() {
        return HexFormat.of().formatHex(sha.digest());
    }
}
