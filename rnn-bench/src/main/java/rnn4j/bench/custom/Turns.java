package rnn4j.bench.custom;

import java.util.List;
import java.util.function.ToDoubleFunction;
import rnn4j.bench.contest.Spread;

/**
 * What two gave that ran in turn.
 *
 * @param ours nanoseconds of a call
 * @param other the same of the other
 * @param ratio the other's over ours, round by round: 1 is as fast
 */
public record Turns(Spread ours, Spread other, Spread ratio) {

    /** Nanoseconds of the calls of one round. */
    record Times(long ours, long other) {}

    static Turns of(List<Times> rounds, int calls) {
        return new Turns(
                spread(rounds, times -> (double) times.ours / calls),
                spread(rounds, times -> (double) times.other / calls),
                spread(rounds, times -> (double) times.other / times.ours));
    }

    private static Spread spread(List<Times> rounds, ToDoubleFunction<Times> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
