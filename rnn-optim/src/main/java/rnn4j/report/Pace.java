package rnn4j.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a run is, and how fast.
 *
 * @param step how many steps were made
 * @param epoch how many epochs were made
 * @param share how much of the way, 0 to 1
 * @param loss smoothed
 * @param rate the learning rate
 * @param speed symbols per second
 * @param seconds since the run began
 * @param left how much longer, once there is something to tell it from
 */
record Pace(
        long step,
        long epoch,
        double share,
        double loss,
        double rate,
        double speed,
        double seconds,
        Optional<Duration> left) {

    /** Returns loss, speed and rate in so few letters that the bar of a terminal of 80 columns stays one. */
    String brief() {
        String fast = speed < 1000
                ? String.format(Locale.ROOT, "%.0f/s", speed)
                : String.format(Locale.ROOT, "%.1fk/s", speed / 1000);
        return String.format(Locale.ROOT, "loss %.3f %s rate %.0e", loss, fast, rate);
    }

    /** Returns loss, rate and speed, as people read them. */
    String text() {
        return String.format(Locale.ROOT, "loss %.4f  rate %.2e  %.0f symbols/s", loss, rate, speed);
    }

    /** Returns a duration as minutes and seconds, after hours if there are any. */
    static String clock(Duration duration) {
        long hours = duration.toHours();
        String minutes =
                hours == 0 ? "" + duration.toMinutes() : String.format("%d:%02d", hours, duration.toMinutesPart());
        return String.format("%s:%02d", minutes, duration.toSecondsPart());
    }
}
