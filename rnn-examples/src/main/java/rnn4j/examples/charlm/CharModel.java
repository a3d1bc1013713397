package rnn4j.examples.charlm;

import rnn4j.cell.Cell;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Resets;
import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
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
    private final Embedding embedding;
    private final Stacked layers;
    private final Dense head;

    /** Where the cells of a model come from. */
    interface Cells {
        /** Make the cell of a layer. */
        Cell make(CellSpec spec, Parameters scope);
    }

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
     * @param symbols how many different characters there are
     */
    CharModel(CharModelConfig config, int symbols, Cells source, Parameters parameters) {
        embedding = new Embedding(parameters.scope("embedding"), symbols, config.embedding());
        layers = Stacked.of(
                config.layers(),
                config.spec(),
                parameters.scope("layer"),
                (spec, scope) -> new Recurrent(source.make(spec, scope)));
        head = new Dense(parameters.scope("head"), layers.output(), symbols);
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
        Unrolled unrolled = Place.in("layer", () -> layers.run(new Sequence(embedded, lengths), state, Resets.none()));
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
