package rnn4j.cell.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A place within one line of a graph's text, moved on by what is read. */
final class LineCursor {

    private final String line;
    private final int number;
    private int at;

    /**
     * Begins a line.
     *
     * @param number counted from 1
     */
    LineCursor(String line, int number) {
        this.line = line;
        this.number = number;
    }

    GraphFormatException wrong(String problem) {
        return new GraphFormatException(number, problem);
    }

    /** Returns whether a text comes next. */
    boolean comes(String text) {
        return line.startsWith(text, at);
    }

    /** Moves past a text if it comes next. */
    boolean accept(String text) {
        boolean here = comes(text);
        at += here ? text.length() : 0;
        return here;
    }

    void expect(String text) {
        if (!accept(text)) {
            throw wrong("'" + text + "' is expected at column " + (at + 1));
        }
    }

    void end() {
        if (at != line.length()) {
            throw wrong("nothing more is expected from column " + (at + 1) + " on");
        }
    }

    /** Reads a whole number from 0 to 2^31-1, written the one way there is. */
    int whole() {
        String digits = word(c -> c >= '0' && c <= '9', 10);
        long value = digits.isEmpty() ? -1 : Long.parseLong(digits);
        if (value < 0 || value > Integer.MAX_VALUE || !digits.equals(Long.toString(value))) {
            throw wrong("a whole number from 0 to 2^31-1 is expected before column " + (at + 1));
        }
        return (int) value;
    }

    /** Reads {@code 20}, {@code B} or {@code 4B}. */
    Dim dim() {
        if (accept("B")) {
            return new Dim(1, true);
        }
        int count = whole();
        boolean batch = accept("B");
        if (batch && count < 2) {
            throw wrong(count + "B is no number; use B");
        }
        return new Dim(count, batch);
    }

    /** Reads {@code [B, 20]}. */
    List<Dim> dims() {
        List<Dim> dims = new ArrayList<>();
        expect("[");
        if (!accept("]")) {
            do {
                dims.add(dim());
            } while (accept(", "));
            expect("]");
        }
        return dims;
    }

    /** Reads a name: letters, digits, {@code _}, {@code -} and dots; perhaps none. */
    String name() {
        return word(
                c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || "_-.".indexOf(c) >= 0,
                600);
    }

    /** Reads what {@link QuotedText} wrote. */
    String quoted() {
        StringBuilder text = new StringBuilder();
        expect("\"");
        while (!accept("\"")) {
            if (accept("\\u")) {
                String digits = word(c -> Character.digit(c, 16) >= 0 && c < 128, 4);
                if (digits.length() != 4) {
                    throw wrong("four hexadecimal digits are expected before column " + (at + 1));
                }
                text.append((char) Integer.parseInt(digits, 16));
            } else if (at < line.length() && QuotedText.plain(line.charAt(at))) {
                text.append(line.charAt(at++));
            } else {
                throw wrong("printable ASCII and a closing quote are expected at column " + (at + 1));
            }
        }
        return text.toString();
    }

    /** Reads a number as {@link Float#toString} writes it. */
    float number() {
        String word = word(c -> c > ' ', 32);
        try {
            float value = Float.parseFloat(word);
            if (Float.toString(value).equals(word)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number that is written in another way
        }
        throw wrong("a number as Float.toString writes it is expected before column " + (at + 1));
    }

    private String word(IntPredicate part, int longest) {
        int from = at;
        while (at < line.length() && at - from < longest && part.test(line.charAt(at))) {
            at++;
        }
        return line.substring(from, at);
    }
}
