package rnn4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the sources look like to their reader: short, explained, nothing left open. */
final class SourcesTest {
    private static final int METHOD_LINES = 40;

    /** A tile of a product is written out, register by register, and the compiler wants it in one piece. */
    private static final int KERNEL_METHOD_LINES = 100;

    /** The LSTM made by hand does five functions in one loop, written out as generated code is. */
    private static final int YARDSTICK_METHOD_LINES = 140;

    /** A test may hold a long table in one method; what is shipped may not. */
    @Test
    void methodsAreShort() throws IOException {
        List<SourceReader.Method> methods = SourceReader.read(shipped()).methods();
        assertThat(methods).isNotEmpty();
        assertThat(methods)
                .filteredOn(method -> method.lines() > most(method.file()))
                .isEmpty();
    }

    @Test
    void whatIsPublicIsExplained() throws IOException {
        assertThat(SourceReader.read(shipped()).undocumented()).isEmpty();
    }

    @Test
    void nothingIsLeftOpen() throws IOException {
        // Put together here, so that this file does not find itself.
        Pattern open = Pattern.compile(String.join("|", "TO" + "DO", "FIX" + "ME", "@Dis" + "abled", "XX" + "X"));
        assertThat(linesThat(House.ROOT, open)).isEmpty();
    }

    @Test
    void everySuppressionHasAReason() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path file : House.sources(House.ROOT)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                boolean suppresses = lines.get(i).strip().startsWith("@Suppress" + "Warnings");
                boolean reason = lines.get(i).contains("//")
                        || (i > 0 && lines.get(i - 1).strip().startsWith("//"));
                if (suppresses && !reason) {
                    silent.add(House.ROOT.relativize(file) + ":" + (i + 1));
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    /** The plugin is found by its service alone: the poms list its jar, and no Java file elsewhere knows its name. */
    @Test
    void nobodyNamesThePlugin() throws IOException {
        Path java = House.PLUGIN.resolve("src/main/java");
        String names = House.sources(java).stream()
                .map(file -> java.relativize(file).toString().replace(".java", ""))
                .filter(name -> !name.endsWith("-info"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1) + "|"
                        + name.substring(0, name.lastIndexOf('/')).replace("/", "[.]"))
                .collect(Collectors.joining("|"));
        assertThat(names).isNotEmpty();
        Pattern plugin = Pattern.compile("\\b(" + names + ")\\b");
        List<String> mentions = linesThat(House.ROOT, plugin).stream()
                .filter(line -> !line.startsWith(House.ROOT.relativize(House.PLUGIN) + "/"))
                .toList();
        assertThat(mentions).isEmpty();
    }

    private static List<Path> shipped() throws IOException {
        return House.sources(House.ROOT).stream()
                .filter(file -> file.toString().contains("src/main/java"))
                .toList();
    }

    private static int most(String file) {
        if (file.contains("/rnn4j/bench/yardstick/")) {
            return YARDSTICK_METHOD_LINES;
        }
        return file.contains("/rnn4j/kernel/") ? KERNEL_METHOD_LINES : METHOD_LINES;
    }

    private static List<String> linesThat(Path below, Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : House.sources(below)) {
            for (String line : Files.readAllLines(file)) {
                if (pattern.matcher(line).find()) {
                    found.add(House.ROOT.relativize(file) + ": " + line.strip());
                }
            }
        }
        return found;
    }
}
