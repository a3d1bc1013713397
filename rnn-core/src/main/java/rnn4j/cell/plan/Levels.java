package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one part of a pass computes, each value on its level: that of its operands within a chain, one more behind anything
 * else. What crosses from one instruction to another is written to memory; the rest lives in registers.
 */
final class Levels {

    /** Operations in a row that are computed again rather than handed from one chain to another through memory. */
    private static final int OPERATIONS_AGAIN = 2;

    private final Places places;
    private final Map<Value, Integer> levels = new HashMap<>();
    private final Map<Value, Integer> pieces = new HashMap<>();
    private final Set<Value> written = new LinkedHashSet<>();

    /** Finds what some values need. */
    Levels(Places places, Collection<Value> targets) {
        this.places = places;
        targets.forEach(this::write);
        delay();
        cut();
        crossings();
    }

    /** Returns the values that are written to memory. */
    Set<Value> written() {
        return written;
    }

    /** Returns the level of a value, 0 for what is there before. */
    int of(Value value) {
        return levels.getOrDefault(Places.base(value), 0);
    }

    /** Returns the level from which on a value can be read from memory. */
    int after(Value value) {
        Value base = Places.base(value);
        return levels.containsKey(base) ? of(base) + 1 : 0;
    }

    /** Returns which piece of its chain a value is in, from 0: a long chain is cut. */
    int piece(Value value) {
        return pieces.getOrDefault(value, 0);
    }

    /** Returns the element-wise values, those of a chain's first piece first, operands before what is made of them. */
    List<Value> chained() {
        return levels.keySet().stream()
                .filter(value -> Form.of(value) == Form.CHAINED)
                .sorted(Comparator.comparingInt(this::piece).thenComparingInt(Value::number))
                .toList();
    }

    /** Returns whether an operand of an element-wise value is computed in the same chain. */
    boolean together(Value operand, Value value) {
        return sameSpace(operand, value) && of(operand) == of(value) && piece(operand) == piece(value);
    }

    private void write(Value value) {
        Value base = Places.base(value);
        if (!base.varies() || places.readable(base) || !written.add(base)) {
            return;
        }
        find(base);
    }

    private void find(Value base) {
        if (levels.containsKey(base)) {
            return;
        }
        levels.put(
                base,
                switch (Form.of(base)) {
                    case CHAINED -> chained(base);
                    case GENERAL -> behind(Places.sources(base));
                    case ROWS, PRODUCT -> behind(List.of(base.input(0)));
                    case CONCAT -> behind(base.inputs());
                    default ->
                        throw new UnplannableException(base.operation().name() + " of " + base.inputs() + " to "
                                + base.dims() + " is of a form that no plan is made for");
                });
    }

    private int chained(Value value) {
        int level = 0;
        for (Value operand : value.inputs()) {
            if (sameSpace(operand, value)) {
                find(operand);
                level = Math.max(level, of(operand));
            } else {
                level = Math.max(level, behind(List.of(operand)));
            }
        }
        return level;
    }

    private int behind(Collection<Value> operands) {
        int level = 0;
        for (Value operand : operands) {
            write(operand);
            level = Math.max(level, after(operand));
        }
        return level;
    }

    private boolean sameSpace(Value operand, Value value) {
        return operand.varies()
                && !places.readable(operand)
                && Form.of(operand) == Form.CHAINED
                && operand.dims().equals(value.dims())
                && Space.of(operand).equals(Optional.of(Space.of(value).orElseThrow()));
    }

    /** Moves element-wise values to the level where they are first read: operands that are in memory anyway cost a load. */
    private void delay() {
        Map<Value, Integer> latest = new HashMap<>();
        List<Value> all = levels.keySet().stream()
                .sorted(Comparator.comparingInt(Value::number).reversed())
                .toList();
        for (Value value : all) {
            int level = of(value);
            if (Form.of(value) == Form.CHAINED) {
                level = latest.getOrDefault(value, level);
                levels.put(value, level);
            }
            for (Value operand : Form.of(value) == Form.GENERAL ? Places.sources(value) : value.inputs()) {
                Value base = Places.base(operand);
                boolean joins = Form.of(value) == Form.CHAINED && sameSpace(operand, value);
                latest.merge(base, joins ? level : level - 1, Math::min);
            }
        }
    }

    /** Cuts chains that would be too long, in an order in which few values cross from one piece to the next. */
    private void cut() {
        record Chain(int level, Space space) {}
        Map<Chain, List<Budget>> budgets = new HashMap<>();
        List<Value> ends =
                written.stream().filter(value -> Form.of(value) == Form.CHAINED).toList();
        for (Value value : new DepthFirst(this::chainedOperands).order(ends)) {
            Chain chain = new Chain(of(value), Space.of(value).orElseThrow());
            List<Budget> budget = budgets.computeIfAbsent(chain, key -> new ArrayList<>(List.of(new Budget())));
            if (!budget.getLast().add(value)) {
                budget.add(new Budget());
                budget.getLast().add(value);
            }
            pieces.put(value, budget.size() - 1);
        }
    }

    private List<Value> chainedOperands(Value value) {
        return value.inputs().stream()
                .filter(operand -> sameSpace(operand, value) && of(operand) == of(value))
                .toList();
    }

    private void crossings() {
        for (Value value : chained()) {
            for (Value operand : value.inputs()) {
                if (operand.varies() && !together(operand, value) && !again(operand, value, OPERATIONS_AGAIN)) {
                    write(operand);
                }
            }
        }
    }

    /**
     * Returns whether an operand from an earlier chain is computed in this one again: a few light operations of one value that
     * is in memory anyway cost less than to write their result and to read it.
     *
     * @param left how many operations may be computed again
     */
    private boolean again(Value operand, Value value, int left) {
        if (left == 0 || !sameSpace(operand, value) || written.contains(operand) || !Functions.light(operand)) {
            return false;
        }
        int lines = 0;
        for (Value own : operand.inputs()) {
            boolean here = own.varies() && own.dims().equals(operand.dims());
            if (here && !inMemory(own, value) && !again(own, value, left - 1)) {
                return false;
            }
            lines += here ? 1 : 0;
        }
        return lines <= 1;
    }

    /** Returns whether a value is in memory when the chain of another one begins. */
    private boolean inMemory(Value value, Value reader) {
        Value base = Places.base(value);
        boolean before = of(base) < of(reader) || (of(base) == of(reader) && piece(base) < piece(reader));
        return places.readable(base) || Form.of(base) != Form.CHAINED || (written.contains(base) && before);
    }
}
