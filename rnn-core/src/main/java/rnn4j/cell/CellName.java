package rnn4j.cell;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Pattern;

/** The rule for cells' names, and what to answer when a name is not there. */
final class CellName {

    private static final int LONGEST = 64;
    private static final Pattern RULE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
    private static final String OURS = "rnn4j.";

    private CellName() {}

    /** Returns what is wrong with a name, as the end of a sentence; empty when nothing is. */
    static String fault(String name, Class<?> provider) {
        if (name.length() > LONGEST) {
            return "has a name of " + name.length() + " characters; use at most " + LONGEST;
        }
        if (!RULE.matcher(name).matches()) {
            return "is named '" + name.replaceAll("\\p{Cntrl}", "?")
                    + "'; use lower-case letters, digits and '-', in parts joined by dots";
        }
        if (name.indexOf('.') < 0 && !provider.getName().startsWith(OURS)) {
            return "is named '" + name
                    + "', but names without a dot are reserved for rnn4j; put a name of your own before it: '"
                    + "vendor." + name + "'";
        }
        return "";
    }

    /** Returns which of the names someone may have meant. */
    static List<String> near(String wanted, List<String> names) {
        int far = wanted.length() < 5 ? 1 : 2;
        return names.stream()
                .filter(name ->
                        distance(wanted, name) <= far || name.endsWith("." + wanted) || wanted.endsWith("." + name))
                .collect(ImmutableList.toImmutableList());
    }

    /** The number of letters to insert, delete or exchange (Levenshtein 1966), row by row. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
