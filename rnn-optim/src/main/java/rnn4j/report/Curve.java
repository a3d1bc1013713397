package rnn4j.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A number over the steps of a run, thinned to a fixed number of points: each stands for equally many steps and keeps the least and the
 * greatest value of them, so that a spike stays visible in a million steps.
 */
final class Curve {

    private static final int POINTS = 512;

    /**
     * Some steps in a row.
     *
     * @param step the last of them, or another place
     * @param low the least value
     * @param high the greatest value
     * @param last the value of the last step
     */
    record Point(double step, double low, double high, double last) {
        Point and(Point next) {
            return new Point(next.step, Math.min(low, next.low), Math.max(high, next.high), next.last);
        }
    }

    private final List<Point> points = new ArrayList<>();
    private int perPoint = 1;
    private int inLast;

    /** Returns a curve of points that are few, at any places, in order. */
    static Curve of(double[] places, double[] values) {
        Curve curve = new Curve();
        for (int i = 0; i < places.length; i++) {
            curve.points.add(new Point(places[i], values[i], values[i], values[i]));
        }
        return curve;
    }

    /** Adds a step's value; one that is not finite has no place in a picture and is left out. */
    void add(long step, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        Point point = new Point(step, value, value, value);
        if (inLast > 0 && inLast < perPoint) {
            points.add(points.removeLast().and(point));
            inLast++;
            return;
        }
        if (points.size() == POINTS) {
            halve();
        }
        points.add(point);
        inLast = 1;
    }

    private void halve() {
        for (int i = 0; i < POINTS / 2; i++) {
            points.set(i, points.get(2 * i).and(points.get(2 * i + 1)));
        }
        points.subList(POINTS / 2, POINTS).clear();
        perPoint *= 2;
    }

    /** Returns the points, in order of their steps. */
    List<Point> points() {
        return List.copyOf(points);
    }
}
