package rnn4j.io;

import com.google.common.collect.ImmutableMap;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rnn4j.cell.Cell;
import rnn4j.cell.CellRegistry;
import rnn4j.tensor.Parameters;

/**
 * The cells of a saved model, made again: by name where the same version is provided, else from the graph in the file.
 *
 * <p>Which of the two it was is never hidden: {@link #origins} tells it, and a graph that stands for a missing cell is
 * logged as a warning. Both compute the same bits.
 *
 * {@snippet :
 * SavedModel model = ModelFile.read(file).model();
 * SavedCells cells = new SavedCells(model, CellRegistry.load());
 * Parameters parameters = Parameters.of(model.tensors());
 * Cell cell = cells.cell(parameters.scope("encoder"));
 * }
 */
public final class SavedCells {
    private static final System.Logger LOG = System.getLogger(SavedCells.class.getName());

    /** Where a cell came from. */
    public enum Origin {
        /** Its provider made it. */
        PROVIDER,
        /** The graph in the file stands for it. */
        GRAPH
    }

    private final SavedModel model;
    private final CellRegistry registry;
    private final boolean providersOnly;
    private final Map<String, Origin> origins = new TreeMap<>();

    /** The cells of a model, and where to look for their providers. */
    public SavedCells(SavedModel model, CellRegistry registry) {
        this(model, registry, false);
    }

    private SavedCells(SavedModel model, CellRegistry registry, boolean providersOnly) {
        this.model = model;
        this.registry = registry;
        this.providersOnly = providersOnly;
    }

    /** The same cells, where no graph may stand for one that is missing. */
    public SavedCells providersOnly() {
        return new SavedCells(model, registry, true);
    }

    /**
     * Make the cell whose parameters are in a scope.
     *
     * @param scope of parameters that hold the model's tensors; nothing but the cell is in it
     * @throws MissingCellException where the cell is not provided in its version and there is no graph of it
     * @throws ModelFormatException where the settings make no sense, or the tensors are not those that the cell wants;
     *     all differences are told
     */
    public Cell cell(Parameters scope) {
        SavedScope saved = SavedScope.of(model, scope);
        Optional<String> missing = missing(saved.cell());
        Cell cell = missing.isEmpty() ? saved.provided(registry, scope) : graphed(saved, scope, missing.get());
        origins.put(saved.name(), missing.isEmpty() ? Origin.PROVIDER : Origin.GRAPH);
        return cell;
    }

    private Cell graphed(SavedScope saved, Parameters scope, String reason) {
        Optional<Cell> cell = providersOnly ? Optional.empty() : saved.graphed(scope);
        if (cell.isEmpty()) {
            String operation = "make the cell of '" + saved.name() + "'";
            SavedCell wanted = saved.cell();
            throw new MissingCellException(operation, wanted.name(), wanted.version(), registry.names(), reason);
        }
        LOG.log(Level.WARNING, "the cell of ''{0}'' runs from its graph: {1}", saved.name(), reason);
        return cell.get();
    }

    /** Where the cells that were made came from, by the scope of their parameters. */
    public Map<String, Origin> origins() {
        return ImmutableMap.copyOf(origins);
    }

    /** Why no provider makes the cell; empty where one does. */
    private Optional<String> missing(SavedCell cell) {
        try {
            int provided = registry.version(cell.name());
            return provided == cell.version()
                    ? Optional.empty()
                    : Optional.of("cell " + cell.name() + " is provided in version " + provided + " only");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
