package rnn4j.train.metric;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.function.Function;

/**
 * Edits per symbol that should have been written: the sum of all {@link EditDistance}s over the sum of all expected lengths. It is above
 * 1 where more is wrong than there should be.
 */
public final class ErrorRate implements TextMetric {

    private final String name;
    private final Function<String, List<?>> symbols;
    private long edits;
    private long expectedSymbols;
    private long count;

    private ErrorRate(String name, Function<String, List<?>> symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /** Returns the rate of characters, {@code CER}; a character is a code point. */
    public static ErrorRate characters() {
        return new ErrorRate("CER", text -> text.codePoints().boxed().toList());
    }

    /** Returns the rate of words, {@code WER}; words are what stands between white space. */
    public static ErrorRate words() {
        return new ErrorRate("WER", ErrorRate::apart);
    }

    /** Returns the rate of phones, {@code PER}; in a text they stand between white space. */
    public static ErrorRate phones() {
        return new ErrorRate("PER", ErrorRate::apart);
    }

    private static List<String> apart(String text) {
        return Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().splitToList(text);
    }

    @Override
    public String name() {
        return name;
    }

    /** Counts one text. */
    public void add(String written, String expected) {
        add(symbols.apply(written), symbols.apply(expected));
    }

    @Override
    public void add(List<?> written, List<?> expected) {
        edits += EditDistance.between(written, expected);
        expectedSymbols += expected.size();
        count++;
    }

    /** Returns the rate; NaN before there is a symbol that should have been written. */
    @Override
    public double value() {
        return expectedSymbols == 0 ? Double.NaN : (double) edits / expectedSymbols;
    }

    @Override
    public long count() {
        return count;
    }
}
