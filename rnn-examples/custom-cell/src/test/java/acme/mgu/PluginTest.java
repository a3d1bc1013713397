package acme.mgu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class PluginTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void theRegistryFindsTheCell() {
        CellRegistry registry = CellRegistry.load();

        assertThat(registry.names()).contains("acme.mgu");
        assertThat(registry.problems()).isEmpty();
        assertThat(registry.create("acme.mgu", CellSpec.of(3, 4), Parameters.seeded(1)))
                .isInstanceOf(MguCell.class);
    }

    @Test
    void theClassPathAndTheModulePathOfferTheSame() throws IOException {
        String service = "/META-INF/services/" + CellProvider.class.getName();
        try (InputStream file = Objects.requireNonNull(MguCell.class.getResourceAsStream(service))) {
            String listed = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(MguCell.class.getModule().getDescriptor().provides())
                    .singleElement()
                    .satisfies(provides -> assertThat(listed.lines()).containsExactlyElementsOf(provides.providers()));
        }
    }

    @Test
    void oneStepCanBeDoneByHead() {
        Tensor zero = Tensor.zeros(Shape.of(1, 1));
        Tensor one = Tensor.full(Shape.of(1, 1), 1);
        MguCell cell = new MguCell(
                CellSpec.of(1, 1),
                Parameters.of(Map.of(
                        "wf",
                        zero,
                        "uf",
                        zero,
                        "bf",
                        Tensor.zeros(Shape.of(1)),
                        "wn",
                        one,
                        "un",
                        one,
                        "bn",
                        Tensor.zeros(Shape.of(1)))));

        Tensor h = cell.step(one, State.of("h", Tensor.full(Shape.of(1, 1), 2))).output();

        // f = σ(0) = 1/2; n = tanh(1 + 2/2) = tanh(2) = 0.964028; h' = (1 - 1/2) 2 + n/2 = 1.482014
        assertThat(h.value()).isCloseTo(1.4820138f, within(1e-6f));
    }

    @Test
    void theCellIsAtMostFortyLines() throws IOException {
        List<String> code = Files.readAllLines(SOURCES.resolve("acme/mgu/MguCell.java")).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("import ") && !line.startsWith("package "))
                .filter(line -> !line.startsWith("/*") && !line.startsWith("*") && !line.startsWith("//"))
                .toList();

        System.out.println("the plugin's cell: " + code.size() + " lines");
        assertThat(code).hasSizeBetween(20, 40);
    }
}
