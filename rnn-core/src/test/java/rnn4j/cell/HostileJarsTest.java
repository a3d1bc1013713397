package rnn4j.cell;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rnn4j.outside.PluginReport;

/**
 * Faults P01 to P04 and P08 as jars, beside a good plugin: on the class path and, as automatic and as named modules, on the module
 * path of a JVM of their own, and in child class loaders of this one. Wherever the JVM starts at all, the good cell works and the
 * bad one is told.
 */
@Timeout(120)
class HostileJarsTest {

    /** What the JVM refuses at its start when it is a module, by its own words. */
    private static final Map<String, String> REFUSED = Map.of(
            "automatic module, class missing", "Provider class acme.Nowhere not in ",
            "automatic module, service file with nonsense", "not in ",
            "named module, class missing", "Package acme not found in module",
            "named module, service file with nonsense", "Empty providers set");

    private static final Map<String, Map<String, String>> TABLE = new LinkedHashMap<>();

    private static final String GOOD = """
            package fine;
            import rnn4j.cell.*;
            import rnn4j.tensor.*;
            public final class Good implements CellProvider {
              @Override public String name() { return "fine.good"; }
              @Override public Cell create(CellSpec spec, Parameters p) { return new Doubling(spec); }
            }
            final class Doubling implements Cell {
              private final CellShape shape;
              Doubling(CellSpec spec) { shape = CellShape.of(spec.input(), spec.input()).state("n", 1); }
              @Override public CellShape shape() { return shape; }
              @Override public Step step(Tensor x, State s) { return Step.of(x.add(x), s); }
            }
            """;

    static Stream<Arguments> broken() {
        return HostileProviderTest.broken();
    }

    @AfterAll
    static void print() {
        System.out.println("hostile plugins as jars");
        TABLE.forEach((fault, told) -> System.out.printf("  %-46s %s%n", fault, told));
    }

    private static PluginFolder good() {
        return PluginFolder.in("fine-good").compile("fine.Good", GOOD).offer("fine.Good");
    }

    private static void tell(String fault, String way, String what) {
        TABLE.computeIfAbsent(fault, any -> new TreeMap<>()).put(way, what);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void onTheClassPath(String fault, PluginFolder folder, List<String> told) throws Exception {
        String path = String.join(
                File.pathSeparator,
                core(),
                tests(),
                folder.packed("bad.jar").toString(),
                good().packed("good.jar").toString());
        Run run = run("-cp", path, PluginReport.class.getName());

        assertGoodWorksAndBadIsTold(run, told);
        tell(fault, "class path", "told");
    }

    /** As automatic modules, which every jar is that has no descriptor. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void asAnAutomaticModule(String fault, PluginFolder folder, List<String> told) throws Exception {
        asModule("automatic module", fault, folder, told);
    }

    /** As modules whose descriptor provides the bad class. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void asANamedModule(String fault, PluginFolder folder, List<String> told) throws Exception {
        asModule("named module", fault, folder.describe("bad"), told);
    }

    /** A method that only named modules may have instead of a constructor. */
    @Test
    void aProviderMethodThatReturnsNothingIsTold() throws Exception {
        PluginFolder folder = PluginFolder.plugin(
                "p-method",
                "Bad",
                "public static CellProvider provider() { return null; }",
                PluginFolder.named("acme.bad"),
                PluginFolder.MAKES_A_CELL);
        asModule(
                "named module",
                "provider() returns null",
                folder.describe("bad"),
                List.of("acme.Bad.provider()", "null"));
    }

    private static void asModule(String way, String fault, PluginFolder folder, List<String> told) throws Exception {
        String modules = String.join(
                File.pathSeparator,
                core(),
                folder.packed("bad.jar").toString(),
                good().packed("good.jar").toString());
        Run run = run(
                "--module-path",
                modules,
                "--add-modules",
                "ALL-MODULE-PATH",
                "-cp",
                tests(),
                PluginReport.class.getName());

        String refusal = REFUSED.get(way + ", " + fault);
        if (refusal != null) {
            assertThat(run.exitCode()).isNotZero();
            assertThat(run.text()).contains("boot layer", refusal);
            tell(fault, way, "the JVM refuses to start: " + refusal);
        } else {
            assertGoodWorksAndBadIsTold(run, told);
            assertThat(run.text()).contains("by module good");
            tell(fault, way, "told");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void inAChildLoader(String fault, PluginFolder folder, List<String> told) throws IOException {
        folder.packed("bad.jar");
        PluginFolder fine = good();
        fine.packed("good.jar");
        try (URLClassLoader loader = PluginFolder.loader(folder, fine)) {
            CellRegistry registry = CellRegistry.load(loader);

            assertThat(registry.names()).containsExactly("fine.good");
            assertThat(registry.problems()).hasSize(1);
            assertThat(registry.problems().getFirst().toString()).contains(told);
            tell(fault, "child loader", "told");
        }
    }

    private static void assertGoodWorksAndBadIsTold(Run run, List<String> told) {
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains("names [fine.good]", "step 42.0");
        assertThat(run.text().lines().filter(line -> line.startsWith("problem ")))
                .as(run.text())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(told));
    }

    private record Run(int exitCode, String text) {}

    private static Run run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), text);
    }

    /** The library and what it needs; classes of this build, no jar yet. */
    private static String core() {
        List<String> places = new ArrayList<>();
        places.add(PluginFolder.location(CellProvider.class));
        places.add(PluginFolder.location(ImmutableList.class));
        Stream.of("java.class.path", "jdk.module.path")
                .flatMap(path -> Stream.of(System.getProperty(path, "").split(File.pathSeparator, -1)))
                .filter(place -> place.contains("failureaccess")) // which Guava's module needs
                .distinct()
                .forEach(places::add);
        return String.join(File.pathSeparator, places);
    }

    private static String tests() {
        return PluginFolder.location(PluginReport.class);
    }
}
