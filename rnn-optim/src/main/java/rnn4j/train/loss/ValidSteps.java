package rnn4j.train.loss;

import rnn4j.tensor.Ids;
import rnn4j.tensor.Mask;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/**
 * The steps that a mask lets in, as rows in the order of the mask, time first.
 *
 * <p>Losses and metrics are computed from these rows alone: a step that is left out is neither read nor counted, and its
 * gradient is exactly zero.
 */
public final class ValidSteps {

    private static final Ids NONE = Ids.of(Shape.of(0));

    private final Shape shape;
    private final Ids places;
    private final int count;

    /**
     * Keeps what was counted.
     *
     * @param places of the steps; not looked at when all are in
     */
    private ValidSteps(Shape shape, Ids places, int count) {
        this.shape = shape;
        this.places = places;
        this.count = count;
    }

    /**
     * Returns the steps of a mask.
     *
     * @param mask {@code [time, batch]} or {@code [batch]}
     */
    public static ValidSteps of(Mask mask) {
        return new ValidSteps(mask.shape(), mask.full() ? NONE : mask.places(), Math.toIntExact(mask.count()));
    }

    /** Returns how many steps there are. */
    public int count() {
        return count;
    }

    private boolean all() {
        return count() == shape.count();
    }

    /**
     * Returns the rows of the steps.
     *
     * @param values {@code [time, batch, features]}, or {@code [batch, features]}
     * @return {@code [steps, features]}
     */
    public Tensor rows(Tensor values) {
        if (values.shape().rank() == 0 || !values.shape().without(-1).equals(shape)) {
            throw new ShapeException(
                    "loss",
                    values.shape() + " does not fit a mask of " + shape + "; give one row of features per step");
        }
        Tensor rows = values.reshape(shape.count(), values.shape().size(-1));
        return all() ? rows : rows.gather(places);
    }

    /**
     * Returns the labels of the steps, each checked.
     *
     * @param targets {@code [time, batch]} or {@code [batch]}
     * @param classes how many there are; a label is 0 to classes − 1
     * @return {@code [steps]}
     * @throws IllegalArgumentException when a label is out of range; its step and row are told
     */
    public Ids labels(Ids targets, int classes) {
        if (!targets.shape().equals(shape)) {
            throw new ShapeException(
                    "loss", "targets " + targets.shape() + " for a mask of " + shape + "; give one label per step");
        }
        Ids labels = all() ? targets.reshape(Shape.of(count())) : picked(targets);
        int wrong = labels.outside(classes);
        if (wrong < labels.count()) {
            throw new IllegalArgumentException("loss: label " + labels.at(wrong) + " at " + where(place(wrong))
                    + " is outside of 0 to " + (classes - 1)
                    + "; mask the step or use a model with as many outputs as there are labels");
        }
        return labels;
    }

    private Ids picked(Ids targets) {
        int[] all = targets.values();
        int[] labels = new int[count()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = all[place(row)];
        }
        return Ids.of(Shape.of(labels.length), labels);
    }

    private int place(int row) {
        return all() ? row : places.at(row);
    }

    private String where(int place) {
        if (shape.rank() != 2) {
            return "row " + place;
        }
        return "step " + place / shape.size(1) + ", row " + place % shape.size(1);
    }

    /**
     * Returns one number of each row.
     *
     * @param rows {@code [steps, classes]}
     * @param labels {@code [steps]}, which number it is
     * @return {@code [steps]}
     */
    public static Tensor pick(Tensor rows, Ids labels) {
        int classes = rows.shape().size(1);
        int[] flat = labels.values();
        for (int row = 0; row < flat.length; row++) {
            flat[row] += row * classes;
        }
        return rows.reshape(rows.shape().count()).gather(Ids.of(labels.shape(), flat));
    }
}
