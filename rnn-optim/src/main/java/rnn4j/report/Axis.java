package rnn4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A straight axis with marks at round numbers.
 *
 * @param low its beginning, at most the least value
 * @param high its end, at least the greatest value
 * @param step from mark to mark: 1, 2 or 5 times a power of ten
 */
record Axis(double low, double high, double step) {

    private static final int MARKS = 5;

    /** Values that differ by less of their size differ by rounding; marks between them would fall together. */
    private static final double ALIKE = 1e-9;

    /** Returns an axis for values that are finite. */
    static Axis of(double least, double greatest) {
        double size = Math.max(Math.abs(least), Math.abs(greatest));
        double span = greatest - least > ALIKE * size ? greatest - least : size > 0 ? size : 1;
        double rough = span / MARKS;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        double step = power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
        double low = Math.floor(least / step) * step;
        double high = Math.ceil(greatest / step) * step;
        return new Axis(low, high > low ? high : low + step, step);
    }

    /** Returns where a value lies, from 0 to 1. */
    double share(double value) {
        return (value - low) / (high - low);
    }

    /** Returns the round numbers. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        long count = Math.round((high - low) / step);
        for (long i = 0; i <= count; i++) {
            marks.add(low + i * step);
        }
        return marks;
    }

    /** Returns a mark's text, as short as the distance of marks allows. */
    String text(double mark) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (size >= 1e9 || size < 1e-3) {
            return mark == 0 ? "0" : String.format(Locale.ROOT, "%.2g", mark);
        }
        int digits = (int) Math.max(0, -Math.floor(StrictMath.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%,." + digits + "f", mark);
    }
}
