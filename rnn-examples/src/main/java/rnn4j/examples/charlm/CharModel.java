package rnn4j.examples.charlm;

import java.util.ArrayList;
import java.util.List;
import rnn4j.cell.Cell;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.inspect.Summary;
import rnn4j.nn.Dense;
import rnn4j.nn.Embedding;
import rnn4j.nn.Recurrent;
import rnn4j.nn.Stacked;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;
import rnn4j.tensor.Tensor;

/** Embedded characters through recurrent layers to the logits of the character that follows. */
final class CharModel {
    /** The scope of the layers; layer i has the scope i within it. */
    static final String LAYER = "layer";

    private final Embedding embedding;
    private final Stacked layers;
    private final Dense head;
    private final List<CellLayer> cells = new ArrayList<>();
    private final List<Recurrent> recurrent = new ArrayList<>();

    /** Where the cells of a model come from: a registry, or a model's file. */
    interface Cells {
        /** Make the cell of a layer, whose parameters are in the scope. */
        Cell make(CellSpec spec, Parameters scope);
    }

    /**
     * A layer's cell.
     *
     * @param spec what it was made from
     * @param cell the cell
     * @param scope holds its parameters
     */
    record CellLayer(CellSpec spec, Cell cell, Parameters scope) {}

    /**
     * What the model says to some characters.
     *
     * @param logits [time, batch, symbols], of the character that follows each
     * @param last where to go on reading
     */
    record Reply(Tensor logits, State last) {}

    /**
     * Make the model; fresh or stored, by the same lines.
     *
     * @param lowest what the cell of the lowest layer is made from; its input is the embedding's width
     * @param count how many recurrent layers lie on top of each other
     * @param symbols how many different characters there are
     */
    CharModel(CellSpec lowest, int count, int symbols, Cells source, Parameters parameters) {
        embedding = new Embedding(parameters.scope("embedding"), symbols, lowest.input());
        layers = Stacked.of(count, lowest, parameters.scope(LAYER), (spec, scope) -> {
            Cell cell = source.make(spec, scope);
            cells.add(new CellLayer(spec, cell, scope));
            Recurrent layer = new Recurrent(cell);
            recurrent.add(layer);
            return layer;
        });
        head = new Dense(parameters.scope("head"), layers.output(), symbols);
    }

    /** The cells, the lowest layer's first. */
    List<CellLayer> cells() {
        return List.copyOf(cells);
    }

    /** What the model is made of, with the work of full rows, for people. */
    String summary(Parameters parameters, int batch, int time) {
        Summary summary = Summary.of(parameters);
        for (int i = 0; i < recurrent.size(); i++) {
            String prefix = cells.get(i).scope().prefix();
            summary = summary.with(prefix.substring(0, prefix.length() - 1), recurrent.get(i));
        }
        return summary.text(batch, time);
    }

    /** The state before the first character. */
    State initial(int batch) {
        return layers.initial(batch);
    }

    /**
     * Read on.
     *
     * @param characters [time, batch]
     * @param lengths how many of them are real in each row
     * @param state what the last reply left, or {@link #initial}
     */
    Reply read(Ids characters, Lengths lengths, State state) {
        Tensor embedded = Place.in("embedding", () -> embedding.apply(characters));
        Unrolled unrolled = Place.in(LAYER, () -> layers.run(new Sequence(embedded, lengths), state, Resets.none()));
        Tensor logits = Place.in("head", () -> head.apply(unrolled.outputs().values()));
        return new Reply(logits, unrolled.last());
    }

    /** Read on where every row is full: [time, batch]. */
    Reply read(Ids characters, State state) {
        return read(
                characters,
                Lengths.full(characters.shape().size(1), characters.shape().size(0)),
                state);
    }
}
