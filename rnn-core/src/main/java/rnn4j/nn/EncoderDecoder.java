package rnn4j.nn;

import rnn4j.cell.Sequence;
import rnn4j.cell.State;
import rnn4j.cell.Unrolled;
import rnn4j.tensor.Place;

/**
 * A layer that reads sequences and a decoder that writes others from what was read: the last state is the decoder's first one,
 * and the outputs are what its attention looks at. Cho et al. 2014, arXiv:1406.1078; Sutskever et al. 2014, arXiv:1409.3215.
 */
public final class EncoderDecoder {

    private final RecurrentLayer encoder;
    private final Layer<State, State> bridge;
    private final Decoder decoder;

    /** Joins an encoder and a decoder whose states have the same names and sizes. */
    public EncoderDecoder(RecurrentLayer encoder, Decoder decoder) {
        this(encoder, state -> state, decoder);
    }

    /**
     * Joins an encoder and a decoder.
     *
     * @param bridge makes the decoder's first state of the encoder's last one
     */
    public EncoderDecoder(RecurrentLayer encoder, Layer<State, State> bridge, Decoder decoder) {
        this.encoder = encoder;
        this.bridge = bridge;
        this.decoder = decoder;
    }

    /**
     * Returns what the decoder says before each symbol of the targets.
     *
     * @param source {@code [time, batch, features]}, with lengths of its own
     * @param targets {@code [time, batch]}
     * @return logits {@code [time, batch, symbols]} with the lengths of the targets
     */
    public Sequence logits(Sequence source, Targets targets, TeacherForcing forcing) {
        Unrolled read = read(source);
        State first = bridge.apply(read.last());
        return Place.in("decoder", () -> decoder.logits(read.outputs(), first, targets, forcing));
    }

    /**
     * Writes the likeliest symbol at each step, and reads it at the next one.
     *
     * @param source {@code [time, batch, features]}
     * @param end the symbol that ends a row
     * @param most how many symbols a row has at most, the end counted
     */
    public Targets generate(Sequence source, int end, int most) {
        Unrolled read = read(source);
        State first = bridge.apply(read.last());
        return Place.in("decoder", () -> decoder.generate(read.outputs(), first, end, most));
    }

    /** Runs the encoder: outputs {@code [time, batch, features]} and the state after the last step of each row. */
    public Unrolled read(Sequence source) {
        return Place.in("encoder", () -> encoder.run(source));
    }
}
