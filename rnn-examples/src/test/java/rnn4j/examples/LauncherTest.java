package rnn4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
    @TempDir
    private Path scratch;

    @Test
    void listNamesTheExamplesAndWhatTheyDo() {
        Ran ran = Ran.launcher("list");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("char-lm").contains("dictionary").doesNotContain("list ");
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--out", "--seed", "--threads", "--steps", "--minutes", "--cell", "--hidden", "--layers"})
    void helpTellsEveryOption(String option) {
        Ran ran = Ran.launcher("char-lm", "--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains(option);
    }

    @Test
    void theLauncherItselfHasHelp() {
        assertThat(Ran.launcher("--help").out()).contains("Usage:", "char-lm", "list");
    }

    @Test
    void anUnknownExampleIsAnsweredWithTheNamesThereAre() {
        assertTold(Ran.launcher("char-ml"), Failure.WRONG_CALL, "no example \"char-ml\"; there are char-lm, list");
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheOptionsThereAre() {
        Ran ran = Ran.launcher("char-lm", "--hiden", "7");

        assertTold(ran, Failure.WRONG_CALL, "char-lm: no option \"--hiden\"; the options are");
        assertThat(ran.err()).contains("--hidden");
    }

    @Test
    void aValueThatIsNoNumberIsTold() {
        assertTold(Ran.launcher("char-lm", "--steps", "many"), Failure.WRONG_CALL, "'many' is not a");
    }

    @Test
    void stepsAndMinutesExcludeEachOther() {
        assertTold(Ran.launcher("char-lm", "--steps", "3", "--minutes", "1"), Failure.WRONG_CALL, "mutually exclusive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--steps", "--minutes", "--threads", "--hidden", "--layers", "--batch", "--time", "--rate"})
    void zeroIsTooFew(String option) {
        Ran ran = Ran.launcher(
                "char-lm", option, "0", "--out", scratch.resolve("out").toString());

        assertTold(ran, Failure.FAILED_RUN, option + ": 0");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void missingDataAreNamedAndNothingIsWritten() {
        Path data = scratch.resolve("no-such-folder");
        Path out = scratch.resolve("out");

        Ran ran = Ran.launcher("char-lm", "--data", data.toString(), "--out", out.toString());

        assertTold(ran, Failure.FAILED_RUN, "there is no file " + data.resolve("data.noun"));
        assertThat(out).doesNotExist();
    }

    @Test
    void sampleWantsAModel() {
        assertTold(Ran.launcher("char-lm", "sample"), Failure.WRONG_CALL, "--model");
    }

    @Test
    void aMissingModelIsNamed() {
        Path model = scratch.resolve("none.safetensors");

        assertTold(
                Ran.launcher("char-lm", "sample", "--model", model.toString()), Failure.FAILED_RUN, model.toString());
    }

    @Test
    void aCorruptModelIsTold() throws IOException {
        Path model = Files.write(scratch.resolve("model.safetensors"), new byte[] {9, 0, 0, 0, 0, 0, 0, 0, '{'});

        assertTold(Ran.launcher("char-lm", "sample", "--model", model.toString()), Failure.FAILED_RUN, "; ");
    }

    private static void assertTold(Ran ran, int code, String what) {
        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.err()).contains(what).doesNotContain("\tat ");
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.out()).isEmpty();
    }
}
