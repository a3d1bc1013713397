package rnn4j.report;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import rnn4j.train.StepReport;
import rnn4j.train.TrainingListener;
import rnn4j.train.Until;
import rnn4j.train.ValidationReport;

/**
 * Writes what a run tells as a file of events, which TensorBoard reads: loss, learning rate, gradient norm and symbols per second of each
 * step under {@code train/}, the scores of validations under {@code validation/}.
 *
 * <p>A record is handed to the system in one piece, so a run that dies leaves whole records.
 */
public final class TensorBoardLog implements TrainingListener {

    private final Path file;
    private final FileOutputStream out;
    private final InstantSource clock;
    private double before;

    private TensorBoardLog(Path file, FileOutputStream out, InstantSource clock) {
        this.file = file;
        this.out = out;
        this.clock = clock;
    }

    /**
     * Begins a file of a name of its own.
     *
     * @param folder of one run; it is made
     * @throws UncheckedIOException when it can't be written
     */
    public static TensorBoardLog create(Path folder) {
        return create(folder, InstantSource.system());
    }

    static TensorBoardLog create(Path folder, InstantSource clock) {
        Path file = folder.resolve("events.out.tfevents." + clock.instant().getEpochSecond() + ".rnn4j");
        try {
            Files.createDirectories(folder);
            TensorBoardLog log = new TensorBoardLog(file, new FileOutputStream(file.toFile()), clock);
            log.write(EventRecord.version(log.now()));
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("tensorboard: can't begin " + file + "; give a folder to write to", e);
        }
    }

    /** Returns the file. */
    public Path file() {
        return file;
    }

    /** Seconds since 1970. */
    private double now() {
        Instant instant = clock.instant();
        return instant.getEpochSecond() + instant.getNano() * 1e-9;
    }

    @Override
    public void started(long step, long epoch, Until until) {
        before = 0;
    }

    @Override
    public void stepped(StepReport report) {
        EventRecord event = EventRecord.at(now(), report.step())
                .scalar("train/loss", report.loss())
                .scalar("train/learning rate", report.rate())
                .scalar("train/gradient norm", report.gradientNorm());
        double took = report.seconds() - before;
        before = report.seconds();
        write(took > 0 ? event.scalar("train/symbols per second", report.symbols() / took) : event);
    }

    @Override
    public void validated(ValidationReport report) {
        EventRecord event = EventRecord.at(now(), report.step());
        report.scores().forEach((name, score) -> event.scalar("validation/" + name, score));
        write(event);
    }

    private void write(EventRecord event) {
        try {
            out.write(event.framed());
        } catch (IOException e) {
            throw new UncheckedIOException("tensorboard: can't write " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("tensorboard: can't close " + file, e);
        }
    }
}
