package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Floats;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/**
 * Numbers from a file of comma-separated values whose first line names the columns.
 *
 * @param columns names, in order
 * @param values {@code [time, columns]}: a step per line of the file
 */
public record CsvSeries(List<String> columns, Tensor values) {

    /** What an empty field means. */
    public enum Missing {
        /** It is an error. */
        REFUSE,
        /** It is NaN. */
        NAN,
        /** It is what the line before has; in the first line it is an error. */
        CARRY_FORWARD
    }

    /** Keeps a copy of the names. */
    public CsvSeries {
        columns = List.copyOf(columns);
    }

    /**
     * Reads some columns.
     *
     * @param columns one name or more, in the order wanted
     * @throws IllegalArgumentException when a column is not there or a field is no number; file, line, column and text are told
     * @throws UncheckedIOException when the file can't be read
     */
    public static CsvSeries read(Path file, Missing missing, String... columns) {
        checkArgument(columns.length > 0, "csv: no column of %s is named; name one or more", file);
        List<Float> values = new ArrayList<>();
        int lines = 0;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord line : reader) {
                for (String column : columns) {
                    Float before = lines == 0 ? null : values.get(values.size() - columns.length);
                    values.add(number(file, line, column, missing, before));
                }
                lines++;
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("csv: " + file + ": " + e.getMessage() + "; mend the quotes", e);
        } catch (IOException e) {
            throw new UncheckedIOException("csv: can't read " + file, e);
        }
        return new CsvSeries(List.of(columns), Tensor.of(Shape.of(lines, columns.length), Floats.toArray(values)));
    }

    private static float number(
            Path file, NamedCsvRecord line, String column, Missing missing, @Nullable Float before) {
        String text = line.findField(column)
                .orElseThrow(() -> new IllegalArgumentException("csv: " + file + " has no column '" + column
                        + "' in line " + line.getStartingLineNumber() + "; there are " + line.getHeader()))
                .strip();
        if (!text.isEmpty()) {
            Float number = Floats.tryParse(text);
            if (number != null) {
                return number;
            }
        } else if (missing == Missing.NAN) {
            return Float.NaN;
        } else if (missing == Missing.CARRY_FORWARD && before != null) {
            return before;
        }
        throw new IllegalArgumentException("csv: " + file + ", line " + line.getStartingLineNumber() + ", column '"
                + column + "': '" + text + "' is no number; write one with a point, or choose what a missing one is");
    }
}
