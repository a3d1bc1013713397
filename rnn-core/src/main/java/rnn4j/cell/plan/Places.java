package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the values of a plan lie: gives them their spots, part by part of a pass. */
final class Places {

    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<Value, Spot> spots = new HashMap<>();
    private final Map<Value, Spot> fixed = new HashMap<>();
    private final Set<Value> kept;
    private List<Home> homes = List.of();
    private final Map<Value, List<Spot>> parts = new HashMap<>();
    private boolean loop;

    /** A place that a value must reach: the next state, the output, a gradient. */
    record Home(Value value, Spot spot) {}

    /**
     * Begins with nothing.
     *
     * @param kept what is read by later parts of the pass
     */
    Places(Set<Value> kept) {
        this.kept = kept;
    }

    /** Returns all buffers by their number. */
    List<Buffer> buffers() {
        return buffers;
    }

    /** Returns the fixed values that are read, and where. */
    Map<Value, Spot> fixed() {
        return fixed;
    }

    /** Makes a buffer. */
    Buffer buffer(Buffer.Kind kind, int index, int width) {
        Buffer buffer = new Buffer(buffers.size(), kind, index, width);
        buffers.add(buffer);
        return buffer;
    }

    /** Says where something lies that comes in. */
    void comesIn(Value leaf, Buffer buffer) {
        spots.put(leaf, new Spot(buffer, 0, buffer.width()));
    }

    /**
     * Begins a part of a pass: forgets what does not stay.
     *
     * @param homes what its values must reach
     * @param loop whether it is run step by step, so that room for one step is enough for what does not stay
     */
    void begin(List<Home> homes, boolean loop) {
        this.loop = loop;
        parts.clear();
        spots.entrySet()
                .removeIf(entry -> entry.getKey().role() == Value.Role.OPERATION
                        && !entry.getValue().buffer().stays());
        this.homes = List.copyOf(homes);
    }

    /** Returns what an alias is a part of. */
    static Value base(Value value) {
        Value base = value;
        while (Form.of(base) == Form.ALIAS) {
            base = base.input(0);
        }
        return base;
    }

    /** Returns whether a value's numbers are in memory already. */
    boolean readable(Value base) {
        return !base.varies() || spots.containsKey(base);
    }

    /** Returns whether later parts read a value. */
    boolean stays(Value value) {
        return kept.contains(value);
    }

    /** Returns where a value lies. */
    Spot spot(Value value) {
        if (!value.varies()) {
            if (value.dims().batch()) {
                throw new UnplannableException("a number for each row of the batch does not depend on the row");
            }
            return fixed.computeIfAbsent(
                    value, each -> new Spot(buffer(Buffer.Kind.FIXED, 0, each.perRow()), 0, each.perRow()));
        }
        if (Form.of(value) == Form.ALIAS) {
            Spot whole = spot(value.input(0));
            int from = value.is("slice") ? value.attribute("from") * value.count(value.attribute("axis") + 1) : 0;
            return whole.part(from, value.perRow());
        }
        Spot spot = spots.get(value);
        if (spot == null) {
            throw new IllegalStateException("plan: " + value + " has no place");
        }
        return spot;
    }

    /** Returns the homes of a value. */
    List<Spot> homes(Value value) {
        return homes.stream()
                .filter(home -> home.value() == value)
                .map(Home::spot)
                .toList();
    }

    /** Returns all places where the chain that makes a value writes it: its own, its homes, those in concatenations. */
    Set<Spot> stores(Value value) {
        Set<Spot> stores = new LinkedHashSet<>(List.of(spot(value)));
        stores.addAll(homes(value));
        stores.addAll(parts.getOrDefault(value, List.of()));
        return stores;
    }

    List<Home> homes() {
        return homes;
    }

    /** Gives a place to the values of a wide product, in the order of their columns; returns the place of all. */
    Spot sideBySide(List<Value> members) {
        Value first = members.getFirst();
        if (members.size() == 1) {
            assign(first);
            return spot(first);
        }
        int width = members.stream().mapToInt(Value::perRow).sum();
        Spot all = new Spot(buffer(kind(first), 0, width), 0, width);
        int at = 0;
        for (Value member : members) {
            spots.put(member, all.part(at, member.perRow()));
            at += member.perRow();
        }
        return all;
    }

    /** Gives a place to a value that has none: its home, if it has but that, else a buffer of its own. */
    void assign(Value value) {
        if (readable(value)) {
            return;
        }
        Spot spot = null;
        for (Spot home : homes(value)) {
            if (spot == null && (home.buffer().stays() || !stays(value))) {
                spot = home;
            }
        }
        if (spot == null) {
            spot = new Spot(buffer(kind(value), 0, value.perRow()), 0, value.perRow());
        }
        spots.put(value, spot);
        if (Form.of(value) == Form.CONCAT) {
            assignParts(value, spot);
        }
    }

    private void assignParts(Value concat, Spot spot) {
        int at = 0;
        for (Value part : concat.inputs()) {
            if (Form.of(part) == Form.CHAINED) {
                Spot place = spot.part(at, part.perRow());
                parts.computeIfAbsent(part, each -> new ArrayList<>()).add(place);
                spots.putIfAbsent(part, place);
            }
            at += part.perRow();
        }
    }

    private Buffer.Kind kind(Value value) {
        return stays(value) || !loop ? Buffer.Kind.WHOLE : Buffer.Kind.STEP;
    }

    /** Returns where the sources of a general operation lie. */
    Map<Value, Spot> sourceSpots(Value value) {
        Map<Value, Spot> spots = new LinkedHashMap<>();
        sources(value).forEach(source -> spots.put(source, spot(source)));
        return spots;
    }

    /** Returns the values in memory that a general operation is computed from. */
    static Set<Value> sources(Value value) {
        Set<Value> sources = new LinkedHashSet<>();
        Set<Value> seen = new HashSet<>();
        value.inputs().forEach(input -> sources(input, sources, seen));
        return sources;
    }

    private static void sources(Value value, Set<Value> sources, Set<Value> seen) {
        if (!value.varies() || !seen.add(value)) {
            return;
        }
        switch (Form.of(value)) {
            case SCATTERED -> value.inputs().forEach(input -> sources(input, sources, seen));
            case ALIAS -> sources.add(base(value));
            default -> sources.add(value);
        }
    }
}
