package rnn4j.testkit;

import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import rnn4j.cell.Cell;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/** Cells whose values are right and whose gradients are not. */
final class FaultyGradients {

    private static final String OF_PARAMETERS = "gradients of parameters are central differences";
    private static final String OF_INPUT = "gradients of the input are central differences";
    private static final String OF_STATE = "gradients of the first state are central differences";
    private static final String AWAY = "away from the central differences";

    private FaultyGradients() {}

    static Stream<Fault> all() {
        return Stream.of(
                Fault.of("gradient of the state cut", FaultyGradients::cutState, OF_STATE, "gradient of first state"),
                Fault.of("gradient of the input cut", FaultyGradients::cutInput, OF_INPUT, "gradient of input"),
                Fault.of("gradient of the bias cut", FaultyGradients::cutBias, OF_PARAMETERS, "parameter 'b'"),
                Fault.of(
                        "slope of tanh without the square",
                        (spec, parameters) -> slope(spec, parameters, (own, y) -> y.oneMinus()),
                        OF_INPUT,
                        AWAY),
                Fault.of(
                        "slope of tanh with the wrong sign",
                        (spec, parameters) ->
                                slope(spec, parameters, (own, y) -> y.square().add(1)),
                        OF_INPUT,
                        AWAY),
                Fault.of(
                        "one gate's gradient too large by a part in ten thousand",
                        (spec, parameters) -> slope(
                                spec,
                                parameters,
                                (own, y) -> y.square().oneMinus().mul(1.0001f)),
                        OF_PARAMETERS,
                        AWAY),
                Fault.of(
                        "gradient clipped inside the cell",
                        (spec, parameters) -> slope(
                                spec,
                                parameters,
                                (own, y) -> y.square().oneMinus().min(Tensor.scalar(0.5f))),
                        OF_STATE,
                        AWAY),
                Fault.of(
                        "slope that is a constant to its own derivative",
                        (spec, parameters) -> slope(
                                spec,
                                parameters,
                                (own, y) -> y.square().oneMinus().stopGradient()),
                        "gradients of gradients are central differences",
                        AWAY),
                Fault.of(
                        "gradient divided by the rows",
                        (spec, parameters) -> slope(
                                spec,
                                parameters,
                                (own, y) ->
                                        y.square().oneMinus().mul(1f / y.shape().size(0))),
                        "the gradient of a batch is the sum of its rows'",
                        "from the sum of the rows' own"),
                Fault.of(
                        "slope averaged over the batch",
                        (spec, parameters) -> slope(
                                spec,
                                parameters,
                                (own, y) -> y.square().oneMinus().mean(0).broadcast(y.shape())),
                        "a row's gradient does not see its neighbours",
                        "with neighbours of 2"),
                Fault.of(
                        "a random number in the slope",
                        FaultyGradients::randomSlope,
                        "two equal passes give the same gradients",
                        "in the first pass"),
                Fault.of(
                        "digits lost in the slope",
                        (spec, parameters) -> slope(
                                spec,
                                parameters,
                                (own, y) -> y.square().oneMinus().add(1e3f).sub(1e3f)),
                        "gradients in float32 are close to float64",
                        "of its norm away from float64"),
                Fault.of(
                        "digits lost in a value",
                        (spec, parameters) -> ToyCell.before(
                                spec, parameters, own -> own.add(1e4f).sub(1e4f)),
                        "values in float32 are close to float64",
                        "is allowed between them"));
    }

    private static Cell cutState(CellSpec spec, Parameters parameters) {
        return new ToyCell(spec, parameters) {
            @Override
            Tensor before(Tensor x, Tensor h) {
                return super.before(x, h.stopGradient());
            }
        };
    }

    private static Cell cutInput(CellSpec spec, Parameters parameters) {
        return new ToyCell(spec, parameters) {
            @Override
            Tensor before(Tensor x, Tensor h) {
                return super.before(x.stopGradient(), h);
            }
        };
    }

    private static Cell cutBias(CellSpec spec, Parameters parameters) {
        return new ToyCell(spec, parameters) {
            @Override
            Tensor before(Tensor x, Tensor h) {
                return x.matmul(wx).add(h.matmul(wh)).add(b.stopGradient());
            }
        };
    }

    /** Returns a cell with a tanh more, whose slope is told by hand: of what it is taken of, and of its value. */
    private static Cell slope(CellSpec spec, Parameters parameters, BinaryOperator<Tensor> slope) {
        return ToyCell.before(spec, parameters, own -> {
            Tensor value = own.tanh();
            return Tensor.ownDerivative(own, value, slope.apply(own, value));
        });
    }

    private static Cell randomSlope(CellSpec spec, Parameters parameters) {
        SplittableRandom random = new SplittableRandom(1);
        return slope(spec, parameters, (own, y) -> y.square().oneMinus().mul((float) random.nextDouble()));
    }
}
