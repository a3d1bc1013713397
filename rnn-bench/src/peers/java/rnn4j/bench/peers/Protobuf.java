package rnn4j.bench.peers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message in protobuf's wire format: fields by number, in the order they are added. */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds a whole number, not negative. */
    Protobuf add(int field, long value) {
        varint(((long) field << 3) | VARINT);
        varint(value);
        return this;
    }

    /** Adds a text. */
    Protobuf add(int field, String text) {
        return raw(field, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a message within this one. */
    Protobuf add(int field, Protobuf message) {
        return raw(field, message.bytes());
    }

    /** Adds numbers as raw bytes, the lowest byte first. */
    Protobuf add(int field, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return raw(field, raw.array());
    }

    private Protobuf raw(int field, byte[] bytes) {
        varint(((long) field << 3) | BYTES);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
