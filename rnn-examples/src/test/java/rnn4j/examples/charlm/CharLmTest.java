package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.cell.CellRegistry;
import rnn4j.examples.Ran;

class CharLmTest {
    @TempDir
    private Path scratch;

    @Test
    void aRunScoresWritesItsFilesAndEndsWithOneLineForMachines() throws IOException {
        Path out = scratch.resolve("out");

        Ran ran = TinyWordNet.run(out);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.lastLine())
                .matches(
                        "char-lm held-out=\\d+\\.\\d{3} bits/char time=\\d+\\.\\d s peak=\\d+ MiB weights=sha256:[0-9a-f]{64}");
        assertThat(ran.out()).contains("28 entries", "1-gram", "6-gram", "At temperature 0.4:", "At temperature 1.0:");
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("model.safetensors", "log.csv", "samples.txt", "report.html");
        }
        assertThat(Files.readAllLines(out.resolve("log.csv"))).hasSize(7);
    }

    @Test
    void theReportHoldsCurvesSettingsAndSamples() throws IOException {
        Path out = scratch.resolve("out");

        Ran ran = TinyWordNet.run(out, "--seed", "7");

        assertThat(Files.readString(out.resolve("report.html")))
                .contains("<th>seed</th><td>7</td>", "<th>cell</th><td>lstm</td>", "At temperature 0.4:")
                .contains("bits/char", "aria-label=\"loss\"")
                .doesNotContain("no step yet");
        assertThat(ran.out()).contains("; seed 7", "planned", "weights, ");
    }

    @Test
    void eventsAndALivePageAreThereWhereAskedFor() throws IOException {
        Path out = scratch.resolve("out");

        Ran ran = TinyWordNet.run(out, "--live", "--tensorboard");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).containsPattern("Live: http://localhost:\\d+/");
        try (var files = Files.list(out.resolve("tensorboard"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .startsWith("events.out.tfevents.");
        }
    }

    @Test
    void oneBatchIsLearnedByHeartAndNothingIsWritten() {
        Path out = scratch.resolve("out");

        List<String> arguments = new ArrayList<>(TinyWordNet.arguments(out, "--rate", "0.02"));
        arguments.add("--sanity");
        Ran ran = Ran.launcher(arguments.toArray(String[]::new));

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("one batch learned: loss ");
        assertThat(out).doesNotExist();
    }

    @Test
    void trainingLearns() {
        double fresh = score(TinyWordNet.run(scratch, "--steps", "1", "--rate", "1e-6"));

        double trained = score(TinyWordNet.run(scratch, "--steps", "150", "--rate", "0.02"));

        // A few dozen characters: a fresh model needs almost log2 of their number; a tenth of that is learnt in a
        // moment.
        assertThat(fresh).isBetween(4.5, 6.0);
        assertThat(trained).isLessThan(0.9 * fresh);
    }

    @Test
    void theSameSeedGivesTheSameWeightsWithAnyNumberOfThreads() throws IOException {
        Ran first = TinyWordNet.run(scratch.resolve("a"), "--threads", "1");
        Ran again = TinyWordNet.run(scratch.resolve("b"), "--threads", "1");
        Ran threaded = TinyWordNet.run(scratch.resolve("c"), "--threads", "2");

        assertThat(TinyWordNet.weights(again)).isEqualTo(TinyWordNet.weights(first));
        assertThat(TinyWordNet.weights(threaded)).isEqualTo(TinyWordNet.weights(first));
        byte[] model = Files.readAllBytes(scratch.resolve("a/model.safetensors"));
        assertThat(scratch.resolve("b/model.safetensors")).hasBinaryContent(model);
        assertThat(scratch.resolve("c/model.safetensors")).hasBinaryContent(model);
        assertThat(scratch.resolve("b/samples.txt")).hasSameTextualContentAs(scratch.resolve("a/samples.txt"));
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        assertThat(TinyWordNet.weights(TinyWordNet.run(scratch, "--seed", "2")))
                .isNotEqualTo(TinyWordNet.weights(TinyWordNet.run(scratch)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCellThatIsHereTrains(String cell) {
        Ran ran = TinyWordNet.run(scratch, "--cell", cell, "--layers", "2", "--steps", "2");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains(cell + ": hidden 17, layers 2");
    }

    static List<String> cells() {
        return CellRegistry.load().names();
    }

    @Test
    void aRunByTheClockTellsTheStepItStoppedAt() {
        Ran ran = TinyWordNet.run(scratch, "--minutes", "0.005");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).containsPattern("Stopped by the clock after step \\d+");
    }

    @Test
    void anUnknownCellIsAnsweredWithTheCellsThereAre() {
        Path out = scratch.resolve("out");

        Ran ran = TinyWordNet.run(out, "--cell", "lstn");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("lstn", "elman", "lstm").doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void anUnknownOptionOfACellIsTold() {
        Path out = scratch.resolve("out");

        Ran ran = TinyWordNet.run(out, "--cell-option", "peephole=true");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("peephole", "; ").doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void aRunThatDivergesLeavesNothingHalfWritten() {
        Path out = scratch.resolve("out");

        Ran ran = TinyWordNet.run(out, "--rate", "1e37", "--steps", "40");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains(" at step ", "; ").doesNotContain("\tat ");
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void aTextThatIsTooShortForTheBatchIsTold() {
        Path out = scratch.resolve("out");

        Ran ran = TinyWordNet.run(out, "--batch", "1000");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("too few for 1000 lanes").doesNotContain("\tat ");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFileWhereTheFolderShouldBeIsTold() throws IOException {
        Path file = Files.writeString(scratch.resolve("taken"), "x");

        Ran ran = TinyWordNet.run(file);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("is a file, not a folder; give another");
        assertThat(file).hasContent("x");
    }

    private static double score(Ran ran) {
        String line = ran.lastLine();
        return Double.parseDouble(line.substring(line.indexOf('=') + 1, line.indexOf(" bits")));
    }
}
