package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import rnn4j.tensor.Ids;

/**
 * A window of a text, cut into lanes that are read side by side.
 *
 * @param inputs [time, batch]
 * @param targets [time, batch]: the symbol that follows each input
 * @param first whether the lanes begin here: the state carried from the batch before must be set back
 */
public record TextBatch(Ids inputs, Ids targets, boolean first) {

    /** Check the shapes. */
    public TextBatch {
        checkArgument(
                inputs.shape().rank() == 2 && inputs.shape().equals(targets.shape()),
                "text batch: inputs are %s, targets %s; give both as [time, batch]",
                inputs.shape(),
                targets.shape());
    }

    /** How many steps of time the window has. */
    public int time() {
        return inputs.shape().size(0);
    }

    /** How many lanes there are. */
    public int batch() {
        return inputs.shape().size(1);
    }
}
