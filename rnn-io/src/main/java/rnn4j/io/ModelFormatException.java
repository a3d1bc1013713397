package rnn4j.io;

/**
 * Says that a file does not hold what it should: which fault, at which byte, and whose.
 *
 * <p>Everything wrong <em>in</em> a file is told by this one type. What the file system refuses (no such file, no right to
 * read it, a full disk) is a {@link java.io.UncheckedIOException} with the original exception as its cause.
 */
public final class ModelFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of fault, each with what its reader can do about it. */
    public enum Code {
        /** Not a model file at all: empty, a directory, a device, an archive, a web page. */
        MAGIC("hand in a model file in safetensors layout"),
        /** The file ends before its header or its tensors do. */
        TRUNCATED("copy or download it again"),
        /** The header's length is not possible for a file of this size. */
        HEADER_LENGTH("copy or download it again"),
        /** More of something than the reader is willing to hold. */
        LIMIT("raise the limit in ReadOptions if you trust the file"),
        /** The header is not the JSON that the layout asks for. */
        JSON("copy it again or ask its writer"),
        /** The same name twice. */
        DUPLICATE("give every tensor and field a name of its own"),
        /** A name that cannot be a tensor's: empty, reserved, not printable, not valid Unicode. */
        NAME("use printable names of at most 512 bytes"),
        /** Something else where a whole number from 0 to 2^63 - 1 belongs. */
        NUMBER("copy it again or ask its writer"),
        /** A shape whose size in bytes does not fit into 63 bits, or only seems to fit by wrapping around. */
        OVERFLOW("do not trust this file"),
        /** Tensors overlap, leave gaps, or end before they begin. */
        LAYOUT("copy it again or ask its writer"),
        /** Bytes that belong to no tensor. */
        COVERAGE("do not trust this file, something was appended"),
        /** A tensor's shape and its bytes disagree. */
        SIZE("copy it again or ask its writer"),
        /** A type of number other than F32. */
        DTYPE("convert the tensors to F32 first"),
        /** The bytes are not those that were written. */
        CHECKSUM("use another copy of the file"),
        /** The file changed while it was read. */
        CHANGED("read it again when its writer has finished"),
        /** Written in a version of the format that this library does not know. */
        VERSION("use the version of rnn4j that wrote it, or a newer one"),
        /** Configuration, vocabulary or another entry of the metadata cannot be understood. */
        CONFIG("write the model again"),
        /** The configuration names something that cannot be a cell. */
        CELL("write the cell's registered name, such as lstm or vendor.name"),
        /** Tensors are missing, left over or of other shapes than the configuration asks for. */
        MISMATCH("load it with the configuration it was written with"),
        /** A tensor holds NaN or an infinity and the reader asked for neither. */
        NON_FINITE("use an earlier checkpoint");

        private final String advice;

        Code(String advice) {
            this.advice = advice;
        }
    }

    /** What the fault is. */
    private final Code code;

    /** Where it is, or -1. */
    private final long offset;

    /** Whose it is, or empty. */
    private final String name;

    /**
     * Tell a fault.
     *
     * @param operation what was being done, such as {@code read model.safetensors}
     * @param offset the byte in the file at which the fault shows, or -1 where no single byte is to blame
     * @param name the tensor or metadata entry concerned, or empty
     * @param problem what is wrong, with the numbers
     */
    ModelFormatException(String operation, Code code, long offset, String name, String problem) {
        super(message(operation, code, offset, name, problem));
        this.code = code;
        this.offset = offset;
        this.name = name;
    }

    private static String message(String operation, Code code, long offset, String name, String problem) {
        String whose = name.isEmpty() ? "" : "\"" + TensorNames.printable(name) + "\": ";
        String where = offset < 0 ? "" : " (byte " + offset + ")";
        return operation + ": " + whose + problem + where + "; " + code.advice + " [" + code + "]";
    }

    /** What kind of fault it is. */
    public Code code() {
        return code;
    }

    /** The byte in the file at which the fault shows, or -1 where no single byte is to blame. */
    public long offset() {
        return offset;
    }

    /** The tensor or metadata entry concerned, or an empty string. */
    public String name() {
        return name;
    }
}
