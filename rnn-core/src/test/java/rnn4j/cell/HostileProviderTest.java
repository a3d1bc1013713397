package rnn4j.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.cell.PluginFolder.MAKES_A_CELL;
import static rnn4j.cell.PluginFolder.NAME;
import static rnn4j.cell.PluginFolder.good;
import static rnn4j.cell.PluginFolder.named;
import static rnn4j.cell.PluginFolder.plugin;
import static rnn4j.cell.PluginFolder.provider;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.tensor.Parameters;

/**
 * Faults P01 to P04 and P08: providers that are broken in every way known; each must be listed, and none may take the others
 * down.
 */
class HostileProviderTest {

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        "constructor throws",
                        plugin(
                                "p-constructor",
                                "Bad",
                                "public Bad() { throw new IllegalStateException(\"no licence\"); }",
                                named("acme.bad"),
                                MAKES_A_CELL),
                        List.of("acme.Bad", "no licence")),
                Arguments.of(
                        "static initialiser fails",
                        plugin(
                                "p-static",
                                "Bad",
                                "static final int N = Integer.parseInt(\"nine\");",
                                NAME.formatted("return \"acme.bad\" + N;"),
                                MAKES_A_CELL),
                        List.of("acme.Bad", "nine")),
                Arguments.of(
                        "no public constructor",
                        plugin("p-private", "Bad", "private Bad() {}", named("acme.bad"), MAKES_A_CELL),
                        List.of("acme.Bad", "constructor")),
                Arguments.of(
                        "superclass missing",
                        PluginFolder.in("p-orphan")
                                .compile("acme.Base", "package acme; public class Base {}")
                                .compile(
                                        "acme.Bad",
                                        provider("Bad", named("acme.bad"), MAKES_A_CELL)
                                                .replace("Bad implements", "Bad extends Base implements"))
                                .delete("acme.Base")
                                .offer("acme.Bad"),
                        List.of("acme/Base")),
                Arguments.of(
                        "no provider at all",
                        PluginFolder.in("p-type")
                                .compile("acme.Bad", "package acme; public class Bad {}")
                                .offer("acme.Bad"),
                        List.of("acme.Bad", "not a subtype")),
                Arguments.of(
                        "class missing",
                        PluginFolder.in("p-missing").offer("acme.Nowhere"),
                        List.of("acme.Nowhere", "not found")),
                Arguments.of(
                        "class missing among others",
                        PluginFolder.in("p-missing-one")
                                .compile("acme.Other", "package acme; public class Other {}")
                                .offer("acme.Nowhere"),
                        List.of("acme.Nowhere", "not found")),
                Arguments.of(
                        "class file of a newer Java",
                        plugin("p-newer", "Bad", named("acme.bad"), MAKES_A_CELL)
                                .age("acme.Bad"),
                        List.of("acme/Bad", "more recent version")),
                Arguments.of(
                        "service file with nonsense",
                        PluginFolder.in("p-nonsense").serviceFile("<html>404</html>"),
                        List.of("Illegal")),
                Arguments.of(
                        "name is null",
                        plugin("p-null", "Bad", NAME.formatted("return null;"), MAKES_A_CELL),
                        List.of("acme.Bad", "name() returned null")),
                Arguments.of(
                        "name throws",
                        plugin(
                                "p-throws",
                                "Bad",
                                NAME.formatted("throw new java.util.NoSuchElementException(\"x1\");"),
                                MAKES_A_CELL),
                        List.of("acme.Bad", "name() failed", "x1")),
                Arguments.of(
                        "name throws an error",
                        plugin("p-error", "Bad", NAME.formatted("throw new AssertionError(\"x2\");"), MAKES_A_CELL),
                        List.of("acme.Bad", "name() failed", "x2")),
                Arguments.of(
                        "name throws a checked exception sneakily",
                        plugin(
                                "p-sneaky",
                                "Bad",
                                "@SuppressWarnings(\"unchecked\") static <T extends Throwable> void sneak(Throwable t)"
                                        + " throws T { throw (T) t; }",
                                NAME.formatted(
                                        "Bad.<RuntimeException>sneak(new java.io.IOException(\"x3\")); return null;"),
                                MAKES_A_CELL),
                        List.of("acme.Bad", "name() failed", "x3")),
                Arguments.of(
                        "compiled against an interface without name()",
                        withoutName(),
                        List.of("acme.Bad", "name() failed", "AbstractMethodError")),
                Arguments.of(
                        "calls a method that is not there",
                        callsWhatIsNotThere(),
                        List.of("acme.Bad", "name() failed", "NoSuchMethodError")),
                Arguments.of(
                        "version 0",
                        plugin(
                                "p-version",
                                "Bad",
                                named("acme.bad"),
                                MAKES_A_CELL,
                                "@Override public int version() { return 0; }"),
                        List.of("acme.Bad", "version 0", "use 1 or more")),
                Arguments.of(
                        "version throws, before the name is asked",
                        plugin(
                                "p-version-throws",
                                "Bad",
                                NAME.formatted("throw new AssertionError();"),
                                MAKES_A_CELL,
                                "@Override public int version() { throw new IllegalStateException(\"x4\"); }"),
                        List.of("acme.Bad", "version() failed", "x4")),
                Arguments.of(
                        "a name in capitals",
                        plugin("p-capitals", "Bad", named("ACME.BAD"), MAKES_A_CELL),
                        List.of("acme.Bad", "ACME.BAD", "use ")),
                Arguments.of(
                        "two providers of one name",
                        PluginFolder.in("p-twins")
                                .compile("acme.One", provider("One", named("acme.same"), MAKES_A_CELL))
                                .compile("acme.Two", provider("Two", named("acme.same"), MAKES_A_CELL))
                                .offer("acme.One", "acme.Two"),
                        List.of("acme.One", "acme.Two", "'acme.same' has 2 providers")),
                Arguments.of(
                        "a name without a dot, which is ours",
                        plugin("p-dotless", "Bad", named("lstm"), MAKES_A_CELL),
                        List.of("acme.Bad", "'lstm'", "reserved", "'vendor.lstm'")));
    }

    /** A provider of an older library, whose interface had no {@code name()}. */
    private static PluginFolder withoutName() {
        PluginFolder old = PluginFolder.in("p-older-library")
                .compile("rnn4j.cell.CellProvider", "package rnn4j.cell; public interface CellProvider {}");
        return PluginFolder.in("p-older")
                .compile(
                        "acme.Bad",
                        "package acme; public final class Bad implements rnn4j.cell.CellProvider {}",
                        old.classes().toString())
                .offer("acme.Bad");
    }

    /** A provider of a newer library, whose interface had more to call. */
    private static PluginFolder callsWhatIsNotThere() {
        PluginFolder newer = PluginFolder.in("p-newer-library")
                .compile(
                        "rnn4j.cell.CellProvider",
                        "package rnn4j.cell; public interface CellProvider { String name();"
                                + " static String suggestion() { return null; } }");
        return PluginFolder.in("p-newer-calls")
                .compile(
                        "acme.Bad",
                        "package acme; import rnn4j.cell.CellProvider; public final class Bad implements CellProvider {"
                                + " @Override public String name() { return CellProvider.suggestion(); } }",
                        newer.classes().toString())
                .offer("acme.Bad");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void listsABrokenProviderAndKeepsTheGoodOnes(String fault, PluginFolder folder, List<String> told)
            throws IOException {
        try (URLClassLoader loader = PluginFolder.loader(folder, good())) {
            CellRegistry registry = CellRegistry.load(loader);

            assertThat(registry.names()).as(fault).containsExactly("acme.good");
            assertThat(registry.problems()).as(fault).hasSize(1);
            assertThat(registry.problems().getFirst().toString()).contains(told);
            assertThatThrownBy(() -> registry.create("acme.bad", CellSpec.of(1, 1), Parameters.seeded(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("acme.good")
                    .hasMessageContaining("1 more cannot be used");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Acme.Cell",
                "acme.my cell",
                "acme..cell",
                ".acme",
                "acme.",
                "acme/cell",
                "acme.cell\\n",
                "acme.zelle_1",
                "java.lang.Runtime",
                "a.12345678901234567890123456789012345678901234567890123456789012345678901234567890"
            })
    void refusesANameThatBreaksTheRule(String name) throws IOException {
        PluginFolder folder = plugin("p-name", "Bad", named(name), MAKES_A_CELL);
        try (URLClassLoader loader = PluginFolder.loader(folder, good())) {
            CellRegistry registry = CellRegistry.load(loader);

            assertThat(registry.names()).containsExactly("acme.good");
            assertThat(registry.problems()).hasSize(1);
            assertThat(registry.problems().getFirst().toString())
                    .contains("acme.Bad", "use ")
                    .hasSizeLessThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"StackOverflowError", "OutOfMemoryError", "InternalError"})
    void letsErrorsOfTheVirtualMachineThrough(String error) throws IOException {
        PluginFolder inName =
                plugin("vm-name", "Bad", NAME.formatted("throw new " + error + "(\"test\");"), MAKES_A_CELL);
        PluginFolder inConstructor = plugin(
                "vm-constructor",
                "Worse",
                "public Worse() { throw new " + error + "(\"test\"); }",
                named("acme.worse"),
                MAKES_A_CELL);
        try (URLClassLoader first = PluginFolder.loader(inName);
                URLClassLoader second = PluginFolder.loader(inConstructor)) {
            assertThatThrownBy(() -> CellRegistry.load(first)).isInstanceOf(VirtualMachineError.class);
            assertThatThrownBy(() -> CellRegistry.load(second)).isInstanceOf(VirtualMachineError.class);
        }
    }

    @Test
    void givesUpOnALoaderThatFailsForEver() {
        ClassLoader endless = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("the disk is gone");
            }
        };

        CellRegistry registry = CellRegistry.load(endless);

        assertThat(registry.names()).isEmpty();
        assertThat(registry.problems()).hasSize(2);
        assertThat(registry.problems().getFirst().message()).contains("the disk is gone");
        assertThat(registry.problems().getLast().message()).contains("given up after 1000");
    }
}
