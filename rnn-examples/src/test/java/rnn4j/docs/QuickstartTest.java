package rnn4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the quickstart of the README from its source, in a JVM of its own. */
class QuickstartTest {

    private static final Pattern LOSS = Pattern.compile("loss on unseen sequences: ([0-9.E-]+)");

    @Test
    void learnsToRemember(@TempDir Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("Quickstart.java");
        Files.writeString(source, Listings.in("README.md").getFirst());
        Path output = folder.resolve("output.txt");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(java.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(java.exitValue()).as(printed).isZero();
        Matcher loss = LOSS.matcher(printed);
        assertThat(loss.find()).as(printed).isTrue();
        // guessing one of eight costs ln 8 = 2.08 nats
        assertThat(Double.parseDouble(loss.group(1))).isLessThan(0.1);
    }

    @Test
    void takesTwentyLines() throws IOException {
        assertThat(Listings.in("README.md")
                        .getFirst()
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("import")))
                .hasSizeLessThanOrEqualTo(20);
    }
}
