package rnn4j.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rnn4j.cell.PluginFolder.MAKES_A_CELL;
import static rnn4j.cell.PluginFolder.good;
import static rnn4j.cell.PluginFolder.named;
import static rnn4j.cell.PluginFolder.plugin;
import static rnn4j.cell.PluginFolder.provider;

import java.io.IOException;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.tensor.Parameters;

class CellRegistryTest {

    @Test
    void makesAPluginsCellByName() throws IOException {
        try (URLClassLoader loader = PluginFolder.loader(good())) {
            CellRegistry registry = CellRegistry.load(loader);

            Cell cell = registry.create("acme.good", CellSpec.of(3, 5), Parameters.seeded(1));

            assertThat(cell.shape().input()).isEqualTo(3);
            assertThat(registry.names()).containsExactly("acme.good");
            assertThat(registry.version("acme.good")).isEqualTo(1);
            assertThat(registry.problems()).isEmpty();
        }
    }

    @Test
    void takesOneProviderThatNoServiceFileNames() {
        CellRegistry good = CellRegistry.of(new Given("halving"));
        CellRegistry bad = CellRegistry.of(new Given("Not A Name"));

        assertThat(good.names()).containsExactly("halving");
        assertThat(good.create("halving", CellSpec.of(2, 2), Parameters.seeded(1))
                        .shape()
                        .output())
                .isEqualTo(2);
        assertThat(bad.names()).isEmpty();
        assertThat(bad.problems()).singleElement().asString().contains("'Not A Name'; use lower-case letters");
    }

    private record Given(String name) implements CellProvider {
        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return ToyCells.halving(spec.input());
        }
    }

    /** Fault P09. */
    @Test
    void looksThroughTheContextClassLoaderToo() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = PluginFolder.loader(good())) {
            thread.setContextClassLoader(loader);
            assertThat(CellRegistry.load().names()).contains("acme.good");
            assertThat(CellRegistry.load().problems()).isEmpty();
            thread.setContextClassLoader(null);
            assertThat(CellRegistry.load().problems()).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void letsOursHaveANameWithoutADot() throws IOException {
        PluginFolder ours = PluginFolder.in("p-ours")
                .compile(
                        "rnn4j.mine.Mine",
                        provider("Mine", named("plain"), MAKES_A_CELL).replace("package acme;", "package rnn4j.mine;"))
                .offer("rnn4j.mine.Mine");
        try (URLClassLoader loader = PluginFolder.loader(ours)) {
            assertThat(CellRegistry.load(loader).names()).containsExactly("plain");
        }
    }

    /** Fault P03. */
    @Test
    void refusesANameThatTwoJarsOfferAndNamesBoth() throws IOException {
        PluginFolder one =
                plugin("twin-one", "One", named("acme.same"), MAKES_A_CELL).packed();
        PluginFolder two =
                plugin("twin-two", "Two", named("acme.same"), MAKES_A_CELL).packed();
        try (URLClassLoader above = PluginFolder.loader(one, good());
                URLClassLoader below = PluginFolder.loader(above, two)) {
            CellRegistry registry = CellRegistry.load(below);

            assertThat(registry.names()).containsExactly("acme.good");
            assertThatThrownBy(() -> registry.create("acme.same", CellSpec.of(1, 1), Parameters.seeded(1)))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContainingAll(
                            "acme.One", "acme.Two", "twin-one/plugin.jar", "twin-two/plugin.jar", "remove all but one");
            assertThatThrownBy(() -> registry.version("acme.same")).isInstanceOf(PluginException.class);
            assertThat(registry.problems()).singleElement().asString().contains("acme.same", "twin-one", "twin-two");
        }
    }

    @Test
    void wrapsWhatCreateThrowsWithThePluginsName() throws IOException {
        PluginFolder folder = plugin(
                "create-throws",
                "Bad",
                named("acme.bad"),
                "@Override public Cell create(CellSpec spec, Parameters p) { throw new IllegalStateException(\"no disk\"); }");
        try (URLClassLoader loader = PluginFolder.loader(folder)) {
            CellRegistry registry = CellRegistry.load(loader);
            assertThatThrownBy(() -> registry.create("acme.bad", CellSpec.of(1, 1), Parameters.seeded(1)))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContainingAll("acme.Bad", "create-throws", "no disk")
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return null;",
                "return new Doubling(CellSpec.of(7, 7));",
                "return new Cell() { public CellShape shape() { return null; } public Step step(Tensor x, State s) { return"
                        + " null; } };",
            })
    void refusesACellThatIsNone(String body) throws IOException {
        PluginFolder folder = plugin(
                "create-odd",
                "Bad",
                named("acme.bad"),
                "@Override public Cell create(CellSpec spec, Parameters p) { " + body + " }");
        try (URLClassLoader loader = PluginFolder.loader(folder)) {
            CellRegistry registry = CellRegistry.load(loader);
            assertThatThrownBy(() -> registry.create("acme.bad", CellSpec.of(1, 1), Parameters.seeded(1)))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("acme.Bad");
        }
    }

    @Test
    void refusesAnOptionThatTheCellDidNotReadAndListsThoseItDid() throws IOException {
        PluginFolder folder = plugin(
                "options",
                "Good",
                named("acme.good"),
                "@Override public Cell create(CellSpec spec, Parameters p) {"
                        + " spec.integer(\"heads\", 4); spec.flag(\"bias\", true); return new Doubling(spec); }");
        try (URLClassLoader loader = PluginFolder.loader(folder)) {
            CellRegistry registry = CellRegistry.load(loader);
            CellSpec known = CellSpec.of(2, 2).with("heads", 2);

            assertThat(registry.create("acme.good", known, Parameters.seeded(1)))
                    .isNotNull();
            assertThatThrownBy(() -> registry.create("acme.good", known.with("head", 2), Parameters.seeded(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("acme.good", "unknown option 'head'", "heads=4", "bias=true");
            assertThatThrownBy(() -> registry.create("acme.good", known.with("bias", "no"), Parameters.seeded(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("acme.Good", "'bias'", "'no'", "true or false");
        }
    }

    @Test
    void answersAnUnknownNameWithTheNamesThereAreAndTheNearOnes() throws IOException {
        try (URLClassLoader loader = PluginFolder.loader(good());
                URLClassLoader empty = PluginFolder.loader()) {
            CellRegistry registry = CellRegistry.load(loader);

            for (String near : List.of("acme.god", "acme.goood", "good")) {
                assertThatThrownBy(() -> registry.create(near, CellSpec.of(1, 1), Parameters.seeded(1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll("'" + near + "'", "did you mean acme.good?", "[acme.good]");
            }
            assertThatThrownBy(() -> registry.version("transformer"))
                    .hasMessageContaining("[acme.good]")
                    .hasMessageNotContaining("did you mean");
            assertThatThrownBy(() -> CellRegistry.load(empty).version("lstm")).hasMessageContaining("put rnn-cells");
        }
    }
}
