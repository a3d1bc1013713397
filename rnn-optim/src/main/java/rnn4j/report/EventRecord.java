package rnn4j.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * One event of TensorBoard, in the protocol-buffer encoding of {@code tensorflow.Event}, and the frame of a record of TensorFlow around
 * it: length, checksum of the length, data, checksum of the data.
 */
final class EventRecord {

    /** What a reader looks for in the first record. */
    private static final String VERSION = "brain.Event:2";

    private static final int EVENT_WALL_TIME = 1;
    private static final int EVENT_STEP = 2;
    private static final int EVENT_FILE_VERSION = 3;
    private static final int EVENT_SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;
    private static final int VALUE_TENSOR = 8;
    private static final int VALUE_METADATA = 9;
    private static final int METADATA_PLUGIN = 1;
    private static final int PLUGIN_NAME = 1;
    private static final int TENSOR_TYPE = 1;
    private static final int TENSOR_SHAPE = 2;
    private static final int TENSOR_STRINGS = 8;
    private static final int SHAPE_DIMENSION = 2;
    private static final int DIMENSION_SIZE = 1;

    /** {@code DT_STRING} of TensorFlow's {@code DataType}. */
    private static final int STRING = 7;

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    private static final int MASK = 0xA282EAD8;

    private final ByteArrayOutputStream event = new ByteArrayOutputStream();
    private final ByteArrayOutputStream summary = new ByteArrayOutputStream();

    private EventRecord() {}

    /** Returns the record that begins a file; the time is in seconds since 1970. */
    static EventRecord version(double wallTime) {
        EventRecord record = new EventRecord();
        record.time(wallTime);
        bytes(record.event, EVENT_FILE_VERSION, utf8(VERSION));
        return record;
    }

    /** Returns a record of a step, yet without numbers. */
    static EventRecord at(double wallTime, long step) {
        EventRecord record = new EventRecord();
        record.time(wallTime);
        number(record.event, EVENT_STEP, step);
        return record;
    }

    private void time(double wallTime) {
        tag(event, EVENT_WALL_TIME, EIGHT_BYTES);
        event.writeBytes(little(8).putDouble(wallTime).array());
    }

    /** Adds a number. */
    EventRecord scalar(String name, double value) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        bytes(entry, VALUE_TAG, utf8(name));
        tag(entry, VALUE_SIMPLE, FOUR_BYTES);
        entry.writeBytes(little(4).putFloat((float) value).array());
        bytes(summary, SUMMARY_VALUE, entry.toByteArray());
        return this;
    }

    /** Adds a text: a tensor of one string, for the plugin that shows texts. */
    EventRecord text(String name, String text) {
        ByteArrayOutputStream plugin = new ByteArrayOutputStream();
        bytes(plugin, PLUGIN_NAME, utf8("text"));
        ByteArrayOutputStream metadata = new ByteArrayOutputStream();
        bytes(metadata, METADATA_PLUGIN, plugin.toByteArray());

        ByteArrayOutputStream dimension = new ByteArrayOutputStream();
        number(dimension, DIMENSION_SIZE, 1);
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        bytes(shape, SHAPE_DIMENSION, dimension.toByteArray());
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, TENSOR_TYPE, STRING);
        bytes(tensor, TENSOR_SHAPE, shape.toByteArray());
        bytes(tensor, TENSOR_STRINGS, utf8(text));

        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        bytes(entry, VALUE_TAG, utf8(name));
        bytes(entry, VALUE_METADATA, metadata.toByteArray());
        bytes(entry, VALUE_TENSOR, tensor.toByteArray());
        bytes(summary, SUMMARY_VALUE, entry.toByteArray());
        return this;
    }

    /** Returns the record in its frame. */
    byte[] framed() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(event.toByteArray());
        if (summary.size() > 0) {
            bytes(whole, EVENT_SUMMARY, summary.toByteArray());
        }
        byte[] data = whole.toByteArray();
        byte[] length = little(8).putLong(data.length).array();
        return little(data.length + 16)
                .put(length)
                .putInt(checksum(length))
                .put(data)
                .putInt(checksum(data))
                .array();
    }

    /** A checksum is turned and shifted, lest a record that holds checksums has one that is known beforehand. */
    private static int checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void number(ByteArrayOutputStream to, int field, long number) {
        tag(to, field, VARINT);
        varint(to, number);
    }

    private static void bytes(ByteArrayOutputStream to, int field, byte[] bytes) {
        tag(to, field, LENGTH);
        varint(to, bytes.length);
        to.writeBytes(bytes);
    }

    private static void tag(ByteArrayOutputStream to, int field, int kind) {
        varint(to, ((long) field << 3) | kind);
    }

    private static void varint(ByteArrayOutputStream to, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            to.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }
}
