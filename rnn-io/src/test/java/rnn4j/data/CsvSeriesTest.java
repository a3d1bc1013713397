package rnn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnn4j.tensor.Shape;

class CsvSeriesTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("s.csv"), text);
    }

    @Test
    void readsTheColumnsWantedInTheirOrder() throws IOException {
        Path file = file("day,load,\"air, outside\"\n1,2.5,-3\n2,1e3, 4.25 \n");

        CsvSeries series = CsvSeries.read(file, CsvSeries.Missing.REFUSE, "air, outside", "load");

        assertThat(series.columns()).containsExactly("air, outside", "load");
        assertThat(series.values().shape()).isEqualTo(Shape.of(2, 2));
        assertThat(series.values().values()).containsExactly(-3, 2.5f, 4.25f, 1000);
    }

    @Test
    void aMissingNumberIsWhatWasChosen() throws IOException {
        Path file = file("a,b\n1,2\n,3\n");

        assertThat(CsvSeries.read(file, CsvSeries.Missing.NAN, "a").values().values())
                .containsExactly(1, Float.NaN);
        assertThat(CsvSeries.read(file, CsvSeries.Missing.CARRY_FORWARD, "b", "a")
                        .values()
                        .values())
                .containsExactly(2, 1, 3, 1);
        assertThatThrownBy(() -> CsvSeries.read(file, CsvSeries.Missing.REFUSE, "a"))
                .hasMessageContaining("s.csv, line 3, column 'a': '' is no number");
        Path first = file("a\n \n");
        assertThatThrownBy(() -> CsvSeries.read(first, CsvSeries.Missing.CARRY_FORWARD, "a"))
                .hasMessageContaining("line 2");
    }

    @Test
    void whatIsWrongIsTold() throws IOException {
        Path file = file("a,b\n1,2\n1,two\n");

        assertThatThrownBy(() -> CsvSeries.read(file, CsvSeries.Missing.NAN, "b"))
                .hasMessageContaining("line 3, column 'b': 'two' is no number");
        assertThatThrownBy(() -> CsvSeries.read(file, CsvSeries.Missing.NAN, "c"))
                .hasMessageContaining("no column 'c'")
                .hasMessageContaining("[a, b]");
        assertThatThrownBy(() -> CsvSeries.read(file, CsvSeries.Missing.NAN)).hasMessageContaining("no column");
        assertThatThrownBy(() -> CsvSeries.read(folder.resolve("none.csv"), CsvSeries.Missing.NAN, "a"))
                .isInstanceOf(UncheckedIOException.class);
    }
}
