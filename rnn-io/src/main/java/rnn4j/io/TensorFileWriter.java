package rnn4j.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import rnn4j.io.ModelFormatException.Code;
import rnn4j.tensor.Tensor;

/** Writes tensors and texts in safetensors layout, with a digest over every byte. */
final class TensorFileWriter implements FileCommit.Content {
    /** Takes the bytes of a tensor piece by piece, from the buffer's position to its limit. */
    private interface Sink {
        void take(ByteBuffer piece) throws IOException;
    }

    private final byte[] start;
    private final int digestAt;
    private final Map<String, Tensor> tensors;

    private TensorFileWriter(byte[] start, int digestAt, Map<String, Tensor> tensors) {
        this.start = start;
        this.digestAt = digestAt;
        this.tensors = tensors;
    }

    /**
     * The content of a file. Tensors lie in the order of their map; nothing but the arguments reaches the bytes, no time
     * and no random number.
     *
     * @param operation what is being done, for messages
     * @throws ModelFormatException where something could not be read again, such as a name
     */
    static TensorFileWriter of(String operation, Map<String, String> metadata, Map<String, Tensor> tensors)
            throws IOException {
        SortedMap<String, String> checks = new TreeMap<>();
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            CRC32C check = new CRC32C();
            pieces(tensor.getValue(), check::update);
            checks.put(tensor.getKey(), Long.toHexString(check.getValue()));
        }
        SortedMap<String, String> entries = new TreeMap<>(metadata);
        entries.put(TensorFile.TENSOR_CHECKS, Json.text(checks));
        entries.put(Header.DIGEST, FileDigest.PLACEHOLDER);
        byte[] start = HeaderWriter.start(operation, entries, tensors);
        Header header = readAgain(operation, start, tensors);
        return new TensorFileWriter(start, Math.toIntExact(header.digestAt()), tensors);
    }

    /** Read the header as any reader will: what it would refuse is not written. */
    private static Header readAgain(String operation, byte[] start, Map<String, Tensor> tensors) {
        ReadOptions options = ReadOptions.standard();
        int length = start.length - Header.AT;
        if (length > options.headerBytes()) {
            String problem = "the header takes " + length + " bytes, readers take " + options.headerBytes();
            throw new ModelFormatException(operation, Code.LIMIT, 0, "", problem);
        }
        long data = tensors.values().stream()
                .mapToLong(t -> (long) Float.BYTES * t.shape().count())
                .sum();
        return HeaderReader.read(operation, start, data, options);
    }

    @Override
    public void write(FileChannel empty) throws IOException {
        FileDigest digest = new FileDigest(start, digestAt);
        writeAll(empty, ByteBuffer.wrap(start));
        for (Tensor tensor : tensors.values()) {
            pieces(tensor, piece -> {
                digest.update(piece);
                writeAll(empty, piece);
            });
        }
        byte[] text = digest.text().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, start, digestAt, text.length);
        writeAll(empty.position(0), ByteBuffer.wrap(start));
    }

    @Override
    public void verify(FileChannel written) throws IOException {
        ByteBuffer again = ByteBuffer.allocate(start.length);
        written.position(0);
        while (again.hasRemaining() && written.read(again) >= 0) {}
        FileDigest digest = new FileDigest(again.array(), digestAt);
        ByteBuffer piece = TensorFile.buffer(Integer.MAX_VALUE);
        while (written.read(piece.clear()) >= 0) {
            digest.update(piece.flip());
        }
        String expected = new String(start, digestAt, FileDigest.CHARACTERS, StandardCharsets.US_ASCII);
        if (!Arrays.equals(again.array(), start) || !digest.text().equals(expected)) {
            throw new IOException("the disk gave back other bytes than were written");
        }
    }

    private static void pieces(Tensor tensor, Sink sink) throws IOException {
        float[] values = tensor.values();
        ByteBuffer piece = TensorFile.buffer(values.length);
        for (int done = 0; done < values.length; ) {
            int n = Math.min(values.length - done, piece.capacity() / Float.BYTES);
            piece.clear().asFloatBuffer().put(values, done, n);
            sink.take(piece.limit(n * Float.BYTES));
            done += n;
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
