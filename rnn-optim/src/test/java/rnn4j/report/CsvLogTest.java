package rnn4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnn4j.train.StepReport;
import rnn4j.train.Until;

class CsvLogTest {

    @TempDir
    private Path directory;

    /**
     * By hand: the smoothed loss of 4 and 2 is (0.98 · 4 + 2) / (0.98 + 1) = 2.98990; 64 symbols in the 0.5 s of the first
     * step are 128 a second, in the 2 s of the second one 32.
     */
    @Test
    void aLinePerStep() throws IOException {
        Path file = directory.resolve("deep/er/log.csv");
        try (CsvLog log = CsvLog.create(file)) {
            log.started(0, 0, Until.steps(2));
            log.stepped(new StepReport(1, 0, 4, 0.001, 12.5, true, 64, 0.5));
            log.stepped(new StepReport(2, 0, 2, 1e-5, 0.25, false, 64, 2.5));
        }

        assertThat(Files.readString(file)).isEqualTo("""
                step,loss,smoothed_loss,rate,gradient_norm,symbols_per_second,seconds
                1,4.00000,4.00000,0.00100000,12.5000,128.0,0.500
                2,2.00000,2.98990,1.00000e-05,0.250000,32.0,2.500
                """);
    }

    @Test
    void theCountryDoesNotMatter() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try (CsvLog log = CsvLog.create(directory.resolve("log.csv"))) {
            log.stepped(new StepReport(1, 0, 1234.5, 0.5, 1, false, 1, 1));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(Files.readAllLines(directory.resolve("log.csv")).get(1))
                .isEqualTo("1,1234.50,1234.50,0.500000,1.00000,1.0,1.000");
    }

    /** A run that dies does not close its log: whole lines are there after each step, whatever comes next. */
    @Test
    void whatIsToldIsInTheFileAtOnce() throws IOException {
        Path file = directory.resolve("log.csv");
        try (CsvLog log = CsvLog.create(file)) {
            for (int step = 1; step <= 300; step++) {
                log.stepped(new StepReport(step, 0, 1, 0.5, 1, false, 1, step));

                String text = Files.readString(file);
                assertThat(text).endsWith("\n");
                assertThat(text.lines()).hasSize(step + 1);
            }
        }
    }

    @Test
    void anInterruptDoesNotCloseTheFile() throws IOException {
        Path file = directory.resolve("log.csv");
        try (CsvLog log = CsvLog.create(file)) {
            Thread.currentThread().interrupt();
            log.stepped(new StepReport(1, 0, 1, 0.5, 1, false, 1, 1));
            log.stepped(new StepReport(2, 0, 1, 0.5, 1, false, 1, 2));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void anEarlierLogIsGone() throws IOException {
        Path file = directory.resolve("log.csv");
        Files.writeString(file, "a line of an earlier run\n".repeat(9));
        CsvLog.create(file).close();

        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void aPathThatCannotBeWrittenIsTold() {
        assertThatThrownBy(() -> CsvLog.create(directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("log: can't begin " + directory);
    }

    @Test
    void aLogThatIsClosedIsTold() {
        CsvLog log = CsvLog.create(directory.resolve("log.csv"));
        log.close();
        log.close();

        assertThatThrownBy(() -> log.stepped(new StepReport(1, 0, 1, 0.5, 1, false, 1, 1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("can't write");
    }
}
