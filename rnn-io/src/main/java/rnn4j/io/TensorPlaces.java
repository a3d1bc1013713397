package rnn4j.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import rnn4j.io.ModelFormatException.Code;
import rnn4j.tensor.Shape;

/** Checks that tensors have the sizes they claim and fill the file without gap or overlap, before any array exists. */
final class TensorPlaces {
    /** The longest array that Java makes. */
    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    private final HeaderText text;
    private final List<TensorEntry> entries = new ArrayList<>();

    TensorPlaces(HeaderText text) {
        this.text = text;
    }

    /**
     * Take in what the header says of one tensor.
     *
     * @param begin its first byte after the header, 0 or more
     * @param end the byte after its last, 0 or more
     * @param character where in the header it is said
     */
    void add(String name, long[] shape, long begin, long end, int character) {
        if (begin > end) {
            throw text.fault(Code.LAYOUT, character, name, "the tensor begins at " + begin + " and ends at " + end);
        }
        String said = "shape " + Arrays.toString(shape) + " in " + (end - begin) + " bytes";
        long product = product(shape);
        if (product < 0) {
            throw text.fault(Code.OVERFLOW, character, name, said + ": the product of the sizes exceeds 63 bits");
        }
        boolean isEmpty = Arrays.stream(shape).anyMatch(size -> size == 0);
        long needed = isEmpty ? 0 : product * Float.BYTES;
        if (product > MOST_NUMBERS && needed != end - begin && (int) product * (long) Float.BYTES == end - begin) {
            throw text.fault(Code.OVERFLOW, character, name, said + ": right only for a product that wraps at 32 bits");
        }
        if (product > MOST_NUMBERS) {
            throw text.fault(Code.LIMIT, character, name, said + ": the limit is " + MOST_NUMBERS + " numbers");
        }
        if (needed != end - begin) {
            throw text.fault(Code.SIZE, character, name, said + ": it needs " + needed);
        }
        entries.add(new TensorEntry(name, shape(shape), begin, end));
    }

    private static Shape shape(long[] sizes) {
        return Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray());
    }

    /** The product of the sizes that are not 0, or -1 where as many floats take more than 2^63 - 1 bytes. */
    private static long product(long[] shape) {
        long product = 1;
        for (long size : shape) {
            if (size > Long.MAX_VALUE / Float.BYTES / product) {
                return -1;
            }
            product *= Math.max(1, size);
        }
        return product;
    }

    /**
     * Check that the tensors fill the file.
     *
     * @param dataBytes how many bytes follow the header
     * @return the tensors by ascending place
     */
    List<TensorEntry> fill(long dataBytes) {
        List<TensorEntry> placed = new ArrayList<>(entries);
        placed.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        long end = 0;
        for (TensorEntry entry : placed) {
            if (entry.begin() != end) {
                throw text.fault(
                        Code.LAYOUT,
                        text.length(),
                        entry.name(),
                        "the tensor begins at " + entry.begin() + ", the one before it ends at " + end);
            }
            end = entry.end();
        }
        if (end > dataBytes) {
            throw text.fault(
                    Code.TRUNCATED,
                    text.length(),
                    placed.getLast().name(),
                    "the tensors take " + end + " bytes, the file has " + dataBytes + " for them");
        }
        if (end < dataBytes) {
            throw text.fault(
                    Code.COVERAGE,
                    text.length(),
                    "",
                    (dataBytes - end) + " bytes at the end of the file belong to no tensor");
        }
        return List.copyOf(placed);
    }
}
