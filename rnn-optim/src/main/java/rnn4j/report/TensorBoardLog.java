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
        String name = "events.out.tfevents." + clock.instant().getEpochSecond() + ".rnn4j";
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            file = fresh(folder, name);
            TensorBoardLog log = new TensorBoardLog(file, new FileOutputStream(file.toFile()), clock);
            log.write(EventRecord.version(log.now()));
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("tensorboard: can't begin " + file + "; give a folder to write to", e);
        }
    }

    /** Two logs may begin in one second. */
    private static Path fresh(Path folder, String name) throws IOException {
        for (int before = 0; ; before++) {
            Path file = folder.resolve(before == 0 ? name : name + "." + before);
            if (!Files.exists(file)) {
                return Files.createFile(file);
            }
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

    /**
     * Writes a text, such as a sample, as of a step; TensorBoard shows it as Markdown.
     *
     * @param name what it is found by
     */
    public void text(long step, String name, String text) {
        write(EventRecord.at(now(), step).text(name, text));
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
