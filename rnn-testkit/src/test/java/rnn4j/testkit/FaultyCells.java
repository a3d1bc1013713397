package rnn4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Cells with one fault each, such as people write. */
final class FaultyCells {

    private FaultyCells() {}

    /** Puts x and h on top of each other and cuts the rows anew, which mixes them. */
    static final class WrongAxis extends ToyCell {
        WrongAxis(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            Tensor own = super.before(x, h);
            Tensor joined = Tensor.concat(0, List.of(own, h))
                    .reshape(h.shape().size(0), 2 * h.shape().size(1));
            return own.add(joined.split(2).getLast());
        }
    }

    /** Returns each of two states in the place of the other. */
    static final class SwappedStates extends ToyCell {
        private final CellShape both;

        SwappedStates(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
            both = CellShape.of(spec.input(), spec.hidden())
                    .state("h", spec.hidden())
                    .state("sum", 2, spec.hidden());
        }

        @Override
        public CellShape shape() {
            return both;
        }

        @Override
        public Step step(Tensor x, State state) {
            Tensor h = before(x, state.get("h")).tanh();
            Tensor sum = state.get("sum").add(h.expand(1));
            return Step.of(h, State.of("h", sum, "sum", h));
        }
    }

    /** Counts its steps in a field. */
    static final class Counter extends ToyCell {
        private int calls;

        Counter(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor after(Tensor h) {
            calls++;
            return h.mul(1f / calls);
        }
    }

    /** Drops units by itself. */
    static final class Dropout extends ToyCell {
        private final SplittableRandom random = new SplittableRandom(1);

        Dropout(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor after(Tensor h) {
            return h.mul((float) random.nextDouble());
        }
    }

    /** Treats a single row in its own way. */
    static final class SingleRow extends ToyCell {
        SingleRow(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            return x.shape().size(0) == 1
                    ? x.matmul(wx).add(b).add(h.matmul(wh))
                    : super.before(x, h).mul(2);
        }
    }

    /** Adds what the call before got. */
    static final class Memory extends ToyCell {
        private final List<Tensor> seen = new ArrayList<>();

        Memory(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            Tensor now = super.before(x, h);
            boolean fits = !seen.isEmpty() && seen.getLast().shape().equals(now.shape());
            Tensor sum = fits ? now.add(seen.getLast()) : now;
            seen.add(now);
            return sum;
        }
    }

    /** Takes the mean of the rows away, as batch normalisation does. */
    static final class BatchMean extends ToyCell {
        BatchMean(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            Tensor own = super.before(x, h);
            return own.sub(own.mean(0));
        }
    }

    /** Declares another first value of its state each time. */
    static final class RestlessStart extends ToyCell {
        private int asked;

        RestlessStart(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        public CellShape shape() {
            asked++;
            Shape hidden = Shape.of(shape.output());
            return CellShape.of(shape.input(), shape.output()).state("h", Tensor.full(hidden, asked));
        }
    }

    /** Writes the sigmoid as e^x / (e^x + 1). */
    static final class Overflow extends ToyCell {
        Overflow(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            Tensor e = super.before(x, h).exp();
            return e.div(e.add(1));
        }
    }

    /** Cuts the gradient on its way through time. */
    static final class CutGradient extends ToyCell {
        CutGradient(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            return super.before(x, h.stopGradient());
        }
    }

    /** Gives the slope of tanh, 1 - h², without the square. */
    static final class WrongSlope extends ToyCell {
        WrongSlope(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            Tensor own = super.before(x, h);
            Tensor value = own.tanh();
            return Tensor.ownDerivative(own, value, value.oneMinus());
        }
    }

    /** Adds a large number and takes it away again, which leaves few digits. */
    static final class LostDigits extends ToyCell {
        LostDigits(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            return super.before(x, h).add(1e4f).sub(1e4f);
        }
    }

    /** Turns its weights once, when it is made, and never sees them trained. */
    static final class KeptTranspose extends ToyCell {
        private final Tensor turned;

        KeptTranspose(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
            turned = wh.transpose();
        }

        @Override
        Tensor before(Tensor x, Tensor h) {
            return x.matmul(wx).add(h.matmul(turned)).add(b);
        }
    }

    /** Has a parameter for nothing. */
    static final class Idle extends ToyCell {
        Idle(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
            parameters.create("idle", Shape.of(spec.hidden()), Init.ones());
        }
    }

    /** Returns cells that all take a scale from one counter in their provider. */
    static CellProvider sharing() {
        List<Tensor> made = new ArrayList<>();
        return ToyCell.Provider.of((spec, parameters) -> {
            made.add(Tensor.scalar(0));
            return new ToyCell(spec, parameters) {
                @Override
                Tensor after(Tensor h) {
                    return h.mul(1f / made.size());
                }
            };
        });
    }

    /** Returns cells whose weights come from a generator of their own. */
    static CellProvider unseeded() {
        SplittableRandom random = new SplittableRandom(1);
        return ToyCell.Provider.of((spec, parameters) -> {
            Tensor scale = parameters.create(
                    "scale",
                    Shape.of(spec.hidden()),
                    (shape, source) -> Tensor.full(shape, (float) random.nextDouble()));
            return new ToyCell(spec, parameters) {
                @Override
                Tensor after(Tensor h) {
                    return h.mul(scale);
                }
            };
        });
    }

    /** Returns cells that read whatever option they are given. */
    static CellProvider greedy() {
        return ToyCell.Provider.of((spec, parameters) -> {
            spec.options().keySet().forEach(option -> spec.integer(option, 0));
            return new ToyCell(spec, parameters);
        });
    }
}
