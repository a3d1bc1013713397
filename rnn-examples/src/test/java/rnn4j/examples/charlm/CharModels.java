package rnn4j.examples.charlm;

import java.util.Map;
import rnn4j.cell.CellRegistry;
import rnn4j.tensor.Parameters;

/** Small fresh models for the tests. */
final class CharModels {
    static final CharModelConfig CONFIG = new CharModelConfig("lstm", Map.of(), 3, 7, 2);

    private CharModels() {}

    /** A model with the cells of the registry, whose parameters are created in the given ones. */
    static CharModel of(CharModelConfig config, int symbols, Parameters parameters) {
        CellRegistry registry = CellRegistry.load();
        return new CharModel(
                config.spec(),
                config.layers(),
                symbols,
                (spec, scope) -> registry.create(config.cell(), spec, scope),
                parameters);
    }

    /** A fresh model of two small layers. */
    static CharModel fresh(int symbols, long seed) {
        return of(CONFIG, symbols, Parameters.seeded(seed));
    }
}
