package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Orders what one part of a pass computes, and joins it: element-wise values to chains, products with one left side to wide ones. */
final class Scheduler {

    private final Places places;
    private final Levels levels;
    private final TreeMap<Integer, List<Instruction>> byLevel = new TreeMap<>();

    private Scheduler(Places places, Levels levels) {
        this.places = places;
        this.levels = levels;
    }

    /**
     * Returns the instructions that compute some values.
     *
     * @param targets what is to be written, beside what they need and what has a home
     * @param homes where values must go
     * @param loop whether they are run step by step, else with all rows at once
     */
    static List<Instruction> schedule(Collection<Value> targets, List<Places.Home> homes, boolean loop, Places places) {
        places.begin(homes, loop);
        List<Value> all = new ArrayList<>(targets);
        homes.forEach(home -> all.add(home.value()));
        return new Scheduler(places, new Levels(places, all)).instructions();
    }

    private List<Instruction> instructions() {
        List<Value> written = levels.written().stream()
                .sorted(Comparator.comparingInt(Value::number))
                .toList();
        List<Value> concats =
                written.stream().filter(value -> Form.of(value) == Form.CONCAT).toList();
        concats.reversed().forEach(places::assign);
        Map<Object, List<Value>> products = products(written);
        products.values().forEach(places::sideBySide);
        written.forEach(places::assign);
        chains();
        products.values().forEach(this::product);
        written.forEach(this::other);
        concats.forEach(this::fill);
        places.homes().forEach(this::bringHome);
        return byLevel.values().stream().flatMap(List::stream).toList();
    }

    private Map<Object, List<Value>> products(List<Value> written) {
        record Wide(int level, Value left, boolean stays, boolean home) {}
        Map<Object, List<Value>> products = new LinkedHashMap<>();
        for (Value value : written) {
            if (Form.of(value) == Form.PRODUCT) {
                boolean home = !places.homes(value).isEmpty();
                Object key = home ? value : new Wide(levels.of(value), value.input(0), places.stays(value), false);
                products.computeIfAbsent(key, each -> new ArrayList<>()).add(value);
            }
        }
        return products;
    }

    private void product(List<Value> members) {
        Value first = members.getFirst();
        Value left = first.input(0);
        int width = members.stream().mapToInt(Value::perRow).sum();
        Spot start = places.spot(first);
        Spot result = new Spot(start.buffer(), start.offset(), width);
        add(levels.of(first), new Instruction.Product(places.spot(left), left.size(0), members, result, false));
    }

    private void chains() {
        record Key(int level, Space space, int piece) {}
        Map<Key, List<Value>> chains = new LinkedHashMap<>();
        for (Value value : levels.chained()) {
            Key key = new Key(levels.of(value), Space.of(value).orElseThrow(), levels.piece(value));
            chains.computeIfAbsent(key, each -> new ArrayList<>()).add(value);
        }
        chains.forEach((key, values) -> {
            ChainBuilder chain = new ChainBuilder(places, key.space);
            values.forEach(chain::compute);
            for (Value value : values) {
                if (levels.written().contains(value)) {
                    places.stores(value).forEach(spot -> chain.store(value, spot));
                }
            }
            add(key.level, chain.build());
        });
    }

    private void other(Value value) {
        switch (Form.of(value)) {
            case ROWS -> {
                Value x = value.input(0);
                int width = x.size(x.rank() - 1);
                Spot from = places.spot(x);
                add(levels.of(value), new Instruction.Rows(value, from, x.perRow() / width, width, places.spot(value)));
            }
            case GENERAL ->
                add(levels.of(value), new Instruction.General(value, places.sourceSpots(value), places.spot(value)));
            default -> {}
        }
    }

    /** Copies the parts of a concatenation that were not made in place. */
    private void fill(Value concat) {
        Spot spot = places.spot(concat);
        int at = 0;
        for (Value part : concat.inputs()) {
            Spot place = spot.part(at, part.perRow());
            if (!madeHere(part)) {
                copy(part, place);
            }
            at += part.perRow();
        }
    }

    /** Copies values to their homes that no chain writes there. */
    private void bringHome(Places.Home home) {
        Value value = home.value();
        if (!madeHere(value) && (!value.varies() || !places.spot(value).equals(home.spot()))) {
            copy(value, home.spot());
        }
    }

    /** Returns whether a chain of this part makes a value, and so writes it wherever it must be. */
    private boolean madeHere(Value value) {
        return Form.of(value) == Form.CHAINED && levels.written().contains(value);
    }

    private void copy(Value value, Spot to) {
        ChainBuilder chain = new ChainBuilder(places, new Space(1, value.perRow()));
        chain.copy(value, to);
        add(levels.after(value), chain.build());
    }

    private void add(int level, Instruction instruction) {
        byLevel.computeIfAbsent(level, each -> new ArrayList<>()).add(instruction);
    }
}
