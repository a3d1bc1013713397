package rnn4j.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import rnn4j.io.ModelFormatException.Code;
import rnn4j.tensor.Tensor;

/** Reads a file in safetensors layout, once from its first byte to its last; checks first, allocates then. */
final class TensorFileReader {
    private final String operation;
    private final FileChannel channel;
    private final ReadOptions options;
    private final long size;
    private final Set<String> nonFinite = new LinkedHashSet<>();
    private final Map<String, String> checks = new LinkedHashMap<>();

    private TensorFileReader(String operation, FileChannel channel, ReadOptions options) throws IOException {
        this.operation = operation;
        this.channel = channel;
        this.options = options;
        this.size = channel.size();
    }

    /**
     * Read a file.
     *
     * @param operation what is being done, for messages
     * @throws ModelFormatException where anything in the file is wrong
     * @throws IOException where the file system refuses
     */
    static TensorFile read(String operation, Path path, ReadOptions options) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) { // asked before opening, which would wait for ever on a pipe
            String kind = attributes.isDirectory() ? "a directory" : "a pipe or a device";
            throw new ModelFormatException(operation, Code.MAGIC, -1, "", "this is " + kind);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new TensorFileReader(operation, channel, options).read();
        }
    }

    private TensorFile read() throws IOException {
        byte[] start = start();
        Header header = HeaderReader.read(operation, start, size - start.length, options);
        checkOurs(header);
        checkMemory(header);
        Optional<FileDigest> digest =
                header.digestAt() < 0 ? Optional.empty() : Optional.of(new FileDigest(start, header.digestAt()));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorEntry entry : header.tensors()) {
            tensors.put(entry.name(), tensor(entry, digest));
        }
        if (digest.isPresent()) {
            checkDigest(header, digest.get().text());
        }
        if (options.rejectNonFinite() && !nonFinite.isEmpty()) {
            String first = nonFinite.iterator().next();
            throw fault(Code.NON_FINITE, -1, first, "NaN or infinities are in " + nonFinite);
        }
        Integrity integrity = digest.isPresent() ? Integrity.VERIFIED : Integrity.UNVERIFIED;
        return new TensorFile(header.metadata(), tensors, integrity, nonFinite);
    }

    /** Read the length of the header and the header, believing neither. */
    private byte[] start() throws IOException {
        byte[] first = bytes((int) Math.min(size, FileKind.BYTES));
        checkKind(first);
        if (size < Header.AT) {
            throw fault(Code.TRUNCATED, size, "", "the file ends after " + size + " bytes, before its header");
        }
        long length = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long rest = size - Header.AT;
        String said = "the header's length is said to be " + Long.toUnsignedString(length) + " bytes";
        if (length < 2) {
            throw fault(Code.HEADER_LENGTH, 0, "", said);
        }
        if (length > rest) {
            String facts = said + ", the file has " + rest + " after it";
            throw fault(isCut(length) ? Code.TRUNCATED : Code.HEADER_LENGTH, 0, "", facts);
        }
        if (length > options.headerBytes()) {
            throw fault(Code.LIMIT, 0, "", said + ", the limit is " + options.headerBytes());
        }
        channel.position(0);
        return bytes(Header.AT + (int) length);
    }

    private void checkKind(byte[] first) {
        if (first.length == 0) {
            throw fault(Code.MAGIC, 0, "", "the file is empty");
        }
        if (first.length > Header.AT && first[Header.AT] != '{') {
            Optional<String> kind = FileKind.of(first);
            if (kind.isPresent()) {
                throw fault(Code.MAGIC, 0, "", "this looks like " + kind.get());
            }
        }
    }

    /** Whether the file ends in the midst of its header; else the length of the header is wrong. */
    private boolean isCut(long length) throws IOException {
        if (length > options.headerBytes()) {
            return false;
        }
        channel.position(0);
        byte[] all = bytes((int) size);
        int end = HeaderText.end(ByteBuffer.wrap(all).position(Header.AT));
        return end < 0 || IntStream.range(Header.AT + end, all.length).allMatch(i -> all[i] == ' ');
    }

    /** Hold a file that has any metadata of ours to all of it: else one wrong letter would switch off the digest. */
    private void checkOurs(Header header) {
        if (new Metadata(operation, header.metadata()).areOurs() && header.digestAt() < 0) {
            throw fault(Code.CHECKSUM, -1, Header.DIGEST, "the metadata are rnn4j's, but the digest is missing");
        }
    }

    private void checkMemory(Header header) {
        long most = Runtime.getRuntime().maxMemory();
        if (header.dataBytes() > most) {
            throw fault(
                    Code.LIMIT,
                    -1,
                    "",
                    "the tensors take " + header.dataBytes() + " bytes, Java may use " + most + " (-Xmx)");
        }
    }

    private Tensor tensor(TensorEntry entry, Optional<FileDigest> digest) throws IOException {
        float[] values = new float[entry.count()];
        CRC32C check = new CRC32C();
        ByteBuffer buffer = TensorFile.buffer(values.length);
        boolean finite = true;
        for (int done = 0; done < values.length; ) {
            int n = Math.min(values.length - done, buffer.capacity() / Float.BYTES);
            fill(buffer.clear().limit(n * Float.BYTES));
            digest.ifPresent(d -> d.update(buffer));
            check.update(buffer.duplicate());
            buffer.asFloatBuffer().get(values, done, n);
            for (int i = done; i < done + n; i++) {
                finite &= Float.isFinite(values[i]);
            }
            done += n;
        }
        checks.put(entry.name(), Long.toHexString(check.getValue()));
        if (!finite) {
            nonFinite.add(entry.name());
        }
        return Tensor.of(entry.shape(), values);
    }

    private void checkDigest(Header header, String computed) {
        if (computed.equals(header.metadata().get(Header.DIGEST))) {
            return;
        }
        Optional<String> damaged = damagedTensor(header);
        throw fault(
                Code.CHECKSUM,
                header.digestAt(),
                damaged.orElse(""),
                "the digest differs, "
                        + damaged.map(name -> "this tensor is damaged").orElse("the header is damaged"));
    }

    /** The first tensor whose own check differs; none where the damage is elsewhere, perhaps in the checks. */
    private Optional<String> damagedTensor(Header header) {
        try {
            Map<String, String> written = Json.strings(header.metadata().getOrDefault(TensorFile.TENSOR_CHECKS, "{}"));
            return checks.entrySet().stream()
                    .filter(check -> written.containsKey(check.getKey())
                            && !check.getValue().equals(written.get(check.getKey())))
                    .map(Map.Entry::getKey)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // the checks themselves are damaged
        }
    }

    private byte[] bytes(int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        fill(buffer);
        return buffer.array();
    }

    /** Fill a buffer to its limit and flip it. */
    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw fault(Code.CHANGED, channel.position(), "", "the file had " + size + " bytes and became shorter");
            }
        }
        buffer.flip();
    }

    private ModelFormatException fault(Code code, long offset, String name, String problem) {
        return new ModelFormatException(operation, code, offset, name, problem);
    }
}
