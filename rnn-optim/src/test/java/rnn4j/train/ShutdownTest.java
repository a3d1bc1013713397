package rnn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fault T16: a process that is told to end makes its step, keeps it, and ends. */
class ShutdownTest {

    @Test
    @Timeout(60)
    void aRunThatIsToldToEndKeepsItsLastStep() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command()).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.equals("running")) {
                    process.toHandle().destroy(); // SIGTERM, and the streams stay open
                }
            }
        }
        process.waitFor();

        assertThat(lines).hasSize(3).first().isEqualTo("running");
        String kept = lines.get(1);
        assertThat(kept).startsWith("kept last step ");
        String step = kept.substring(kept.lastIndexOf(' ') + 1);
        assertThat(Long.parseLong(step)).isGreaterThanOrEqualTo(100);
        assertThat(lines.get(2)).isEqualTo("stopped CANCELLED step " + step);
    }

    private static List<String> command() {
        Set<String> places = new LinkedHashSet<>();
        Stream.of("java.class.path", "jdk.module.path")
                .flatMap(path -> Stream.of(System.getProperty(path, "").split(File.pathSeparator, -1)))
                .filter(place -> !place.isEmpty())
                .forEach(places::add);
        for (Class<?> type : List.of(EndlessRun.class, Trainer.class)) {
            places.add(Path.of(URI.create(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, places),
                EndlessRun.class.getName());
    }
}
