package rnn4j.io;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Recognises what people hand in by mistake, to say so instead of talking about headers. */
enum FileKind {
    GIT_LFS("a Git LFS pointer; git lfs pull fetches the file itself", "version https://git-lfs"),
    ZIP("a zip archive, perhaps of PyTorch or Keras", "PK\u0003\u0004"),
    GZIP("a gzip archive", "\u001f\u008b"),
    PICKLE("a Python pickle", "\u0080\u0002", "\u0080\u0003", "\u0080\u0004", "\u0080\u0005"),
    HDF5("an HDF5 file", "\u0089HDF\r\n"),
    GGUF("a GGUF file", "GGUF"),
    CLASS("a Java class", "\u00ca\u00fe\u00ba\u00be"),
    SERIALIZED("serialised Java objects", "\u00ac\u00ed\u0000\u0005"),
    PAGE("a web page, perhaps an error page", "<!doctype", "<html", "<?xml");

    /** How many bytes of a file are looked at. */
    static final int BYTES = 64;

    private final String description;
    private final ImmutableList<String> beginnings;

    FileKind(String description, String... beginnings) {
        this.description = description;
        this.beginnings = Arrays.stream(beginnings).map(FileKind::lower).collect(ImmutableList.toImmutableList());
    }

    /**
     * Say what a file looks like.
     *
     * @param start its first bytes, at most {@link #BYTES}
     * @return a description, or empty where it looks like nothing known
     */
    static Optional<String> of(byte[] start) {
        String latin = lower(new String(start, StandardCharsets.ISO_8859_1));
        Optional<String> known = Arrays.stream(values())
                .filter(kind -> kind.beginnings.stream()
                        .anyMatch(
                                b -> latin.startsWith(b) || latin.stripLeading().startsWith(b)))
                .map(kind -> kind.description)
                .findFirst();
        return known.isEmpty() && latin.chars().allMatch(FileKind::isText) ? Optional.of("a text file") : known;
    }

    private static String lower(String latin) {
        return latin.toLowerCase(Locale.ROOT);
    }

    private static boolean isText(int c) {
        return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t';
    }
}
