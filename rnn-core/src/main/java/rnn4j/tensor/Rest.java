package rnn4j.tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When equations let an element rest: while all tensors but the first are +0, the first result is the first tensor, if that
 * is finite, and the others are +0, bit for bit.
 *
 * <p>It is derived from the equations as traced, from what is known of each value: a number, the first tensor, or one of the
 * numbers that are given later. A decay of the weights does not rest, a decay of moments does.
 */
final class Rest {

    /** What is known of a value. */
    private sealed interface Known {
        /** The same number at every call. */
        record Fixed(float value) implements Known {}

        /** The first tensor, bit for bit. */
        record First() implements Known {}

        /** One of the given numbers, counted from 0. */
        record Given(int number) implements Known {}

        /** Nothing. */
        record Unknown() implements Known {}
    }

    private static final Known FIRST = new Known.First();
    private static final Known UNKNOWN = new Known.Unknown();
    private static final Known ZERO = new Known.Fixed(0);
    private static final int MINUS_ZERO = Float.floatToRawIntBits(-0f);

    private final IdentityHashMap<Tensor, Known> known = new IdentityHashMap<>();

    /** Which numbers something is divided by. */
    private final BitSet divisors = new BitSet();

    private Rest() {}

    /**
     * Returns when element-wise equations rest; empty if that can't be told.
     *
     * @param symbols tensors, then the numbers
     * @param tensors how many tensors there are
     */
    static Optional<Rest> of(List<Tensor> symbols, int tensors, List<Tensor> results) {
        Rest rest = new Rest();
        for (int i = 0; i < symbols.size(); i++) {
            rest.known.put(
                    symbols.get(i), i >= tensors ? new Known.Given(i - tensors) : i == 0 ? FIRST : new Known.Fixed(0));
        }
        for (Tensor tensor : new Ancestry().inputsFirst(results, Set.copyOf(symbols))) {
            if (!rest.known.containsKey(tensor)) {
                rest.known.put(tensor, rest.derived(tensor));
            }
        }
        for (int i = 0; i < results.size(); i++) {
            if (!(i == 0 ? FIRST : ZERO).equals(rest.of(results.get(i)))) {
                return Optional.empty();
            }
        }
        return Optional.of(rest);
    }

    /** Returns whether they rest with these numbers. */
    boolean with(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            boolean negative = Float.floatToRawIntBits(numbers[i]) < 0;
            if (negative || !Float.isFinite(numbers[i]) || (numbers[i] == 0 && divisors.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Known of(Tensor tensor) {
        return known.getOrDefault(tensor, UNKNOWN);
    }

    private Known derived(Tensor tensor) {
        Node node = tensor.node();
        if (node == null) {
            return tensor.symbolic() ? UNKNOWN : new Known.Fixed(tensor.value());
        }
        List<Tensor> numbers = new ArrayList<>();
        for (Tensor input : node.inputs()) {
            if (of(input) instanceof Known.Fixed fixed) {
                numbers.add(Tensor.scalar(fixed.value));
            }
        }
        if (numbers.size() == node.inputs().size()) {
            return new Known.Fixed(node.op().forward(numbers).value());
        }
        return node.inputs().size() == 2
                ? derived(
                        node.op(),
                        of(node.inputs().getFirst()),
                        of(node.inputs().getLast()))
                : UNKNOWN;
    }

    /** A finite number stays with +0 subtracted; zero stays as it is times, or divided by, a number that is not negative. */
    private Known derived(Op op, Known a, Known b) {
        if (op == BinaryOp.SUB && first(a) && ZERO.equals(b)) {
            return a;
        }
        if (op == BinaryOp.ADD && ((first(a) && minusZero(b)) || (first(b) && minusZero(a)))) {
            return FIRST;
        }
        if (op == BinaryOp.MUL && zero(a) && b instanceof Known.Given) {
            return a;
        }
        if (op == BinaryOp.MUL && zero(b) && a instanceof Known.Given) {
            return b;
        }
        if (op == BinaryOp.DIV && zero(a) && b instanceof Known.Given given) {
            divisors.set(given.number);
            return a;
        }
        return UNKNOWN;
    }

    private static boolean first(Known known) {
        return known instanceof Known.First;
    }

    private static boolean zero(Known known) {
        return known instanceof Known.Fixed fixed && fixed.value == 0;
    }

    private static boolean minusZero(Known known) {
        return known instanceof Known.Fixed fixed && Float.floatToRawIntBits(fixed.value) == MINUS_ZERO;
    }
}
