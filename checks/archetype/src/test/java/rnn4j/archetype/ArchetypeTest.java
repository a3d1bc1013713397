package rnn4j.archetype;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin made from the archetype is green at its first build; a wrong sign in its equation is found, and told plainly. */
@Timeout(600)
class ArchetypeTest {

    private static final Pattern TESTS = Pattern.compile("Tests run: (\\d+), Failures: 0, Errors: 0");
    private static final int PROPERTIES = 60;

    @Test
    void aPluginIsGreenAtItsFirstBuildAndAWrongSignIsFound(@TempDir Path folder) throws Exception {
        Maven maven = new Maven(folder.resolve("settings.xml"));
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Maven.Run made = maven.run(
                empty,
                "org.apache.maven.plugins:maven-archetype-plugin:3.4.1:generate",
                "-DarchetypeCatalog=internal",
                "-DarchetypeGroupId=io.github.rnn4j",
                "-DarchetypeArtifactId=rnn-cell-archetype",
                "-DarchetypeVersion=" + Maven.property("archetype.version"),
                "-DgroupId=org.example",
                "-DartifactId=my-cell",
                "-Dversion=1.0",
                "-Dpackage=org.example.mycell",
                "-DcellClass=MyCell",
                "-DcellName=example.my-cell");
        assertThat(made.exitCode()).as(made.text()).isZero();
        Path plugin = empty.resolve("my-cell");
        assertNothingLeftToFillIn(plugin);

        Maven.Run green = maven.run(plugin, "verify");
        assertThat(green.exitCode()).as(green.text()).isZero();
        assertThat(green.text())
                .contains("cell contract of example.my-cell, version 1 (org.example.mycell.MyCell$Provider): kept")
                .contains("BUILD SUCCESS");
        assertThat(testsIn(green.text())).isGreaterThan(PROPERTIES);
        assertThat(plugin.resolve("target/my-cell-1.0.jar")).exists();

        Path cell = plugin.resolve("src/main/java/org/example/mycell/MyCell.java");
        String source = Files.readString(cell);
        String wrong = source.replace(".mul(h).add(a.mul(n))", ".mul(h).sub(a.mul(n))");
        assertThat(wrong).isNotEqualTo(source);
        Files.writeString(cell, wrong);

        Maven.Run red = maven.run(plugin, "verify");
        assertThat(red.exitCode()).isNotZero();
        assertThat(red.text())
                .contains("h' of the first step is not what the equations give: compare step() with the formula above"
                        + " MyCell, term by term and sign by sign")
                .contains("expected: <0.25> but was: <-0.25>");
        System.out.println(red.text()
                .lines()
                .filter(line -> line.contains("is not what the equations give"))
                .findFirst()
                .orElseThrow());
    }

    private static void assertNothingLeftToFillIn(Path plugin) throws IOException {
        try (Stream<Path> files = Files.walk(plugin)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toString()).doesNotContain("__");
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("${cell", "${package", "#set");
            }
        }
        assertThat(plugin.resolve(".gitignore")).exists();
        assertThat(plugin.resolve("README.md")).content().startsWith("# example.my-cell");
    }

    private static int testsIn(String text) {
        int most = 0;
        Matcher tests = TESTS.matcher(text);
        while (tests.find()) {
            most = Math.max(most, Integer.parseInt(tests.group(1)));
        }
        return most;
    }
}
