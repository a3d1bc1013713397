package rnn4j.archetype;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Another Maven than the one that runs this test, with a repository of its own. */
final class Maven {

    /** Libraries and plugins that the outer build has fetched already are copied from there; no snapshot is. */
    private static final String SETTINGS = """
            <settings>
              <profiles>
                <profile>
                  <id>what-is-there-already</id>
                  <activation><activeByDefault>true</activeByDefault></activation>
                  <repositories>
                    <repository>
                      <id>fetched</id>
                      <url>@fetched@</url>
                      <releases><updatePolicy>never</updatePolicy><checksumPolicy>ignore</checksumPolicy></releases>
                      <snapshots><enabled>false</enabled></snapshots>
                    </repository>
                  </repositories>
                  <pluginRepositories>
                    <pluginRepository>
                      <id>fetched</id>
                      <url>@fetched@</url>
                      <releases><updatePolicy>never</updatePolicy><checksumPolicy>ignore</checksumPolicy></releases>
                      <snapshots><enabled>false</enabled></snapshots>
                    </pluginRepository>
                  </pluginRepositories>
                </profile>
              </profiles>
            </settings>
            """;

    private final Path settings;

    /** Writes its settings beside the folder in which it works. */
    Maven(Path settings) throws IOException {
        this.settings = Files.writeString(
                settings,
                SETTINGS.replace(
                        "@fetched@",
                        Path.of(property("archetype.fetched")).toUri().toString()));
    }

    static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    /** What a run said, and how it ended. */
    record Run(int exitCode, String text) {}

    Run run(Path folder, String... words) throws IOException, InterruptedException {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        List<String> command = new ArrayList<>();
        command.add(Path.of(property("maven.home"), "bin", windows ? "mvn.cmd" : "mvn")
                .toString());
        command.addAll(List.of("-B", "-ntp", "-gs", settings.toString()));
        command.add("-Dmaven.repo.local=" + property("archetype.repository"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), text);
    }
}
