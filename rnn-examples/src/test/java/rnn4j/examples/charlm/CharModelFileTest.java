package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.Cell;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellShape;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.data.Vocabulary;
import rnn4j.io.MissingCellException;
import rnn4j.io.ModelFile;
import rnn4j.io.ModelFormatException;
import rnn4j.io.SavedModel;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

class CharModelFileTest {
    private static final Vocabulary VOCABULARY = Vocabulary.of("\nabcd");
    private static final Ids TEXT = Ids.of(Shape.of(3, 2), 0, 1, 2, 3, 4, 0);

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private Tensor expected = Tensor.scalar(0);

    @BeforeEach
    void write() {
        Parameters parameters = Parameters.seeded(5);
        CharModel model = CharModels.of(CharModels.CONFIG, VOCABULARY.size(), parameters);
        file = folder.resolve("model.safetensors");
        CharModelFile.write(file, CharModels.CONFIG.cell(), model, parameters, VOCABULARY, Map.of("seed", "5"));
        expected = logits(model);
    }

    @Test
    void aModelReadsBackBitForBit() {
        CharModelFile.Loaded loaded = CharModelFile.read(file);

        assertThat(logits(loaded.model()).sameBits(expected)).isTrue();
        assertThat(loaded.vocabulary()).isEqualTo(VOCABULARY);
    }

    @Test
    void withoutItsProviderTheCellRunsFromItsGraph() {
        rewrite("layer.1.cell", "gone.cell");

        assertThat(logits(CharModelFile.read(file).model()).sameBits(expected)).isTrue();
    }

    @Test
    void withoutProviderAndGraphTheCureIsTold() {
        rewrite("layer.1.cell", "gone.cell");
        SavedModel saved = ModelFile.read(file).model();
        ModelFile.write(
                file,
                new SavedModel(saved.config(), Map.of(), saved.tensors(), saved.vocabulary(), saved.provenance()));

        assertThatThrownBy(() -> CharModelFile.read(file))
                .isInstanceOf(MissingCellException.class)
                .hasMessageContaining("gone.cell")
                .hasMessageContaining("; put the jar");
    }

    @Test
    void otherSizesThanTheTensorsHaveAreTold() {
        rewrite("layer.0.cell.hidden", "8");

        assertThatThrownBy(() -> CharModelFile.read(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("layer.0.");
    }

    @Test
    void tensorsThatNobodyAskedForAreNamed() {
        rewrite("layers", "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CharModelFile.read(file))
                .withMessageContaining("layer.1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", "99999999999"})
    void aNumberOfLayersThatIsNoneIsTold(String layers) {
        rewrite("layers", layers);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CharModelFile.read(file))
                .withMessageContaining("\"" + layers + "\" layers; give");
    }

    /** A step that reads a value can't be traced: the file then has no graph, and the provider rebuilds the cell. */
    @Test
    void aCellThatCannotBeTracedIsSavedWithoutItsGraph() {
        Parameters parameters = Parameters.seeded(5);
        CellRegistry registry = CellRegistry.load();
        CharModel model = new CharModel(
                CharModels.CONFIG.spec(),
                1,
                VOCABULARY.size(),
                (spec, scope) -> peeking(registry.create("lstm", spec, scope)),
                parameters);

        CharModelFile.write(file, "lstm", model, parameters, VOCABULARY, Map.of());

        assertThat(ModelFile.read(file).model().graphs()).isEmpty();
        assertThat(logits(CharModelFile.read(file).model()).sameBits(logits(model)))
                .isTrue();
    }

    @Test
    void aModelWithoutVocabularyIsNoneOfOurs() {
        SavedModel saved = ModelFile.read(file).model();
        ModelFile.write(
                file,
                new SavedModel(saved.config(), saved.graphs(), saved.tensors(), Optional.empty(), saved.provenance()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CharModelFile.read(file))
                .withMessageContaining("has no vocabulary; give");
    }

    @Test
    void aWeightThatIsNoNumberIsRefused() {
        SavedModel saved = ModelFile.read(file).model();
        Map<String, Tensor> tensors = new TreeMap<>(saved.tensors());
        tensors.put("head.b", Tensor.full(Shape.of(VOCABULARY.size()), Float.NaN));
        ModelFile.write(
                file, new SavedModel(saved.config(), saved.graphs(), tensors, saved.vocabulary(), saved.provenance()));

        assertThatThrownBy(() -> CharModelFile.read(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("head.b");
    }

    private void rewrite(String entry, String value) {
        SavedModel saved = ModelFile.read(file).model();
        Map<String, String> config = new TreeMap<>(saved.config());
        config.put(entry, value);
        ModelFile.write(
                file, new SavedModel(config, saved.graphs(), saved.tensors(), saved.vocabulary(), saved.provenance()));
    }

    private static Cell peeking(Cell cell) {
        return new Cell() {
            @Override
            public CellShape shape() {
                return cell.shape();
            }

            @Override
            public Step step(Tensor x, State state) {
                assertThat(x.values()).isNotEmpty();
                return cell.step(x, state);
            }
        };
    }

    private static Tensor logits(CharModel model) {
        return model.read(TEXT, model.initial(2)).logits();
    }
}
