package rnn4j.data;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import java.util.ArrayList;
import java.util.List;
import rnn4j.tensor.Tensor;

/**
 * A series cut into windows: what was seen, and what followed. A part of it is cut as if the rest were not there, so a window of training
 * never sees a value of validation.
 */
public final class SlidingWindows {

    private final Tensor series;
    private final int from;
    private final int to;
    private final int seen;
    private final int horizon;
    private final int stride;

    private SlidingWindows(Tensor series, int from, int to, int seen, int horizon, int stride) {
        this.series = series;
        this.from = from;
        this.to = to;
        this.seen = seen;
        this.horizon = horizon;
        this.stride = stride;
    }

    /**
     * What was seen and what followed.
     *
     * @param inputs {@code [seen, batch, features]}
     * @param targets {@code [horizon, batch, features]}
     */
    public record Windows(Tensor inputs, Tensor targets) {}

    /**
     * The parts of a series, in the order of time.
     *
     * @param training what to learn from
     * @param validation what to choose by
     * @param test what to tell in the end
     */
    public record Split(SlidingWindows training, SlidingWindows validation, SlidingWindows test) {}

    /**
     * Cuts a whole series.
     *
     * @param series {@code [time, features]}
     * @param seen steps of a window's inputs, at least 1
     * @param horizon steps that follow them and are to be told, at least 1
     * @param stride from one window's beginning to the next one's, at least 1
     */
    public static SlidingWindows of(Tensor series, int seen, int horizon, int stride) {
        checkArgument(series.shape().rank() == 2, "windows: a series of %s; give [time, features]", series.shape());
        checkArgument(
                seen >= 1 && horizon >= 1 && stride >= 1,
                "windows: %s steps seen, %s to tell, stride %s; use 1 or more of each",
                seen,
                horizon,
                stride);
        return new SlidingWindows(series, 0, series.shape().size(0), seen, horizon, stride);
    }

    /**
     * Divides the series by time.
     *
     * @param training share of the steps, above 0
     * @param validation share of the steps, above 0; what is left, above 0 too, is the test
     * @param gap steps between the parts that belong to none, for series whose steps know of their neighbours
     * @throws IllegalArgumentException when a part is too short for one window
     */
    public Split split(double training, double validation, int gap) {
        checkArgument(
                training > 0 && validation > 0 && training + validation < 1 && gap >= 0,
                "split: shares %s and %s with a gap of %s; use shares above 0 that leave some, and a gap of 0 or more",
                training,
                validation,
                gap);
        int steps = to - from;
        int first = from + (int) Math.floor(steps * training);
        int second = from + (int) Math.floor(steps * (training + validation));
        return new Split(
                part("training", from, first), part("validation", first + gap, second), part("test", second + gap, to));
    }

    private SlidingWindows part(String name, int begin, int end) {
        checkArgument(
                end - begin >= seen + horizon,
                "split: %s has %s steps, a window takes %s; give a longer series, shorter windows or another share",
                name,
                Math.max(end - begin, 0),
                seen + horizon);
        return new SlidingWindows(series, begin, end, seen, horizon, stride);
    }

    /** Returns how many windows there are. */
    public int count() {
        return Math.max(0, Math.floorDiv(to - from - seen - horizon, stride) + 1);
    }

    /** Returns the steps of this part, {@code [time, features]}: what a scaler is fitted to. */
    public Tensor steps() {
        return series.slice(0, from, to);
    }

    /** Returns this cutting of another series of the same steps, such as the scaled one. */
    public SlidingWindows with(Tensor other) {
        checkArgument(
                other.shape().rank() == 2
                        && other.shape().size(0) == series.shape().size(0),
                "windows: another series of %s for one of %s; give as many steps",
                other.shape(),
                series.shape());
        return new SlidingWindows(other, from, to, seen, horizon, stride);
    }

    /**
     * Returns some windows side by side.
     *
     * @param numbers of windows, from 0 to one below {@link #count}
     */
    public Windows batch(int... numbers) {
        checkArgument(numbers.length > 0, "windows: a batch of none; give one number or more");
        List<Tensor> inputs = new ArrayList<>();
        List<Tensor> targets = new ArrayList<>();
        for (int number : numbers) {
            checkElementIndex(number, count(), "windows: number");
            int begin = from + number * stride;
            inputs.add(series.slice(0, begin, begin + seen));
            targets.add(series.slice(0, begin + seen, begin + seen + horizon));
        }
        return new Windows(Tensor.stack(1, inputs), Tensor.stack(1, targets));
    }
}
