package rnn4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** Providers that do not keep their word, and cells that are not what they were declared or saved as. */
final class FaultyProviders {

    private static final String CONSTANT = "shape() never changes";

    private FaultyProviders() {}

    static Stream<Fault> all() {
        return Stream.of(
                Fault.of(
                        "illegal name",
                        new ToyCell.Provider("Toy Cell", ToyCell::new),
                        "the name is legal and never changes",
                        "'Toy Cell'; use lower-case letters"),
                Fault.of(
                        "another version each time",
                        new Restless(),
                        "the version is 1 or more and never changes",
                        "and when a cell was made"),
                Fault.of(
                        "calls counted in the provider",
                        new Restless(),
                        "no field of the provider can be set again",
                        "Restless.asked"),
                Fault.of(
                        "any option accepted",
                        FaultyProviders::greedy,
                        "an unknown option is refused and the known ones are listed",
                        "'no-such-option' as 1 was accepted"),
                Fault.of(
                                "a wrong option taken for the standard one",
                                FaultyProviders::lenient,
                                "an option of another kind is refused",
                                "'scale' as of another kind was accepted")
                        .at(CellSpec.of(2, 3).with("scale", 0.5)),
                Fault.of(
                        "weights not from the seed",
                        FaultyProviders.unseeded(),
                        "one seed makes one cell",
                        "in the first"),
                Fault.of(
                        "the same weights from every seed",
                        FaultyProviders::fixed,
                        "another seed makes another cell",
                        "begin with the same numbers"),
                FaultyMemories.sharing(),
                Fault.of(
                        "a gain by the name of the scope",
                        FaultyProviders::scopeGain,
                        "a cell does not depend on its scope",
                        "in a scope"),
                Fault.of(
                        "the logarithm of a negative number as a first weight",
                        FaultyProviders::notFinite,
                        "parameters begin finite",
                        "parameter 'scale'"),
                Fault.of(
                        "a parameter that is not asked for again",
                        FaultyProviders::forgotten,
                        "a loaded cell asks for every parameter that was saved",
                        "[scale]"),
                Fault.of(
                        "the order of gates changed on loading",
                        FaultyProviders::swappedOnLoad,
                        "saved is loaded",
                        "when loaded"),
                Fault.of(
                        "weights rounded for a service",
                        FaultyProviders::rounded,
                        "frozen parameters give the same bits",
                        "with frozen ones"),
                Fault.of("weights kept from the beginning", KeptTranspose::new, "saved is loaded", "when loaded"),
                Fault.of(
                        "a weight drawn beside the parameters",
                        FaultyProviders::drawnBeside,
                        "parameters alone depend on the seed",
                        "the graphs differ"),
                Fault.of(
                        "a parameter for nothing", FaultyProviders::idle, "every parameter reaches a result", "[idle]"),
                Fault.of(
                        "a parameter created by the step",
                        FaultyProviders::createdLate,
                        "a step creates no parameters",
                        "after a step there are"),
                Fault.of(
                                "input and output exchanged",
                                FaultyProviders::exchanged,
                                "the input is the one that was asked for",
                                "it declares input 3")
                        .at(CellSpec.of(2, 3)),
                Fault.of(
                        "twice the output that is declared",
                        FaultyProviders::twice,
                        "the output is as declared",
                        "where shape() says [1, 3]"),
                Fault.of(
                        "states swapped",
                        SwappedStates::new,
                        "the states are as declared",
                        "'h' [1, 2, 3] where shape() says [1, 3]"),
                Fault.of("initial state that changes", RestlessStart::new, CONSTANT, "before a step"),
                Fault.of(
                        "initial state other than declared",
                        RestlessStart::new,
                        "no initial state given is the declared one",
                        "with the declared one given"),
                Fault.of("output that changes", RestlessOutput::new, "no steps are legal", "where its shape says"),
                Fault.of(
                        "the largest so far begins with minus infinity",
                        FaultyProviders::infiniteStart,
                        "the initial states are finite",
                        "initial state 'h' is not finite"));
    }

    /** A provider that counts how often it was asked. */
    private static final class Restless implements CellProvider {
        private int asked;

        @Override
        public String name() {
            return "toy.cell";
        }

        @Override
        public int version() {
            asked++;
            return asked;
        }

        @Override
        public Cell create(CellSpec spec, Parameters parameters) {
            return new ToyCell(spec, parameters);
        }
    }

    private static Cell greedy(CellSpec spec, Parameters parameters) {
        spec.options().keySet().forEach(option -> spec.integer(option, 0));
        return new ToyCell(spec, parameters);
    }

    private static Cell lenient(CellSpec spec, Parameters parameters) {
        double scale = scale(spec);
        return ToyCell.after(spec, parameters, h -> h.mul((float) scale));
    }

    private static double scale(CellSpec spec) {
        try {
            return spec.number("scale", 1);
        } catch (IllegalArgumentException e) {
            return 1;
        }
    }

    private static Cell scaled(CellSpec spec, Parameters parameters, Init init) {
        Tensor scale = parameters.create("scale", Shape.of(spec.hidden()), init);
        return ToyCell.after(spec, parameters, h -> h.mul(scale));
    }

    private static Cell scopeGain(CellSpec spec, Parameters parameters) {
        float gain = parameters.prefix().isEmpty() ? 1 : 0.5f;
        return ToyCell.after(spec, parameters, h -> h.mul(gain));
    }

    private static CellProvider unseeded() {
        SplittableRandom random = new SplittableRandom(1);
        return ToyCell.Provider.of((spec, parameters) ->
                scaled(spec, parameters, (shape, source) -> Tensor.full(shape, (float) random.nextDouble())));
    }

    private static Cell notFinite(CellSpec spec, Parameters parameters) {
        return scaled(
                spec, parameters, (shape, source) -> Tensor.full(shape, -1).log());
    }

    /** h' = tanh(x wx + h wh), all weights a tenth. */
    private static Cell fixed(CellSpec spec, Parameters parameters) {
        int hidden = spec.hidden();
        Init tenth = (shape, source) -> Tensor.full(shape, 0.1f);
        Tensor wx = parameters.create("wx", Shape.of(spec.input(), hidden), tenth);
        Tensor wh = parameters.create("wh", Shape.of(hidden, hidden), tenth);
        CellShape shape = CellShape.of(spec.input(), hidden).state("h", hidden);
        return cell(shape, (x, h) -> x.matmul(wx).add(h.matmul(wh)).tanh());
    }

    @FunctionalInterface
    private interface Next {
        Tensor of(Tensor x, Tensor h);
    }

    private static Cell cell(CellShape shape, Next next) {
        return new Cell() {
            @Override
            public CellShape shape() {
                return shape;
            }

            @Override
            public Step step(Tensor x, State state) {
                Tensor h = next.of(x, state.get("h"));
                return Step.of(h, State.of("h", h));
            }
        };
    }

    private static boolean loading(Parameters parameters) {
        return !parameters.unclaimed().isEmpty();
    }

    private static Cell forgotten(CellSpec spec, Parameters parameters) {
        return loading(parameters)
                ? ToyCell.after(spec, parameters, h -> h.mul(1))
                : scaled(spec, parameters, Init.ones());
    }

    private static Cell swappedOnLoad(CellSpec spec, Parameters parameters) {
        boolean old = loading(parameters);
        return ToyCell.before(spec, parameters, own -> old ? own.reverse(1) : own);
    }

    private static Cell rounded(CellSpec spec, Parameters parameters) {
        return new ToyCell(spec, parameters) {
            @Override
            Tensor after(Tensor h) {
                return Tape.mayWant(b) ? h : h.add(64).sub(64);
            }
        };
    }

    /** Turns its weights once, when it is made, and never sees them trained. */
    private static final class KeptTranspose extends ToyCell {
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

    private static Cell drawnBeside(CellSpec spec, Parameters parameters) {
        List<Tensor> drawn = new ArrayList<>();
        parameters.create("b2", Shape.of(spec.hidden()), (shape, source) -> {
            drawn.add(Init.uniform(-1, 1).draw(shape, source.at(1)));
            return Tensor.zeros(shape);
        });
        return ToyCell.before(spec, parameters, own -> drawn.isEmpty() ? own : own.add(drawn.getFirst()));
    }

    private static Cell idle(CellSpec spec, Parameters parameters) {
        parameters.create("idle", Shape.of(spec.hidden()), Init.ones());
        return new ToyCell(spec, parameters);
    }

    private static Cell createdLate(CellSpec spec, Parameters parameters) {
        List<Tensor> scale = new ArrayList<>();
        return ToyCell.after(spec, parameters, h -> {
            if (scale.isEmpty()) {
                scale.add(parameters.create("scale", Shape.of(spec.hidden()), Init.ones()));
            }
            return h.mul(scale.getFirst());
        });
    }

    private static Cell exchanged(CellSpec spec, Parameters parameters) {
        return new ToyCell(CellSpec.of(spec.hidden(), spec.input()), parameters);
    }

    private static Cell twice(CellSpec spec, Parameters parameters) {
        return new ToyCell(spec, parameters) {
            @Override
            public Step step(Tensor x, State state) {
                Step step = super.step(x, state);
                return Step.of(Tensor.concat(1, List.of(step.output(), step.output())), step.state());
            }
        };
    }

    /** Returns each of two states in the place of the other. */
    private static final class SwappedStates extends ToyCell {
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

    /** Declares another first value of its state each time. */
    private static final class RestlessStart extends ToyCell {
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

    /** Declares an output of one unit more each time. */
    private static final class RestlessOutput extends ToyCell {
        private int asked;

        RestlessOutput(CellSpec spec, Parameters parameters) {
            super(spec, parameters);
        }

        @Override
        public CellShape shape() {
            asked++;
            int more = asked < 4 ? 0 : asked;
            return CellShape.of(shape.input(), shape.output() + more).state("h", shape.output());
        }
    }

    private static Cell infiniteStart(CellSpec spec, Parameters parameters) {
        ToyCell inner = new ToyCell(spec, parameters);
        Tensor start = Tensor.full(Shape.of(spec.hidden()), Float.NEGATIVE_INFINITY);
        CellShape shape = CellShape.of(spec.input(), spec.hidden()).state("h", start);
        return cell(shape, (x, h) -> h.max(inner.before(x, x.matmul(inner.wx)).tanh()));
    }
}
