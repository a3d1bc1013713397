package rnn4j.tensor;

import static rnn4j.tensor.OperationRow.any;
import static rnn4j.tensor.OperationRow.apart;
import static rnn4j.tensor.OperationRow.away;
import static rnn4j.tensor.OperationRow.choices;
import static rnn4j.tensor.OperationRow.one;
import static rnn4j.tensor.OperationRow.positive;
import static rnn4j.tensor.OperationRow.three;
import static rnn4j.tensor.OperationRow.two;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** One row per operation, and more where one can be called in several ways. A new operation needs a row here, or the build fails. */
final class OperationTable {

    private OperationTable() {}

    static List<OperationRow> rows() {
        return Stream.of(unary(), binary(), products(), windows(), reductions(), layout(), indices(), gradients())
                .flatMap(List::stream)
                .toList();
    }

    private static List<OperationRow> unary() {
        return List.of(
                one("neg", any(OperationTable::twoRows), Tensor::neg),
                one("oneMinus", any(OperationTable::twoRows), Tensor::oneMinus),
                one("square", any(OperationTable::twoRows), Tensor::square),
                one("sqrt", positive(OperationTable::twoRows), Tensor::sqrt),
                one("abs", away(OperationTable::twoRows), Tensor::abs).kinkAtZeroOf(List::getFirst),
                one("reciprocal", away(OperationTable::twoRows), Tensor::reciprocal),
                one("exp", any(OperationTable::twoRows), Tensor::exp),
                one("log", positive(OperationTable::twoRows), Tensor::log),
                one("log1p", positive(OperationTable::twoRows), Tensor::log1p),
                one("sigmoid", any(OperationTable::twoRows), Tensor::sigmoid),
                one("logSigmoid", any(OperationTable::twoRows), Tensor::logSigmoid),
                one("tanh", any(OperationTable::twoRows), Tensor::tanh),
                one("relu", away(OperationTable::twoRows), Tensor::relu).kinkAtZeroOf(List::getFirst),
                one("softplus", any(OperationTable::twoRows), Tensor::softplus),
                one("silu", any(OperationTable::twoRows), Tensor::silu),
                one("sin", any(OperationTable::twoRows), Tensor::sin),
                one("cos", any(OperationTable::twoRows), Tensor::cos),
                one("clamp", away(OperationTable::twoRows), x -> x.clamp(-1.25f, 0.5f))
                        .kinkAtZeroOf(
                                in -> in.getFirst().add(1.25f).mul(in.getFirst().sub(0.5f))));
    }

    private static List<OperationRow> binary() {
        return List.of(
                two("add", any(OperationTable::twoRows), any(OperationTable::twoRows), Tensor::add),
                one("add number", any(OperationTable::twoRows), x -> x.add(0.3f)),
                two("sub", any(OperationTable::twoRows), any(OperationTable::twoRows), Tensor::sub),
                one("sub number", any(OperationTable::twoRows), x -> x.sub(0.3f)),
                two("mul", any(OperationTable::twoRows), any(OperationTable::twoRows), Tensor::mul),
                one("mul number", any(OperationTable::twoRows), x -> x.mul(-1.7f)),
                one("mul itself", any(OperationTable::twoRows), x -> x.mul(x)),
                two("div", any(OperationTable::twoRows), away(OperationTable::twoRows), Tensor::div),
                one("div number", any(OperationTable::twoRows), x -> x.div(3)),
                two("min", any(OperationTable::twoRows), any(OperationTable::twoRows), (a, b) -> a.min(b.add(1.5f)))
                        .kinkAtZeroOf(in -> in.get(0).sub(in.get(1)).sub(1.5f)),
                two("max", any(OperationTable::twoRows), any(OperationTable::twoRows), (a, b) -> a.max(b.add(1.5f)))
                        .kinkAtZeroOf(in -> in.get(0).sub(in.get(1)).sub(1.5f)),
                two(
                                "floorMod",
                                away(OperationTable::twoRows),
                                away(OperationTable::twoRows),
                                (a, b) -> a.mul(3).floorMod(b))
                        .kinkAtZeroOf(in -> {
                            Tensor turns = in.get(0).mul(3).div(in.get(1));
                            return turns.floorMod(1).mul(turns.neg().floorMod(1));
                        }),
                one("floorMod number", positive(OperationTable::twoRows), x -> x.floorMod(0.6f))
                        .kinkAtZeroOf(in -> in.getFirst()
                                .floorMod(0.6f)
                                .mul(in.getFirst().neg().floorMod(0.6f))),
                two("greater", any(OperationTable::twoRows), any(OperationTable::twoRows), Tensor::greater)
                        .silent(0, 1),
                two("greaterEqual", any(OperationTable::twoRows), any(OperationTable::twoRows), Tensor::greaterEqual)
                        .silent(0, 1),
                two("equalTo", choices(OperationTable::twoRows), choices(OperationTable::twoRows), Tensor::equalTo)
                        .silent(0, 1),
                three(
                        "mulAdd",
                        any(OperationTable::twoRows),
                        any(OperationTable::twoRows),
                        any(OperationTable::twoRows),
                        Tensor::mulAdd),
                three(
                                "select",
                                choices(OperationTable::twoRows),
                                any(OperationTable::twoRows),
                                any(OperationTable::twoRows),
                                Tensor::select)
                        .silent(0));
    }

    private static List<OperationRow> products() {
        IntFunction<Shape> threeByN = n -> Shape.of(3, n);
        IntFunction<Shape> nByThree = n -> Shape.of(n, 3);
        IntFunction<Shape> groups = n -> Shape.of(2, n, 3);
        return List.of(
                two("matmul", any(threeByN), any(OperationTable::square), Tensor::matmul),
                two(
                        "matmul transposed left",
                        any(nByThree),
                        any(OperationTable::square),
                        (a, b) -> a.matmul(b, true, false)),
                two(
                        "matmul transposed right",
                        any(threeByN),
                        any(OperationTable::square),
                        (a, b) -> a.matmul(b, false, true)),
                two(
                        "matmul transposed both",
                        any(nByThree),
                        any(OperationTable::square),
                        (a, b) -> a.matmul(b, true, true)),
                two("matmul folded", any(OperationTable::cube), any(nByThree), Tensor::matmul),
                two("matmul groups", any(groups), any(OperationTable::cube), Tensor::matmul),
                two(
                        "matmul groups transposed left",
                        any(OperationTable::cube),
                        any(OperationTable::cube),
                        (a, b) -> a.matmul(b, true, false)),
                two(
                        "matmul groups transposed right",
                        any(OperationTable::cube),
                        any(OperationTable::cube),
                        (a, b) -> a.matmul(b, false, true)),
                two(
                        "matmul groups transposed both",
                        any(OperationTable::cube),
                        any(groups),
                        (a, b) -> a.matmul(b, true, true)),
                one("matmul by itself", any(OperationTable::square), x -> x.matmul(x)),
                two("outer", any(OperationTable::line), any(threeByN), (a, b) -> a.outer(b.index(0, 1))),
                two("outer rows", any(OperationTable::cube), any(OperationTable::cube), Tensor::outer));
    }

    private static List<OperationRow> windows() {
        Window window = Window.of(3, 2).stride(2, 1).padding(1);
        Window apart = Window.of(2, 3).stride(1, 2).padding(1, 2).dilation(3, 2);
        IntFunction<Shape> images = n -> Shape.of(2, 4, 3, n);
        return List.of(
                one("patches", any(images), x -> x.patches(window)),
                one("patches dilated", any(images), x -> x.patches(apart)),
                one("scatterPatches", any(n -> Shape.of(2, 2, 4, 6 * n)), x -> x.scatterPatches(window, 4, 3)),
                one("scatterPatches dilated", any(n -> Shape.of(1, 3, 2, 6 * n)), x -> x.scatterPatches(apart, 4, 3)),
                two("conv2d", any(images), any(n -> Shape.of(6 * n, 2)), (x, w) -> x.conv2d(w, window)),
                two("conv2d dilated", any(images), any(n -> Shape.of(6 * n, 2)), (x, w) -> x.conv2d(w, apart)),
                two("conv2d pointwise", any(images), any(n -> Shape.of(n, 2)), (x, w) -> x.conv2d(w, Window.of(1, 1))),
                two(
                        "causalConv1d",
                        any(n -> Shape.of(5, 2, n)),
                        any(n -> Shape.of(4 * n, 2)),
                        (x, w) -> x.causalConv1d(w, 2)),
                two("blockDiagonal", any(n -> Shape.of(2, 3 * n)), any(n -> Shape.of(3, n, 2)), Tensor::blockDiagonal));
    }

    private static List<OperationRow> reductions() {
        return List.of(
                one("sum", any(OperationTable::twoRows), Tensor::sum),
                one("sum last", any(OperationTable::cube), x -> x.sum(-1)),
                one("sum first", any(OperationTable::columns), x -> x.sum(0)),
                one("sum between", any(OperationTable::cube), x -> x.sum(1)),
                one("mean", any(OperationTable::twoRows), Tensor::mean),
                one("mean last", any(OperationTable::cube), x -> x.mean(2)),
                one("maxAlong", apart(OperationTable::line), x -> x.max(0))
                        .kinkAtZeroOf(in -> distances(in.getFirst())),
                one("maxAlong first", apart(OperationTable::columns), x -> x.max(0))
                        .kinkAtZeroOf(in -> distances(in.getFirst().index(1, 0))
                                .mul(distances(in.getFirst().index(1, 1)))),
                one("variance", any(OperationTable::cube), x -> x.variance(-1)),
                one("variance first", any(OperationTable::columns), x -> x.variance(0)),
                one("logSumExp", any(OperationTable::cube), x -> x.logSumExp(-1)),
                one("logSumExp first", any(OperationTable::cube), x -> x.logSumExp(0)),
                one("logSumExp between", any(n -> Shape.of(2, n, 3)), x -> x.logSumExp(1)),
                one("norm", away(OperationTable::cube), x -> x.norm(-1)),
                one("norm first", away(OperationTable::columns), x -> x.norm(0)),
                one("softmax", any(OperationTable::cube), x -> x.softmax(-1)),
                one("softmax first", any(OperationTable::columns), x -> x.softmax(0)),
                one("logSoftmax", any(OperationTable::cube), x -> x.logSoftmax(-1)),
                one("logSoftmax between", any(n -> Shape.of(2, n, 3)), x -> x.logSoftmax(1)));
    }

    /** Every difference of two elements of a line, and 1 on the diagonal. */
    private static Tensor distances(Tensor line) {
        int n = line.shape().size(0);
        Tensor one = Init.identity().draw(Shape.of(n, n), RandomSource.of(0, ""));
        return line.expand(-1).sub(line.expand(-2)).add(one);
    }

    private static List<OperationRow> layout() {
        Attributes around = Attributes.of("after", 1, "axis", 1, "before", 2);
        return List.of(
                one(
                        "reshape",
                        any(OperationTable::twoRows),
                        x -> x.reshape(x.shape().count())),
                one("expand", any(OperationTable::twoRows), x -> x.expand(1)),
                one("transpose", any(OperationTable::cube), Tensor::transpose),
                one("transpose ends", any(OperationTable::cube), x -> x.transpose(0, 2)),
                one("transpose first", any(OperationTable::cube), x -> x.transpose(0, 1)),
                one(
                        "broadcast rows",
                        any(OperationTable::line),
                        x -> x.broadcast(Shape.of(2, 3, x.shape().size(0)))),
                one(
                        "broadcast columns",
                        any(n -> Shape.of(n, 1)),
                        x -> x.broadcast(Shape.of(x.shape().size(0), 3))),
                one(
                        "broadcast between",
                        any(n -> Shape.of(2, 1, n)),
                        x -> x.broadcast(Shape.of(2, 3, x.shape().size(2)))),
                one(
                        "slice",
                        any(n -> Shape.of(2, n + 3)),
                        x -> x.slice(1, 1, x.shape().size(1) - 1)),
                one(
                        "slice first",
                        any(n -> Shape.of(n + 3, 2)),
                        x -> x.slice(0, 2, x.shape().size(0))),
                one("index", any(OperationTable::cube), x -> x.index(1, 2)),
                one("split", any(n -> Shape.of(2, 3 * n)), x -> {
                    List<Tensor> parts = x.split(3);
                    return parts.get(0).mul(parts.get(2)).add(parts.get(1));
                }),
                one(
                        "pad",
                        any(OperationTable::twoRows),
                        x -> Operations.apply(Operations.of("pad", around), List.of(x))),
                two(
                        "concat",
                        any(OperationTable::twoRows),
                        any(OperationTable::cube),
                        (a, b) -> Tensor.concat(1, List.of(a, b.index(1, 0), a))),
                two(
                        "stack",
                        any(OperationTable::twoRows),
                        any(OperationTable::twoRows),
                        (a, b) -> Tensor.stack(1, List.of(a, b, a))),
                one("reverse", any(OperationTable::twoRows), x -> x.reverse(1)),
                one("reverse first", any(OperationTable::columns), x -> x.reverse(0)));
    }

    private static List<OperationRow> indices() {
        Ids repeated = Ids.of(Shape.of(2, 2), 1, 0, 1, 1);
        return List.of(
                one("gather", any(OperationTable::twoRows), x -> x.gather(repeated)),
                one("gather numbers", any(n -> Shape.of(n + 1)), x -> x.gather(repeated)),
                one("scatterAdd", any(n -> Shape.of(2, 2, n)), x -> Tensor.scatterAdd(repeated, x, 3)),
                one("logLikelihood", any(n -> Shape.of(2, 2, n + 1)), x -> x.logLikelihood(repeated)),
                two(
                        "logLikelihoodSlope",
                        any(n -> Shape.of(2, 2, n + 2)),
                        any(n -> Shape.of(2, 2)),
                        (x, g) -> Tensor.apply(new LabelOp.Slope(repeated), x.mul(0.5f), g)));
    }

    private static List<OperationRow> gradients() {
        return List.of(
                one("stopGradient", any(OperationTable::twoRows), Tensor::stopGradient)
                        .silent(0),
                two(
                                "stopGradient besides",
                                any(OperationTable::twoRows),
                                any(OperationTable::twoRows),
                                (a, b) -> a.stopGradient().mul(b))
                        .silent(0),
                // with the true slope given as the author's own, differences must agree
                one(
                        "ownDerivative",
                        positive(OperationTable::twoRows),
                        x -> Tensor.ownDerivative(
                                x, x.sqrt(), x.sqrt().reciprocal().mul(0.5f))));
    }

    private static Shape line(int n) {
        return Shape.of(n);
    }

    private static Shape twoRows(int n) {
        return Shape.of(2, n);
    }

    private static Shape columns(int n) {
        return Shape.of(n, 2);
    }

    private static Shape cube(int n) {
        return Shape.of(2, 3, n);
    }

    private static Shape square(int n) {
        return Shape.of(n, n);
    }
}
