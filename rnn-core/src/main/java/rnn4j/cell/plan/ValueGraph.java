package rnn4j.cell.plan;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import rnn4j.cell.graph.Dim;
import rnn4j.cell.graph.Dims;
import rnn4j.cell.graph.GraphNode;
import rnn4j.tensor.Attributes;
import rnn4j.tensor.Op;
import rnn4j.tensor.Operations;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/**
 * Makes values, each once, and in the form that fuses best: pieces of wide values are computed piece by piece.
 *
 * <p>A slice moves through element-wise operations to what they read, a concatenation through them to what they make, and
 * the zeros around a slice's gradient become parts of a concatenation. So gates that a cell computes side by side end as
 * separate values of one width, whose gradients stand side by side again. On the way forward no step changes a bit; on the
 * way back sums with the zeros around a slice are left out.
 */
final class ValueGraph {

    private final Map<Object, Value> known = new HashMap<>();
    private int made;

    private record Key(GraphNode.Operation operation, List<Integer> inputs) {}

    private record Leaf(Value.Role role, int index) {}

    private record Uniform(int bits, Dims dims) {}

    /** Returns what comes in. */
    Value leaf(Value.Role role, int index, Dims dims) {
        return known.computeIfAbsent(
                new Leaf(role, index), key -> new Value(made++, role, index, null, null, List.of(), dims));
    }

    /** Returns what comes in, which was made before. */
    Value leaf(Value.Role role, int index) {
        return Objects.requireNonNull(known.get(new Leaf(role, index)));
    }

    /** Returns a parameter: the same value for the same tensor. */
    Value parameter(Tensor tensor, Dims dims) {
        return known.computeIfAbsent(
                tensor, key -> new Value(made++, Value.Role.PARAMETER, 0, tensor, null, List.of(), dims));
    }

    /** Returns numbers; one that stands everywhere is a scalar tensor. */
    Value constant(Tensor tensor, Dims dims) {
        Object key = tensor.shape().rank() == 0 ? new Uniform(Float.floatToRawIntBits(tensor.value()), dims) : tensor;
        return known.computeIfAbsent(
                key, each -> new Value(made++, Value.Role.CONSTANT, 0, tensor, null, List.of(), dims));
    }

    private Value zeros(Dims dims) {
        return constant(Tensor.scalar(0), dims);
    }

    /** Returns the result of an operation, in the form that fuses best. */
    Value make(String name, SortedMap<String, Object> attributes, List<Value> inputs, Dims dims) {
        if (Functions.elementwise(name)) {
            return elementwise(name, attributes, inputs, dims);
        }
        Value x = inputs.getFirst();
        return switch (name) {
            case "slice" -> slice(x, number(attributes, "axis"), number(attributes, "from"), number(attributes, "to"));
            case "pad" ->
                pad(x, number(attributes, "axis"), number(attributes, "before"), number(attributes, "after"), dims);
            case "concat" -> concat(number(attributes, "axis"), inputs, dims);
            case "stopGradient" -> x;
            case "ownDerivative" -> inputs.get(1);
            case "reshape" -> reshape(x, dims);
            case "transpose" -> transpose(attributes, x, dims);
            default -> operation(name, attributes, inputs, dims);
        };
    }

    private static int number(SortedMap<String, Object> attributes, String name) {
        Dim number = (Dim) Objects.requireNonNull(attributes.get(name));
        if (number.batch()) {
            throw new UnplannableException("the step takes rows of the batch apart");
        }
        return number.count();
    }

    private Value operation(String name, SortedMap<String, Object> attributes, List<Value> inputs, Dims dims) {
        GraphNode.Operation operation = new GraphNode.Operation(name, 1, attributes, List.of(), dims);
        Key key = new Key(operation, inputs.stream().map(Value::number).toList());
        Value found = known.get(key);
        if (found == null) {
            found = new Value(made++, Value.Role.OPERATION, 0, null, operation, inputs, dims);
            known.put(key, found);
        }
        return found;
    }

    private Value reshape(Value x, Dims dims) {
        Value from = x.is("reshape") ? x.input(0) : x;
        if (from.dims().equals(dims)) {
            return from;
        }
        if (from.uniform()) {
            return constant(from.tensor(), dims);
        }
        return operation("reshape", ImmutableSortedMap.of("shape", dims.sizes()), List.of(from), dims);
    }

    private Value transpose(SortedMap<String, Object> attributes, Value x, Dims dims) {
        if (x.is("transpose") && x.operation().attributes().equals(attributes)) {
            return x.input(0);
        }
        return operation("transpose", attributes, List.of(x), dims);
    }

    // ---- element-wise

    private Value elementwise(String name, SortedMap<String, Object> attributes, List<Value> inputs, Dims dims) {
        List<Value> operands = inputs.stream().map(ValueGraph::unspread).toList();
        if (operands.stream().allMatch(Value::uniform)) {
            Op op = Operations.of(name, Attributes.NONE);
            List<Tensor> numbers = operands.stream().map(Value::tensor).toList();
            return constant(Tape.aside(() -> Operations.apply(op, numbers)), dims);
        }
        if (name.equals("add")) {
            if (neutral(operands.get(0), operands.get(1), dims)) {
                return operands.get(1);
            }
            if (neutral(operands.get(1), operands.get(0), dims)) {
                return operands.get(0);
            }
        }
        int last = dims.sizes().size() - 1;
        for (Value operand : operands) {
            if (operand.is("concat")
                    && last > 0
                    && operand.attribute("axis") == last
                    && operand.dims().equals(dims)) {
                return inPieces(name, attributes, operands, dims, last);
            }
        }
        return operation(name, attributes, operands, dims);
    }

    /** Returns whether zeros may be left out of a sum: on the way back, where the other one is the whole sum. */
    private static boolean neutral(Value zeros, Value other, Dims dims) {
        return zeros.uniform()
                && Float.floatToRawIntBits(zeros.tensor().value()) == 0
                && other.backward()
                && other.dims().equals(dims);
    }

    /** A value that is repeated along axes is read as it is: whoever reads it knows his own shape. */
    private static Value unspread(Value operand) {
        return operand.is("broadcast") ? operand.input(0) : operand;
    }

    private Value inPieces(
            String name, SortedMap<String, Object> attributes, List<Value> operands, Dims dims, int axis) {
        List<Integer> cuts = new ArrayList<>(List.of(0));
        for (Value operand : operands) {
            if (operand.is("concat")
                    && operand.attribute("axis") == axis
                    && operand.dims().equals(dims)) {
                int at = 0;
                for (Value part : operand.inputs()) {
                    at += part.size(axis);
                    cuts.add(at);
                }
            }
        }
        List<Integer> places = cuts.stream().distinct().sorted().toList();
        List<Value> pieces = new ArrayList<>();
        for (int i = 0; i + 1 < places.size(); i++) {
            int from = places.get(i);
            int to = places.get(i + 1);
            List<Value> parts = operands.stream()
                    .map(operand -> along(operand, dims, axis, from, to))
                    .toList();
            pieces.add(elementwise(name, attributes, parts, with(dims, axis, to - from)));
        }
        return concat(axis, pieces, dims);
    }

    /** Returns the part of an operand that a part of the result needs: itself where it is repeated along the axis. */
    private Value along(Value operand, Dims dims, int axis, int from, int to) {
        int own = axis - (dims.sizes().size() - operand.rank());
        if (own < 0 || (operand.size(own) == 1 && dims.sizes().get(axis).count() != 1) || operand.rank() == 0) {
            return operand;
        }
        return slice(operand, own, from, to);
    }

    // ---- layout

    private Value slice(Value x, int axis, int from, int to) {
        Dims dims = with(x.dims(), axis, to - from);
        if (x.dims().equals(dims)) {
            return x;
        }
        if (x.uniform()) {
            return constant(x.tensor(), dims);
        }
        if (x.is("slice") && x.attribute("axis") == axis) {
            int before = x.attribute("from");
            return slice(x.input(0), axis, before + from, before + to);
        }
        if (x.is("concat") && x.attribute("axis") == axis) {
            return sliceOfConcat(x, axis, from, to, dims);
        }
        if (Functions.elementwise(x) && axis > 0) {
            List<Value> parts = x.inputs().stream()
                    .map(operand -> along(operand, x.dims(), axis, from, to))
                    .toList();
            return elementwise(x.operation().name(), x.operation().attributes(), parts, dims);
        }
        return operation(
                "slice",
                ImmutableSortedMap.of("axis", number(axis), "from", number(from), "to", number(to)),
                List.of(x),
                dims);
    }

    private Value sliceOfConcat(Value x, int axis, int from, int to, Dims dims) {
        List<Value> pieces = new ArrayList<>();
        int at = 0;
        for (Value part : x.inputs()) {
            int end = at + part.size(axis);
            int low = Math.max(from, at);
            int high = Math.min(to, end);
            if (low < high) {
                pieces.add(slice(part, axis, low - at, high - at));
            }
            at = end;
        }
        return concat(axis, pieces, dims);
    }

    /** Zeros before and after: a concatenation. */
    private Value pad(Value x, int axis, int before, int after, Dims dims) {
        Value front = zeros(with(dims, axis, before));
        Value back = zeros(with(dims, axis, after));
        return concat(axis, List.of(front, x, back), dims);
    }

    private Value concat(int axis, List<Value> parts, Dims dims) {
        List<Value> flat = new ArrayList<>();
        for (Value part : parts) {
            if (part.is("concat") && part.attribute("axis") == axis) {
                flat.addAll(part.inputs());
            } else if (part.dims().sizes().get(axis).batch() || part.size(axis) > 0) {
                flat.add(part);
            }
        }
        if (flat.size() == 1) {
            return flat.getFirst();
        }
        return operation("concat", ImmutableSortedMap.of("axis", number(axis)), flat, dims);
    }

    private static Dim number(int count) {
        return new Dim(count, false);
    }

    private static Dims with(Dims dims, int axis, int size) {
        List<Dim> sizes = new ArrayList<>(dims.sizes());
        sizes.set(axis, number(size));
        return new Dims(sizes);
    }
}
