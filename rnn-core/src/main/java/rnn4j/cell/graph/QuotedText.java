package rnn4j.cell.graph;

/** Text in double quotes on one line of printable ASCII: everything else, the quote and the backslash as four hexadecimal digits. */
final class QuotedText {

    private QuotedText() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (plain(c)) {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    static boolean plain(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }
}
