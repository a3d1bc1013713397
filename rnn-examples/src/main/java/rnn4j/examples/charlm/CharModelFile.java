package rnn4j.examples.charlm;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rnn4j.cell.CellRegistry;
import rnn4j.data.Vocabulary;
import rnn4j.io.ModelFile;
import rnn4j.io.ReadOptions;
import rnn4j.io.SavedModel;
import rnn4j.tensor.Parameters;

/** A trained {@link CharModel} in a file: its config, its vocabulary, its weights, and where they came from. */
final class CharModelFile {
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
     * @param provenance where it came from, by name
     */
    static void write(
            Path file,
            CharModelConfig config,
            Parameters parameters,
            Vocabulary vocabulary,
            Map<String, String> provenance) {
        ModelFile.write(
                file,
                new SavedModel(config.entries(), Map.of(), parameters.named(), Optional.of(vocabulary), provenance));
    }

    /**
     * Read a model back.
     *
     * @throws rnn4j.io.ModelFormatException when the file is damaged
     * @throws IllegalArgumentException when it holds another kind of model
     */
    static Loaded read(Path file) {
        SavedModel saved =
                ModelFile.read(file, ReadOptions.standard().finiteOnly()).model();
        CharModelConfig config = CharModelConfig.of(saved.config());
        Vocabulary vocabulary = saved.vocabulary()
                .orElseThrow(() -> new IllegalArgumentException(
                        "model: %s has no vocabulary; give a model that char-lm wrote".formatted(file)));
        Parameters parameters = Parameters.of(saved.tensors());
        CellRegistry registry = CellRegistry.load();
        CharModel.Cells cells = (spec, scope) -> registry.create(config.cell(), spec, scope);
        CharModel model = new CharModel(config, vocabulary.size(), cells, parameters);
        Set<String> unclaimed = parameters.unclaimed();
        if (!unclaimed.isEmpty()) {
            throw new IllegalArgumentException(
                    "model: %s has tensors that its config does not ask for: %s; give a model that char-lm wrote"
                            .formatted(file, unclaimed));
        }
        return new Loaded(model, vocabulary);
    }
}
