package rnn4j.cell;

/**
 * What running a cell over a sequence returns.
 *
 * @param outputs {@code [time, batch, output]} with the lengths that came in; zeros after the end of a row
 * @param last the state after the last step that was run for each row, {@code [batch, sizes…]}; the given state for a row
 *     of length 0
 */
public record Unrolled(Sequence outputs, State last) {}
