package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rnn4j.kernel.chain.Chain;

/** Writes values of one space as a chain over spots. */
final class ChainBuilder {

    private final Places places;
    private final Space space;
    private final List<Chain.Term> terms = new ArrayList<>();
    private final List<Chain.Store> stores = new ArrayList<>();
    private final List<Spot> spots = new ArrayList<>();
    private final List<Space.Reading> readings = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<Object, Integer> known = new HashMap<>();

    ChainBuilder(Places places, Space space) {
        this.places = places;
        this.space = space;
    }

    private record Loaded(Spot spot, Space.Reading reading) {}

    /** Computes a value; operands that are not computed here yet are read. */
    void compute(Value value) {
        int[] operands = new int[value.inputs().size()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = operand(value.input(i), value);
        }
        int term = value.is("broadcast") ? operands[0] : add(function(value, operands));
        known.put(value, term);
        values.add(value);
    }

    /** Writes a computed value to a spot. */
    void store(Value value, Spot spot) {
        stores.add(new Chain.Store(Objects.requireNonNull(known.get(value)), buffer(spot, Space.Reading.FULL)));
    }

    /** Copies a value from where it lies to a spot. */
    void copy(Value value, Spot spot) {
        int term = value.uniform()
                ? add(new Chain.Constant(value.tensor().value()))
                : load(places.spot(value), value.varies() ? Space.Reading.FULL : Space.Reading.VECTOR);
        stores.add(new Chain.Store(term, buffer(spot, Space.Reading.FULL)));
    }

    /** Returns the chain. */
    Instruction.Elements build() {
        return new Instruction.Elements(new Chain(terms, stores, spots.size()), spots, readings, space, values);
    }

    private int operand(Value operand, Value value) {
        Integer term = known.get(operand);
        if (term != null && operand.dims().equals(value.dims())) {
            return term;
        }
        if (Form.of(operand) == Form.CHAINED && !places.readable(operand)) {
            compute(operand); // no chain wrote it: it is light enough to be computed in each
            return Objects.requireNonNull(known.get(operand));
        }
        Space.Reading reading = space.reading(operand, value).orElseThrow();
        return reading == Space.Reading.NUMBER ? number(operand.tensor().value()) : load(places.spot(operand), reading);
    }

    private int number(float value) {
        return known.computeIfAbsent(Float.floatToRawIntBits(value), key -> add(new Chain.Constant(value)));
    }

    private int load(Spot spot, Space.Reading reading) {
        Loaded loaded = new Loaded(spot, reading);
        Integer term = known.get(loaded);
        if (term == null) {
            boolean spread = reading == Space.Reading.SPREAD || reading == Space.Reading.SCALAR;
            term = add(new Chain.Load(buffer(spot, reading), spread));
            known.put(loaded, term);
        }
        return term;
    }

    private int buffer(Spot spot, Space.Reading reading) {
        spots.add(spot);
        readings.add(reading);
        return spots.size() - 1;
    }

    private int add(Chain.Term term) {
        terms.add(term);
        return terms.size() - 1;
    }

    /** Returns what a value adds to the terms of a chain, its operands left open. */
    static Chain.Term function(Value value) {
        return value.is("broadcast")
                ? new Chain.Constant(0f)
                : function(value, new int[value.inputs().size()]);
    }

    private static Chain.Term function(Value value, int[] operands) {
        return switch (operands.length) {
            case 1 -> new Chain.Apply(Functions.unary(value), operands[0]);
            case 2 -> new Chain.Apply2(Functions.binary(value), operands[0], operands[1]);
            default -> new Chain.Apply3(Functions.ternary(value), operands[0], operands[1], operands[2]);
        };
    }
}
