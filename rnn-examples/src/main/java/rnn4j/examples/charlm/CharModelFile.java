package rnn4j.examples.charlm;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.graph.StepGraph;
import rnn4j.cell.graph.UntraceableException;
import rnn4j.data.Vocabulary;
import rnn4j.io.ModelFile;
import rnn4j.io.ReadOptions;
import rnn4j.io.SavedCell;
import rnn4j.io.SavedCells;
import rnn4j.io.SavedModel;
import rnn4j.tensor.Parameters;

/** A trained {@link CharModel} in a file: its cells and their graphs, its vocabulary, its weights, and where they came from. */
final class CharModelFile {
    private static final System.Logger LOG = System.getLogger(CharModelFile.class.getName());

    private static final String LAYERS = "layers";

    private CharModelFile() {}

    /**
     * A model that was read.
     *
     * @param model ready to write
     * @param vocabulary its characters
     */
    record Loaded(CharModel model, Vocabulary vocabulary) {}

    /**
     * Write a model, whole or not at all.
     *
     * @param cell the name of its cells
     * @param provenance where it came from, by name
     */
    static void write(
            Path file,
            String cell,
            CharModel model,
            Parameters parameters,
            Vocabulary vocabulary,
            Map<String, String> provenance) {
        Map<String, String> config =
                Map.of(LAYERS, Integer.toString(model.cells().size()));
        SavedModel saved = new SavedModel(config, Map.of(), parameters.named(), Optional.of(vocabulary), provenance);
        CellRegistry registry = CellRegistry.load();
        for (CharModel.CellLayer layer : model.cells()) {
            saved = with(saved, SavedCell.of(cell, layer.spec(), registry), layer);
        }
        ModelFile.write(file, saved);
    }

    /** Add a cell with its graph, or, where its step can't be written down, without. */
    private static SavedModel with(SavedModel saved, SavedCell cell, CharModel.CellLayer layer) {
        String prefix = layer.scope().prefix();
        String scope = prefix.substring(0, prefix.length() - 1);
        try {
            return saved.with(scope, cell, StepGraph.trace(layer.cell(), layer.scope()));
        } catch (UntraceableException reason) {
            LOG.log(Level.WARNING, "the file will need its cell''s provider: {0}", reason.getMessage());
            Map<String, String> config = new TreeMap<>(saved.config());
            config.putAll(cell.settings(scope));
            return new SavedModel(config, saved.graphs(), saved.tensors(), saved.vocabulary(), saved.provenance());
        }
    }

    /**
     * Read a model back. Its cells come from their provider, or, where there is none of this version, from the graphs in
     * the file.
     *
     * @throws rnn4j.io.ModelFormatException when the file is damaged, or its cells and its tensors disagree
     * @throws rnn4j.io.MissingCellException when there is neither provider nor graph of a cell
     * @throws IllegalArgumentException when it holds another kind of model
     */
    static Loaded read(Path file) {
        SavedModel saved =
                ModelFile.read(file, ReadOptions.standard().finiteOnly()).model();
        Vocabulary vocabulary = saved.vocabulary()
                .orElseThrow(() -> new IllegalArgumentException(
                        "model: %s has no vocabulary; give a model that char-lm wrote".formatted(file)));
        Parameters parameters = Parameters.of(saved.tensors());
        SavedCells cells = new SavedCells(saved, CellRegistry.load());
        CharModel model = new CharModel(
                SavedCell.read(saved.config(), CharModel.LAYER + ".0").spec(),
                layers(saved),
                vocabulary.size(),
                (spec, scope) -> cells.cell(scope),
                parameters);
        Set<String> unclaimed = parameters.unclaimed();
        if (!unclaimed.isEmpty()) {
            throw new IllegalArgumentException(
                    "model: %s has tensors that its config does not ask for: %s; give a model that char-lm wrote"
                            .formatted(file, unclaimed));
        }
        return new Loaded(model, vocabulary);
    }

    private static int layers(SavedModel saved) {
        String layers = saved.setting(LAYERS);
        if (!layers.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(
                    "model: its config tells of \"%s\" layers; give a model that char-lm wrote".formatted(layers));
        }
        return Integer.parseInt(layers);
    }
}
