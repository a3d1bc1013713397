package rnn4j.train.metric;

import java.util.List;

/** How many symbols must be put in, left out or exchanged to make one sequence of another: Levenshtein 1966. */
public final class EditDistance {

    private EditDistance() {}

    /** Returns the distance of two sequences, 0 when they are equal; in time of the product of their lengths. */
    public static int between(List<?> a, List<?> b) {
        int[] above = new int[b.size() + 1];
        for (int j = 0; j <= b.size(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int[] row = new int[b.size() + 1];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int exchanged = above[j - 1] + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                row[j] = Math.min(exchanged, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.size()];
    }
}
