package rnn4j.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Builds files in safetensors layout byte by byte, right or wrong, without the code under test. */
final class RawFile {
    private static final String DIGEST_MARK = "\"rnn4j.sha256\":\"";
    private static final int DIGEST_CHARACTERS = 64;

    private RawFile() {}

    /** Put a file in a place; a new one each time, since some file systems flush a file that is cut and written anew. */
    static Path write(Path place, byte[] file) {
        try {
            Files.deleteIfExists(place);
            return Files.write(place, file, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with this header and this many data bytes, all 0. */
    static byte[] of(String header, int dataBytes) {
        return of(header.getBytes(StandardCharsets.UTF_8), new byte[dataBytes]);
    }

    /** A file with this header and these data. */
    static byte[] of(byte[] header, byte... data) {
        return withLength(header.length, header, data);
    }

    /** A file that says something else about the length of its header. */
    static byte[] withLength(long length, byte[] header, byte... data) {
        return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .put(data)
                .array();
    }

    /** A header with one tensor, of which the shape and the offsets are given as JSON. */
    static String tensor(String name, String shape, String offsets) {
        return "{\"" + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
    }

    /** The file with its digest computed anew, if it has one. */
    static byte[] sealed(byte[] file) {
        byte[] sealed = file.clone();
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(DIGEST_MARK) + DIGEST_MARK.length();
        if (at >= DIGEST_MARK.length() && at + DIGEST_CHARACTERS <= file.length) {
            put(sealed, at, "0".repeat(DIGEST_CHARACTERS));
            put(sealed, at, sha256(sealed));
        }
        return sealed;
    }

    private static void put(byte[] file, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, file, at, text.length());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The file with one text in its header replaced by another, the header's length set right, the digest computed anew. */
    static byte[] edited(byte[] file, String from, String to) {
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(file, Long.BYTES, length, StandardCharsets.UTF_8);
        if (!header.contains(from)) {
            throw new AssertionError("the header does not hold " + from + ": " + header);
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(file, Long.BYTES + length, file.length - Long.BYTES - length);
        return sealed(of(header.replace(from, to).getBytes(StandardCharsets.UTF_8), data.toByteArray()));
    }
}
