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

    private static final IntFunction<Shape> LINE = n -> Shape.of(n);
    private static final IntFunction<Shape> ROWS = n -> Shape.of(2, n);
    private static final IntFunction<Shape> COLUMNS = n -> Shape.of(n, 2);
    private static final IntFunction<Shape> CUBE = n -> Shape.of(2, 3, n);
    private static final IntFunction<Shape> SQUARE = n -> Shape.of(n, n);

    private OperationTable() {}

    static List<OperationRow> rows() {
        return Stream.of(unary(), binary(), products(), reductions(), layout(), indices(), gradients())
                .flatMap(List::stream)
                .toList();
    }

    private static List<OperationRow> unary() {
        return List.of(
                one("neg", any(ROWS), Tensor::neg),
                one("oneMinus", any(ROWS), Tensor::oneMinus),
                one("square", any(ROWS), Tensor::square),
                one("sqrt", positive(ROWS), Tensor::sqrt),
                one("abs", away(ROWS), Tensor::abs).kinkAtZeroOf(List::getFirst),
                one("reciprocal", away(ROWS), Tensor::reciprocal),
                one("exp", any(ROWS), Tensor::exp),
                one("log", positive(ROWS), Tensor::log),
                one("log1p", positive(ROWS), Tensor::log1p),
                one("sigmoid", any(ROWS), Tensor::sigmoid),
                one("logSigmoid", any(ROWS), Tensor::logSigmoid),
                one("tanh", any(ROWS), Tensor::tanh),
                one("relu", away(ROWS), Tensor::relu).kinkAtZeroOf(List::getFirst),
                one("softplus", any(ROWS), Tensor::softplus),
                one("silu", any(ROWS), Tensor::silu),
                one("sin", any(ROWS), Tensor::sin),
                one("cos", any(ROWS), Tensor::cos),
                one("clamp", away(ROWS), x -> x.clamp(-1.25f, 0.5f))
                        .kinkAtZeroOf(
                                in -> in.getFirst().add(1.25f).mul(in.getFirst().sub(0.5f))));
    }

    private static List<OperationRow> binary() {
        return List.of(
                two("add", any(ROWS), any(ROWS), Tensor::add),
                one("add number", any(ROWS), x -> x.add(0.3f)),
                two("sub", any(ROWS), any(ROWS), Tensor::sub),
                one("sub number", any(ROWS), x -> x.sub(0.3f)),
                two("mul", any(ROWS), any(ROWS), Tensor::mul),
                one("mul number", any(ROWS), x -> x.mul(-1.7f)),
                one("mul itself", any(ROWS), x -> x.mul(x)),
                two("div", any(ROWS), away(ROWS), Tensor::div),
                one("div number", any(ROWS), x -> x.div(3)),
                two("min", any(ROWS), any(ROWS), (a, b) -> a.min(b.add(1.5f)))
                        .kinkAtZeroOf(in -> in.get(0).sub(in.get(1)).sub(1.5f)),
                two("max", any(ROWS), any(ROWS), (a, b) -> a.max(b.add(1.5f)))
                        .kinkAtZeroOf(in -> in.get(0).sub(in.get(1)).sub(1.5f)),
                two("floorMod", away(ROWS), away(ROWS), (a, b) -> a.mul(3).floorMod(b))
                        .kinkAtZeroOf(in -> {
                            Tensor turns = in.get(0).mul(3).div(in.get(1));
                            return turns.floorMod(1).mul(turns.neg().floorMod(1));
                        }),
                one("floorMod number", positive(ROWS), x -> x.floorMod(0.6f))
                        .kinkAtZeroOf(in -> in.getFirst()
                                .floorMod(0.6f)
                                .mul(in.getFirst().neg().floorMod(0.6f))),
                two("greater", any(ROWS), any(ROWS), Tensor::greater).silent(0, 1),
                two("greaterEqual", any(ROWS), any(ROWS), Tensor::greaterEqual).silent(0, 1),
                two("equalTo", choices(ROWS), choices(ROWS), Tensor::equalTo).silent(0, 1),
                three("mulAdd", any(ROWS), any(ROWS), any(ROWS), Tensor::mulAdd),
                three("select", choices(ROWS), any(ROWS), any(ROWS), Tensor::select)
                        .silent(0));
    }

    private static List<OperationRow> products() {
        IntFunction<Shape> threeByN = n -> Shape.of(3, n);
        IntFunction<Shape> nByThree = n -> Shape.of(n, 3);
        IntFunction<Shape> groups = n -> Shape.of(2, n, 3);
        return List.of(
                two("matmul", any(threeByN), any(SQUARE), Tensor::matmul),
                two("matmul transposed left", any(nByThree), any(SQUARE), (a, b) -> a.matmul(b, true, false)),
                two("matmul transposed right", any(threeByN), any(SQUARE), (a, b) -> a.matmul(b, false, true)),
                two("matmul transposed both", any(nByThree), any(SQUARE), (a, b) -> a.matmul(b, true, true)),
                two("matmul folded", any(CUBE), any(nByThree), Tensor::matmul),
                two("matmul groups", any(groups), any(CUBE), Tensor::matmul),
                two("matmul groups transposed left", any(CUBE), any(CUBE), (a, b) -> a.matmul(b, true, false)),
                two("matmul groups transposed right", any(CUBE), any(CUBE), (a, b) -> a.matmul(b, false, true)),
                two("matmul groups transposed both", any(CUBE), any(groups), (a, b) -> a.matmul(b, true, true)),
                one("matmul by itself", any(SQUARE), x -> x.matmul(x)),
                two("outer", any(LINE), any(threeByN), (a, b) -> a.outer(b.index(0, 1))),
                two("outer rows", any(CUBE), any(CUBE), Tensor::outer));
    }

    private static List<OperationRow> reductions() {
        return List.of(
                one("sum", any(ROWS), Tensor::sum),
                one("sum last", any(CUBE), x -> x.sum(-1)),
                one("sum first", any(COLUMNS), x -> x.sum(0)),
                one("sum between", any(CUBE), x -> x.sum(1)),
                one("mean", any(ROWS), Tensor::mean),
                one("mean last", any(CUBE), x -> x.mean(2)),
                one("maxAlong", apart(LINE), x -> x.max(0)).kinkAtZeroOf(in -> distances(in.getFirst())),
                one("maxAlong first", apart(COLUMNS), x -> x.max(0))
                        .kinkAtZeroOf(in -> distances(in.getFirst().index(1, 0))
                                .mul(distances(in.getFirst().index(1, 1)))),
                one("variance", any(CUBE), x -> x.variance(-1)),
                one("variance first", any(COLUMNS), x -> x.variance(0)),
                one("logSumExp", any(CUBE), x -> x.logSumExp(-1)),
                one("logSumExp first", any(CUBE), x -> x.logSumExp(0)),
                one("logSumExp between", any(n -> Shape.of(2, n, 3)), x -> x.logSumExp(1)),
                one("softmax", any(CUBE), x -> x.softmax(-1)),
                one("softmax first", any(COLUMNS), x -> x.softmax(0)),
                one("logSoftmax", any(CUBE), x -> x.logSoftmax(-1)),
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
                one("reshape", any(ROWS), x -> x.reshape(x.shape().count())),
                one("expand", any(ROWS), x -> x.expand(1)),
                one("transpose", any(CUBE), Tensor::transpose),
                one("transpose ends", any(CUBE), x -> x.transpose(0, 2)),
                one("transpose first", any(CUBE), x -> x.transpose(0, 1)),
                one(
                        "broadcast rows",
                        any(LINE),
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
                one("index", any(CUBE), x -> x.index(1, 2)),
                one("split", any(n -> Shape.of(2, 3 * n)), x -> {
                    List<Tensor> parts = x.split(3);
                    return parts.get(0).mul(parts.get(2)).add(parts.get(1));
                }),
                one("pad", any(ROWS), x -> Operations.apply(Operations.of("pad", around), List.of(x))),
                two("concat", any(ROWS), any(CUBE), (a, b) -> Tensor.concat(1, List.of(a, b.index(1, 0), a))),
                two("stack", any(ROWS), any(ROWS), (a, b) -> Tensor.stack(1, List.of(a, b, a))),
                one("reverse", any(ROWS), x -> x.reverse(1)),
                one("reverse first", any(COLUMNS), x -> x.reverse(0)));
    }

    private static List<OperationRow> indices() {
        Ids repeated = Ids.of(Shape.of(2, 2), 1, 0, 1, 1);
        return List.of(
                one("gather", any(ROWS), x -> x.gather(repeated)),
                one("gather numbers", any(n -> Shape.of(n + 1)), x -> x.gather(repeated)),
                one("scatterAdd", any(n -> Shape.of(2, 2, n)), x -> Tensor.scatterAdd(repeated, x, 3)));
    }

    private static List<OperationRow> gradients() {
        return List.of(
                one("stopGradient", any(ROWS), Tensor::stopGradient).silent(0),
                two(
                                "stopGradient besides",
                                any(ROWS),
                                any(ROWS),
                                (a, b) -> a.stopGradient().mul(b))
                        .silent(0),
                // with the true slope given as the author's own, differences must agree
                one(
                        "ownDerivative",
                        positive(ROWS),
                        x -> Tensor.ownDerivative(
                                x, x.sqrt(), x.sqrt().reciprocal().mul(0.5f))));
    }
}
