package rnn4j.report;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import rnn4j.train.StepReport;
import rnn4j.train.TrainingListener;
import rnn4j.train.Until;

/**
 * Writes a line per step: step, loss, smoothed loss, rate, gradient norm, symbols per second, seconds.
 *
 * <p>A line is handed to the system in one piece and not kept back, so a run that dies leaves whole lines. Numbers have a
 * point and no grouping, whatever the country. The file is not written through a channel: an interrupt can't close it.
 */
public final class CsvLog implements TrainingListener {

    private static final String TITLES = "step,loss,smoothed_loss,rate,gradient_norm,symbols_per_second,seconds\n";

    private final Path file;
    private final FileOutputStream out;
    private final SmoothedLoss smoothed = new SmoothedLoss();
    private double before;

    private CsvLog(Path file, FileOutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Begins a log; what the file held is gone.
     *
     * @param file its directories are made
     * @throws UncheckedIOException when it can't be written
     */
    public static CsvLog create(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            CsvLog log = new CsvLog(file, new FileOutputStream(file.toFile()));
            log.write(TITLES);
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("log: can't begin " + file + "; give a path that can be written", e);
        }
    }

    @Override
    public void started(long step, long epoch, Until until) {
        before = 0;
    }

    @Override
    public void stepped(StepReport report) {
        double took = report.seconds() - before;
        before = report.seconds();
        write(String.format(
                Locale.ROOT,
                "%d,%.6g,%.6g,%.6g,%.6g,%.1f,%.3f\n",
                report.step(),
                report.loss(),
                smoothed.add(report.loss()),
                report.rate(),
                report.gradientNorm(),
                took > 0 ? report.symbols() / took : 0,
                report.seconds()));
    }

    private void write(String line) {
        try {
            out.write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("log: can't write " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("log: can't close " + file, e);
        }
    }
}
