package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rnn4j.examples.Ran;

class CharLmSampleTest {
    @TempDir
    private static Path scratch;

    @BeforeAll
    static void train() {
        assertThat(TinyWordNet.run(scratch, "--steps", "60", "--rate", "0.02").code())
                .isZero();
    }

    @Test
    void aFreshVirtualMachineWritesTheSameText() throws IOException, InterruptedException {
        String here = sample("--seed", "5").out();

        Ran fresh = Ran.fresh(List.of(), arguments("--seed", "5"));

        assertThat(fresh.code()).isZero();
        assertThat(fresh.out()).isEqualTo(here);
        assertThat(here).startsWith("otter: ").endsWith("\n");
    }

    @Test
    void anotherSeedWritesAnotherText() {
        assertThat(sample("--seed", "6").out())
                .isNotEqualTo(sample("--seed", "5").out());
    }

    @Test
    void theTextIsCutAtItsLength() {
        String text = sample("--temperature", "50", "--length", "10").out().strip();

        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo("otter: ".length() + 10);
    }

    @Test
    void aColdModelRepeatsItselfWhateverTheSeed() {
        assertThat(sample("--temperature", "1e-6", "--seed", "8").out())
                .isEqualTo(sample("--temperature", "1e-6", "--seed", "9").out());
    }

    @Test
    void aTemperatureOfZeroIsRefused() {
        Ran ran = sample("--temperature", "0");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("sample: temperature 0.0", "; give");
    }

    @Test
    void everyFlippedByteOfTheModelIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(scratch.resolve("model.safetensors"));
        for (int place = 0; place < bytes.length; place += bytes.length / 16) {
            byte[] flipped = bytes.clone();
            flipped[place] ^= 0x20;
            Path file = Files.write(scratch.resolve("flipped.safetensors"), flipped);

            Ran ran = Ran.launcher("char-lm", "sample", "--model", file.toString());

            assertThat(ran.code()).as("byte " + place).isEqualTo(1);
            assertThat(ran.err().lines()).hasSize(1);
            assertThat(ran.err()).contains("flipped.safetensors", "; ");
            assertThat(ran.out()).isEmpty();
        }
    }

    private static List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("char-lm", "sample", "--prime", "otter: "));
        arguments.addAll(List.of("--model", scratch.resolve("model.safetensors").toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static Ran sample(String... more) {
        return Ran.launcher(arguments(more).toArray(String[]::new));
    }
}
