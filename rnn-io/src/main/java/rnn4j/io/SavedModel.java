package rnn4j.io;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.Optional;
import rnn4j.cell.graph.StepGraph;
import rnn4j.data.Vocabulary;
import rnn4j.tensor.Tensor;

/**
 * All that a model file holds: what rebuilds the model, and where it came from.
 *
 * <p>The maps are copied and sorted by key, so equal models make equal files, whatever maps they came in.
 *
 * @param config what the program that rebuilds the model asks for: cells, sizes, options
 * @param graphs the step of each cell as text, by the cell's name in the configuration
 * @param tensors the parameters by full name
 * @param vocabulary the symbols of a model of text
 * @param provenance where the model came from; {@link Provenance} names the customary entries
 */
public record SavedModel(
        Map<String, String> config,
        Map<String, String> graphs,
        Map<String, Tensor> tensors,
        Optional<Vocabulary> vocabulary,
        Map<String, String> provenance) {

    /** Copy the maps. */
    public SavedModel {
        config = ImmutableSortedMap.copyOf(config);
        graphs = ImmutableSortedMap.copyOf(graphs);
        tensors = ImmutableSortedMap.copyOf(tensors);
        provenance = ImmutableSortedMap.copyOf(provenance);
    }

    /** A model that is nothing but tensors, as other programs write them. */
    public static SavedModel of(Map<String, Tensor> tensors) {
        return new SavedModel(Map.of(), Map.of(), tensors, Optional.empty(), Map.of());
    }

    /**
     * This model with the settings of a cell, and its graph, from which the cell runs where nobody provides it.
     *
     * @param scope of the cell's parameters, such as {@code layer.0}
     */
    public SavedModel with(String scope, SavedCell cell, StepGraph graph) {
        ImmutableMap.Builder<String, String> settings = ImmutableMap.builder();
        settings.putAll(config).putAll(cell.settings(scope));
        ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
        texts.putAll(graphs).put(scope, graph.print());
        return new SavedModel(settings.buildKeepingLast(), texts.buildKeepingLast(), tensors, vocabulary, provenance);
    }

    /**
     * One entry of the configuration.
     *
     * @throws IllegalArgumentException where it is missing; tells the entries that are there
     */
    public String setting(String key) {
        String value = config.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "model: there is no setting '" + key + "'; there are " + config.keySet());
        }
        return value;
    }
}
