package rnn4j.examples.charlm;

import rnn4j.cell.State;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Lengths;
import rnn4j.tensor.Shape;
import rnn4j.train.metric.BitsPerSymbol;

/**
 * The score of a model on a text that it never saw.
 *
 * <p>The text is cut into {@value #LANES} contiguous lanes of equal length, the last may be shorter, which are read side
 * by side, {@value #TIME} characters at a time, the state carried on. Each lane begins in the initial state with the
 * character before it, so every character after the first is predicted once, and the score is a little worse than
 * that of reading the whole text in one go. Nothing is recorded, as there is no gradient to derive.
 */
final class HeldOut {
    static final int LANES = 64;
    static final int TIME = 64;

    private HeldOut() {}

    /**
     * Score a model.
     *
     * @param text [characters], at least 2
     * @return the mean of −log₂ p over all characters but the first
     */
    static double bitsPerCharacter(CharModel model, int[] text) {
        int predictions = text.length - 1;
        if (predictions < 1) {
            throw new IllegalArgumentException(
                    "held-out: %d characters, too few to predict one from another; give at least 2"
                            .formatted(text.length));
        }
        int lanes = Math.min(LANES, predictions);
        int laneLength = Math.ceilDiv(predictions, lanes);
        BitsPerSymbol bits = new BitsPerSymbol();
        State state = model.initial(lanes);
        for (int from = 0; from < laneLength; from += TIME) {
            int time = Math.min(TIME, laneLength - from);
            int[] starts = new int[lanes];
            int[] lengths = new int[lanes];
            for (int lane = 0; lane < lanes; lane++) {
                starts[lane] = lane * laneLength + from;
                lengths[lane] = Math.clamp(predictions - starts[lane], 0, time);
            }
            Lengths real = Lengths.of(lengths);
            CharModel.Reply reply = model.read(window(text, starts, time, 0), real, state);
            bits.add(reply.logits(), window(text, starts, time, 1), real);
            state = reply.last();
        }
        return bits.value();
    }

    /** Cut [time, lanes] out of the text; behind its end stands the symbol 0. */
    private static Ids window(int[] text, int[] starts, int time, int shift) {
        int[] cut = new int[time * starts.length];
        for (int t = 0; t < time; t++) {
            for (int lane = 0; lane < starts.length; lane++) {
                int place = starts[lane] + t + shift;
                cut[t * starts.length + lane] = place < text.length ? text[place] : 0;
            }
        }
        return Ids.of(Shape.of(time, starts.length), cut);
    }
}
