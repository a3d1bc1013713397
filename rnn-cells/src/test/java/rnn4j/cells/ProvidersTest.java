package rnn4j.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Parameters;

class ProvidersTest {

    @Test
    void theRegistryFindsAllCells() {
        CellRegistry registry = CellRegistry.load();

        Cell lstm = registry.create("lstm", CellSpec.of(3, 4), Parameters.seeded(1));

        assertThat(lstm).isInstanceOf(LstmCell.class);
        assertThat(registry.create("elman", CellSpec.of(3, 4), Parameters.seeded(1)))
                .isInstanceOf(ElmanCell.class);
        assertThat(registry.create("gru", CellSpec.of(3, 4), Parameters.seeded(1)))
                .isInstanceOf(GruCell.class);
        assertThat(registry.names())
                .containsExactly(
                        "cfc",
                        "conv-lstm",
                        "elman",
                        "elman-relu",
                        "gru",
                        "gru-2014",
                        "indrnn",
                        "lmu",
                        "lru",
                        "lstm",
                        "lstm-coupled",
                        "lstm-layer-norm",
                        "lstm-peephole",
                        "lstm-projection",
                        "mgu",
                        "min-gru",
                        "min-lstm",
                        "mlstm",
                        "qrnn",
                        "rg-lru",
                        "slstm",
                        "sru",
                        "ugrnn");
        assertThat(registry.problems()).isEmpty();
        assertThat(registry.version("lstm")).isEqualTo(1);
        assertThatThrownBy(() -> registry.create("lstn", CellSpec.of(3, 4), Parameters.seeded(1)))
                .hasMessageStartingWith(
                        "cell: there is no 'lstn'; did you mean lstm? the cells are [cfc, conv-lstm, elman, ");
        assertThatThrownBy(() -> registry.create("elman", CellSpec.of(3, 4).with("slope", 1), Parameters.seeded(1)))
                .hasMessageContainingAll("elman", "unknown option 'slope'", "it has no options");
    }

    @Test
    void theClassPathAndTheModulePathOfferTheSame() throws IOException {
        String service = "/META-INF/services/" + CellProvider.class.getName();
        try (InputStream file = Objects.requireNonNull(LstmCell.class.getResourceAsStream(service))) {
            String listed = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(LstmCell.class.getModule().getDescriptor().provides())
                    .singleElement()
                    .satisfies(provides ->
                            assertThat(listed.lines()).containsExactlyInAnyOrderElementsOf(provides.providers()));
        }
    }
}
