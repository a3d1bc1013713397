package rnn4j.report;

import java.util.Map;
import rnn4j.train.Outcome;
import rnn4j.train.Until;

/** Where progress is shown. */
interface Display {

    /** Begins with a run, of which {@code step} steps were made before. */
    void begin(long step, Until until);

    /** Shows that a step was made. */
    void step(Pace pace);

    /** Shows a validation's scores. */
    void scores(long step, Map<String, Double> scores);

    /** Ends with the run. */
    void end(Outcome outcome);
}
