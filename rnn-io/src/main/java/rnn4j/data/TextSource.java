package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text in files, one after another, decoded strictly: a byte that the encoding does not have is an error.
 *
 * <p>Each call reads the files anew. A byte order mark at the beginning of a file is not part of its text.
 */
public final class TextSource {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<Path> files;
    private final Charset encoding;

    private TextSource(List<Path> files, Charset encoding) {
        this.files = files;
        this.encoding = encoding;
    }

    /** Files in UTF-8. */
    public static TextSource of(Path... files) {
        return of(StandardCharsets.UTF_8, files);
    }

    /** Files in another encoding. */
    public static TextSource of(Charset encoding, Path... files) {
        checkArgument(files.length > 0, "text source: there are no files; name at least one");
        return new TextSource(List.of(files), encoding);
    }

    /**
     * The whole text.
     *
     * @throws UncheckedIOException where a file is missing, cannot be read or is not in the encoding
     */
    public String text() {
        return files.stream().map(this::read).collect(Collectors.joining());
    }

    /**
     * The lines without their ends, which are {@code \n}, {@code \r} or {@code \r\n}; a file's end also ends a line.
     *
     * @throws UncheckedIOException where a file is missing, cannot be read or is not in the encoding
     */
    public Stream<String> lines() {
        return files.stream().flatMap(file -> read(file).lines());
    }

    private String read(Path file) {
        try {
            return decode(file, ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw refused(file, "there is no such file; check the path " + file.toAbsolutePath(), e);
        } catch (AccessDeniedException e) {
            throw refused(file, "access is denied; check its permissions", e);
        } catch (IOException e) {
            throw refused(file, e.getMessage() + "; see the cause", e);
        }
    }

    private String decode(Path file, ByteBuffer bytes) {
        CharsetDecoder decoder = encoding.newDecoder();
        CharBuffer text = CharBuffer.allocate((int) Math.ceil((double) decoder.maxCharsPerByte() * bytes.limit()));
        CoderResult result = decoder.decode(bytes, text, true);
        if (!result.isError()) {
            result = decoder.flush(text);
        }
        if (result.isError()) {
            String wrong = "byte " + bytes.position() + " is not " + encoding + "; name the encoding the file is in";
            throw refused(file, wrong, new MalformedInputException(result.length()));
        }
        text.flip();
        boolean marked = text.hasRemaining() && text.get(0) == BYTE_ORDER_MARK;
        return text.position(marked ? 1 : 0).toString();
    }

    private static UncheckedIOException refused(Path file, String problem, IOException cause) {
        return new UncheckedIOException("read " + file + ": " + problem, cause);
    }
}
