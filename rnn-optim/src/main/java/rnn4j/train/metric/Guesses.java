package rnn4j.train.metric;

/** Which class a row of scores guesses. */
final class Guesses {

    private Guesses() {}

    /**
     * Returns the class of the greatest score of a row, of equal ones the first.
     *
     * @param scores {@code [rows, classes]}
     */
    static int of(float[] scores, int row, int classes) {
        int greatest = 0;
        for (int i = 0; i < classes; i++) {
            float score = scores[row * classes + i];
            if (Float.isNaN(score)) {
                throw new IllegalArgumentException("metric: the score of class " + i + " in row " + row
                        + " is NaN; mask the step or mend the model");
            }
            if (score > scores[row * classes + greatest]) {
                greatest = i;
            }
        }
        return greatest;
    }
}
