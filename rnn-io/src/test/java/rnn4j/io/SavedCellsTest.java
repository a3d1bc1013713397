package rnn4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.Cell;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.cell.graph.StepGraph;
import rnn4j.io.ModelFormatException.Code;
import rnn4j.io.SavedCells.Origin;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** A cell that was saved runs again, by its name or by its graph. */
class SavedCellsTest {
    private static final String SCOPE = "layer.0";

    private static final CellRegistry CELLS = CellRegistry.load();

    /** A place where no cell is provided. */
    private static final CellRegistry NONE = CellRegistry.load(ClassLoader.getPlatformClassLoader());

    @TempDir
    private Path directory;

    private final Parameters trained = Parameters.seeded(7);
    private final CellSpec spec = CellSpec.of(3, 5);
    private final Cell cell = CELLS.create("lstm", spec, scope(trained));

    @Test
    void theProviderMakesItWhereThereIsOne() {
        assertSameStepsFrom(CELLS, Origin.PROVIDER);
    }

    @Test
    void theGraphStandsForItWhereThereIsNone() { // F20
        assertSameStepsFrom(NONE, Origin.GRAPH);
    }

    private void assertSameStepsFrom(CellRegistry registry, Origin expected) {
        Path file = directory.resolve("m.safetensors");
        ModelFile.write(file, model());
        SavedModel read = ModelFile.read(file).model();
        SavedCells cells = new SavedCells(read, registry);
        Cell again = cells.cell(scope(Parameters.of(read.tensors())));

        assertThat(cells.origins()).isEqualTo(Map.of(SCOPE, expected));
        Tensor x = Tensor.of(Shape.of(2, 3), 1, -2, 3, -0.5f, 0.25f, 0);
        State mine = cell.shape().initial(2);
        State its = again.shape().initial(2);
        for (int t = 0; t < 3; t++) {
            Step one = cell.step(x, mine);
            Step other = again.step(x, its);
            assertThat(other.output().sameBits(one.output())).isTrue();
            mine = one.state();
            its = other.state();
        }
        for (String state : mine.names()) {
            assertThat(its.get(state).sameBits(mine.get(state))).as(state).isTrue();
        }
    }

    @Test
    void theSettingsTellNameVersionSizesAndOptions() {
        SavedCell saved = new SavedCell(
                "acme.odd",
                3,
                CellSpec.of(2, 4)
                        .with("rate", 0.5)
                        .with("deep", true)
                        .with("n", 7)
                        .with("kind", "a b"));
        Map<String, String> settings = saved.settings("x.y");

        assertThat(settings)
                .isEqualTo(Map.of(
                        "x.y.cell", "acme.odd",
                        "x.y.cell.version", "3",
                        "x.y.cell.input", "2",
                        "x.y.cell.hidden", "4",
                        "x.y.cell.option.rate", "double 0.5",
                        "x.y.cell.option.deep", "boolean true",
                        "x.y.cell.option.n", "long 7",
                        "x.y.cell.option.kind", "text a b"));
        SavedCell read = SavedCell.read(settings, "x.y");
        assertThat(read.settings("x.y")).isEqualTo(settings);
        assertThat(SavedCell.read(saved.settings(""), "").name()).isEqualTo("acme.odd");
        assertThat(SavedCell.of("lstm", spec, CELLS).version()).isEqualTo(CELLS.version("lstm"));
    }

    @Test
    void aMissingCellWithoutAGraphIsSaidWithTheCellsThatAreThere() { // F20
        SavedModel model = with("cell", "acme.gone", Map.of());

        assertThatThrownBy(() -> make(model, CELLS))
                .isInstanceOfSatisfying(MissingCellException.class, e -> {
                    assertThat(e.cell()).isEqualTo("acme.gone");
                    assertThat(e.version()).isEqualTo(1);
                    assertThat(e.available()).contains("lstm", "elman");
                })
                .hasMessageContaining("make the cell of 'layer.0': ")
                .hasMessageContaining("there is no 'acme.gone'");
        assertThat(model.tensors()).hasSize(3);
    }

    @Test
    void noGraphStandsForItWhereProvidersAreAskedFor() { // F20
        SavedModel model = model();
        Parameters parameters = Parameters.of(model.tensors());

        assertThatThrownBy(() -> new SavedCells(model, NONE).providersOnly().cell(scope(parameters)))
                .isInstanceOf(MissingCellException.class);
    }

    @Test
    void anotherVersionIsNotTakenForTheSame() {
        SavedModel model = with("cell.version", "2", model().graphs());
        SavedCells cells = new SavedCells(model, CELLS);
        cells.cell(scope(Parameters.of(model.tensors())));

        assertThat(cells.origins()).isEqualTo(Map.of(SCOPE, Origin.GRAPH));
        assertThatThrownBy(() -> make(with("cell.version", "2", Map.of()), CELLS))
                .isInstanceOf(MissingCellException.class)
                .hasMessageContaining("cell lstm is provided in version 1 only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java.lang.Runtime", "LSTM", "", "../lstm", "http://x/y", "lstm ", "a..b", "a\0", "jdk/jfr"})
    void aNameThatIsNoCellsIsRefused(String name) { // F22
        assertThat(fault(with("cell", name, model().graphs()), CELLS).code()).isEqualTo(Code.CELL);
    }

    @ParameterizedTest
    @CsvSource({
        "cell.hidden, 0", "cell.hidden, -1", "cell.hidden, 2147483648", "cell.hidden, 1073741824", "cell.hidden, 70000",
        "cell.hidden, NaN", "cell.hidden, ''", "cell.input, 0", "cell.input, 2147483647", "cell.version, x",
        "cell.option.dropout, double 2", "cell.option.dropout, double NaN", "cell.option.dropout, 2"
    })
    void settingsThatMakeNoSenseAreRefused(String key, String value) { // F21
        assertThat(fault(with(key, value, model().graphs()), CELLS).code()).isEqualTo(Code.CONFIG);
    }

    @Test
    void missingSettingsAreRefused() {
        SavedModel model = SavedModel.of(trained.named());

        assertThat(fault(model, CELLS).code()).isEqualTo(Code.CONFIG);
        assertThat(fault(model, CELLS).name()).isEqualTo("layer.0.cell");
    }

    @Test
    void allDifferencesOfTheTensorsAreTold() { // F19
        Map<String, Tensor> tensors = new LinkedHashMap<>(trained.named());
        tensors.remove("layer.0.wx");
        tensors.put("layer.0.b", Tensor.zeros(Shape.of(19)));
        tensors.put("layer.0.more", Tensor.scalar(1));
        tensors.put("layer.01", Tensor.scalar(1));
        SavedModel whole = model();
        SavedModel model =
                new SavedModel(whole.config(), whole.graphs(), tensors, Optional.empty(), whole.provenance());

        for (CellRegistry registry : new CellRegistry[] {CELLS, NONE}) {
            ModelFormatException e = fault(model, registry);
            assertThat(e.code()).isEqualTo(Code.MISMATCH);
            assertThat(e)
                    .hasMessageContaining("layer.0.wx [3, 20] is missing")
                    .hasMessageContaining("layer.0.b is [19], not [20]")
                    .hasMessageContaining("layer.0.more [] is left over");
            assertThat(e.getMessage()).doesNotContain("layer.01");
        }
    }

    @Test
    void otherSizesThanTheTensorsAreAMismatch() {
        assertThat(fault(with("cell.hidden", "6", Map.of()), CELLS))
                .hasMessageContaining("layer.0.wx is [3, 20], not [3, 24]")
                .hasMessageContaining("layer.0.wh is [5, 20], not [6, 24]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rnn4j-step 2\n", "nonsense", "rnn4j-step 1\nx : [B, 3]\n"})
    void aGraphThatIsNoneIsRefused(String graph) {
        assertThat(fault(with("cell.version", "1", Map.of(SCOPE, graph)), NONE).code())
                .isEqualTo(Code.CONFIG);
    }

    @Test
    void aGraphOfAnotherInputThanTheSettingsIsRefused() {
        assertThat(fault(with("cell.input", "4", model().graphs()), NONE).code())
                .isEqualTo(Code.CONFIG);
    }

    @Test
    void aScopeThatIsUsedTwiceIsTheCallersFault() {
        SavedModel model = model();
        SavedCells cells = new SavedCells(model, CELLS);
        Parameters parameters = Parameters.of(model.tensors());
        cells.cell(scope(parameters));

        assertThatThrownBy(() -> cells.cell(scope(parameters)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is there already");
    }

    private SavedModel model() {
        return SavedModel.of(trained.named())
                .with(SCOPE, SavedCell.of("lstm", spec, CELLS), StepGraph.trace(cell, scope(trained)));
    }

    /** The model with one setting changed or added, and these graphs. */
    private SavedModel with(String key, String value, Map<String, String> graphs) {
        Map<String, String> config = new LinkedHashMap<>(model().config());
        config.put(SCOPE + "." + key, value);
        return new SavedModel(config, graphs, trained.named(), Optional.empty(), Map.of());
    }

    private static Cell make(SavedModel model, CellRegistry registry) {
        return new SavedCells(model, registry).cell(scope(Parameters.of(model.tensors())));
    }

    private static ModelFormatException fault(SavedModel model, CellRegistry registry) {
        ModelFormatException e = catchThrowableOfType(ModelFormatException.class, () -> make(model, registry));
        assertThat(e).isNotNull();
        return e;
    }

    private static Parameters scope(Parameters parameters) {
        return parameters.scope("layer").scope("0");
    }
}
