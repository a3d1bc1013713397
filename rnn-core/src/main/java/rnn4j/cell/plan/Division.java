package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides one way through time: what does not depend on what is carried from step to step can leave the loop, before it or
 * after it. Only what gains by many rows at once does: products and all that is behind them. Element-wise values are computed
 * where they are read, and so are the results of row kernels: what a step leaves in the cache need not be kept for all.
 */
final class Division {

    private final Set<Value.Role> carried;
    private final Set<Value> inLoop = new HashSet<>();
    private final Map<Value, Boolean> carries = new HashMap<>();
    private final Map<Value, Boolean> after = new HashMap<>();

    /**
     * Divides.
     *
     * @param carried what is carried from step to step
     * @param loop what the next step needs
     */
    Division(Value.Role carried, Collection<Value> loop) {
        this.carried = Set.of(carried);
        loop.forEach(this::markLoop);
    }

    private void markLoop(Value value) {
        if (value.varies() && inLoop.add(value)) {
            value.inputs().forEach(this::markLoop);
        }
    }

    private boolean carries(Value value) {
        Boolean known = carries.get(value);
        if (known == null) {
            known = carried.contains(value.role()) || value.inputs().stream().anyMatch(this::carries);
            carries.put(value, known);
        }
        return known;
    }

    private static boolean heavy(Value value) {
        return switch (Form.of(value)) {
            case PRODUCT, GENERAL, SCATTERED -> true;
            default -> false;
        };
    }

    /** Returns whether a value is computed after the loop. */
    boolean after(Value value) {
        Boolean known = after.get(value);
        if (known == null) {
            known = value.varies()
                    && !inLoop.contains(value)
                    && carries(value)
                    && (heavy(value) || value.inputs().stream().anyMatch(this::after));
            after.put(value, known);
        }
        return known;
    }

    /** Returns what is computed before the loop, of all that some values need and that is not there yet. */
    List<Value> before(Collection<Value> roots, Collection<Value> there) {
        List<Value> found = new ArrayList<>();
        Set<Value> seen = new HashSet<>(there);
        roots.forEach(root -> before(root, found, seen));
        return found;
    }

    private void before(Value value, List<Value> found, Set<Value> seen) {
        if (!value.varies() || !seen.add(value)) {
            return;
        }
        boolean leaves = !carries(value) && heavy(value) && Form.of(value) != Form.SCATTERED;
        if (leaves) {
            found.add(value);
        } else {
            value.inputs().forEach(input -> before(input, found, seen));
        }
    }

    /** Returns what the part after the loop reads of the parts before it. */
    Set<Value> readAfter(Collection<Value> roots, Collection<Value> there) {
        Set<Value> read = new LinkedHashSet<>();
        Set<Value> seen = new HashSet<>(there);
        roots.forEach(root -> readAfter(root, read, seen));
        return read;
    }

    private void readAfter(Value value, Set<Value> read, Set<Value> seen) {
        if (!value.varies() || !seen.add(value)) {
            return;
        }
        if (after(value)) {
            value.inputs().forEach(input -> readAfter(input, read, seen));
            return;
        }
        Value base = Places.base(value);
        boolean leaves = base.role() == Value.Role.OPERATION || base.role() == Value.Role.STATE_GRADIENT;
        if (leaves && (base == value || seen.add(base))) {
            read.add(base);
        }
    }
}
