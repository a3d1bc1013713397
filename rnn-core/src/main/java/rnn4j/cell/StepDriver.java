package rnn4j.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import rnn4j.tensor.Place;
import rnn4j.tensor.Shape;
import rnn4j.tensor.ShapeException;
import rnn4j.tensor.Tensor;

/** Runs a cell one step after the other, as its equations say: slow, obviously right, and the same for every cell. */
public final class StepDriver implements Driver {

    private final Cell cell;
    private final CellShape shape;

    /** Drives a cell. */
    public StepDriver(Cell cell) {
        this.cell = cell;
        this.shape = cell.shape();
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public String explain() {
        return name() + " runs step by step on the tape, as its equations say\n";
    }

    @Override
    public Unrolled run(Sequence xs, State initial, Direction direction, Resets resets) {
        check(xs, initial, resets);
        List<Tensor> inputs = Steps.cut(Steps.withoutPadding(xs));
        Tensor nothing = Tensor.zeros(Shape.of(xs.batch(), shape.output()));
        List<Tensor> outputs = new ArrayList<>(Collections.nCopies(xs.time(), nothing));
        State state = shape.ordered(initial);
        for (int n = 0; n < xs.time(); n++) {
            int t = direction.at(n, xs.time());
            Rows live = Rows.live(xs.lengths(), t);
            if (live.none()) {
                continue;
            }
            Rows fresh = live.and(row -> resets.at(t, row));
            State before = fresh.none() ? state : fresh.select(shape.initial(xs.batch()), state);
            Step step = step(inputs.get(t), before, t);
            outputs.set(t, live.all() ? step.output() : live.select(step.output(), nothing));
            state = live.all() ? step.state() : live.select(step.state(), state);
        }
        Tensor values =
                outputs.isEmpty() ? Tensor.zeros(Shape.of(0, xs.batch(), shape.output())) : Tensor.stack(0, outputs);
        return new Unrolled(new Sequence(values, xs.lengths()), state);
    }

    /**
     * Refuses what does not fit the cell.
     *
     * @throws ShapeException when the sequences, the state or the resets do not fit
     */
    public void check(Sequence xs, State initial, Resets resets) {
        if (xs.features() != shape.input()) {
            throw new ShapeException(
                    name(), "the input is " + xs.values().shape() + "; use [time, batch, " + shape.input() + "]");
        }
        String mismatch = shape.mismatch(initial, xs.batch());
        if (!mismatch.isEmpty()) {
            throw new ShapeException(
                    name(),
                    "it was given " + mismatch + "; use initial(" + xs.batch()
                            + ") or a state that an earlier run returned");
        }
        resets.check(xs.time(), xs.batch());
    }

    private Step step(Tensor x, State before, int t) {
        return Place.in("step " + t, () -> {
            Step step = call(x, before);
            int batch = x.shape().size(0);
            Shape declared = Shape.of(batch, shape.output());
            if (!step.output().shape().equals(declared)) {
                throw broken("output " + step.output().shape() + " where its shape says " + declared);
            }
            String mismatch = shape.mismatch(step.state(), batch);
            if (!mismatch.isEmpty()) {
                throw broken(mismatch);
            }
            return Step.of(step.output(), shape.ordered(step.state()));
        });
    }

    /**
     * A plugin's step may throw anything. Wrong arguments and wrong states stay what they are, with their place; so do errors of
     * the virtual machine. All else leaves with the plugin's name: a cell compiled against another version of this library fails
     * only here, when it calls what is not there.
     */
    private Step call(Tensor x, State before) {
        Step step;
        try {
            step = cell.step(x, before);
        } catch (VirtualMachineError | IllegalArgumentException | IllegalStateException | PluginException e) {
            throw e;
        } catch (LinkageError e) {
            throw failed(e, "build the cell against this version of rnn4j");
        } catch (Throwable e) { // checked exceptions and errors included
            throw failed(e, "hold the cell to the contract");
        }
        if (step == null) { // no null check reaches into a plugin's code
            throw broken("null");
        }
        return step;
    }

    private PluginException failed(Throwable thrown, String cure) {
        return new PluginException(name() + ": step failed with " + thrown + "; " + cure + Place.suffix(), thrown);
    }

    private PluginException broken(String returned) {
        return new PluginException(
                name() + ": step returned " + returned + "; make step() and shape() agree" + Place.suffix());
    }

    private String name() {
        return cell.getClass().getName();
    }
}
