package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import rnn4j.kernel.chain.Chain;

/**
 * Lets results take the place of what was read for the last time to make them: gates that of their inputs' products, and on
 * the way back the gradients of the gates that of the gates. What is kept is then written once and in one stream.
 */
final class Reuse {

    private Plan.Part forward;
    private Plan.Part backward;
    private Map<Value, Plan.Sum> sums;

    private Reuse(Plan.Part forward, Plan.Part backward, Map<Value, Plan.Sum> sums) {
        this.forward = forward;
        this.backward = backward;
        this.sums = sums;
    }

    /** Returns the parts of a plan with fewer buffers. */
    static Reuse of(Plan.Part forward, Plan.Part backward, Map<Value, Plan.Sum> sums) {
        Reuse reuse = new Reuse(AddedProducts.in(forward, backward, sums), backward, sums);
        for (int i = 0; i < reuse.forward.step().size(); i++) {
            reuse.inPlaceOfOperands(i);
        }
        for (int i = 0; i < backward.step().size(); i++) {
            reuse.inPlaceOfKept(i);
        }
        return reuse;
    }

    Plan.Part forward() {
        return forward;
    }

    Plan.Part backward() {
        return backward;
    }

    Map<Value, Plan.Sum> sums() {
        return sums;
    }

    /** Returns the buffers that are still used. */
    List<Buffer> used(List<Buffer> buffers) {
        Set<Buffer> used = new HashSet<>();
        all().forEach(instruction -> {
            reads(instruction).forEach(spot -> used.add(spot.buffer()));
            writes(instruction).forEach(spot -> used.add(spot.buffer()));
        });
        sumReads().forEach(spot -> used.add(spot.buffer()));
        return buffers.stream()
                .filter(buffer -> used.contains(buffer)
                        || (buffer.kind() != Buffer.Kind.WHOLE && buffer.kind() != Buffer.Kind.STEP))
                .toList();
    }

    // ---- forward: a kept value in place of an operand

    private void inPlaceOfOperands(int place) {
        if (!(forward.step().get(place) instanceof Instruction.Elements chain)
                || chain.space().lines() > 1) {
            return;
        }
        Map<Spot, Spot> moved = new HashMap<>();
        for (Chain.Store store : chain.chain().stores()) {
            Spot from = chain.spots().get(store.buffer());
            if (from.buffer().kind() == Buffer.Kind.WHOLE && from.dense() && !moved.containsKey(from)) {
                loads(chain, store.term()).stream()
                        .filter(to -> !moved.containsValue(to) && free(chain, from, to))
                        .findFirst()
                        .ifPresent(to -> moved.put(from, to));
            }
        }
        if (!moved.isEmpty()) {
            replace(spot -> moved.getOrDefault(spot, spot));
        }
    }

    /** Returns whether nobody but the chain reads a spot, and nobody but the chain writes the value that is to go there. */
    private boolean free(Instruction.Elements chain, Spot value, Spot spot) {
        boolean fits = spot.buffer().kind() == Buffer.Kind.WHOLE
                && !spot.buffer().equals(value.buffer())
                && spot.width() == value.width();
        return fits
                && Stream.concat(
                                all().filter(each -> !each.equals(chain)).flatMap(each -> reads(each).stream()),
                                sumReads())
                        .noneMatch(read -> overlap(read, spot))
                && reads(chain).stream().allMatch(read -> read.equals(spot) || !overlap(read, spot))
                && writes(chain).stream().noneMatch(written -> overlap(written, spot))
                && all().filter(each -> !each.equals(chain))
                        .flatMap(each -> writes(each).stream())
                        .noneMatch(written -> written.buffer().equals(value.buffer()));
    }

    /** Returns the spots that a term is computed from, the nearest ones last. */
    private static List<Spot> loads(Instruction.Elements chain, int term) {
        Set<Integer> needed = new HashSet<>(Set.of(term));
        List<Spot> loads = new ArrayList<>();
        List<Chain.Term> terms = chain.chain().terms();
        for (int i = term; i >= 0; i--) {
            if (needed.contains(i)) {
                needed.addAll(terms.get(i).operands());
                if (terms.get(i) instanceof Chain.Load load
                        && chain.readings().get(load.buffer()) == Space.Reading.FULL) {
                    loads.add(chain.spots().get(load.buffer()));
                }
            }
        }
        return loads;
    }

    // ---- backward: gradients side by side in place of what was kept side by side

    private void inPlaceOfKept(int place) {
        if (!(backward.step().get(place) instanceof Instruction.Elements chain)
                || chain.space().lines() > 1) {
            return;
        }
        List<Buffer> made = writes(chain).stream()
                .map(Spot::buffer)
                .filter(buffer -> buffer.kind() == Buffer.Kind.WHOLE)
                .distinct()
                .toList();
        for (Buffer buffer : made) {
            kept().filter(old -> old.width() == buffer.width() && takes(place, buffer, old))
                    .findFirst()
                    .ifPresent(old -> replace(
                            spot -> spot.buffer().equals(buffer) ? new Spot(old, spot.offset(), spot.width()) : spot));
        }
    }

    private Stream<Buffer> kept() {
        return instructions(forward)
                .flatMap(each -> writes(each).stream())
                .map(Spot::buffer)
                .filter(buffer -> buffer.kind() == Buffer.Kind.WHOLE)
                .distinct();
    }

    /**
     * Returns whether a chain of a step alone makes a buffer, all of it, and nobody needs the old one any more: later parts of
     * the step and of the pass do not read it, and the chain itself only where it overwrites it.
     */
    private boolean takes(int place, Buffer made, Buffer old) {
        List<Instruction> step = backward.step();
        Instruction current = step.get(place);
        List<Spot> written = writes(current).stream()
                .filter(spot -> spot.buffer().equals(made))
                .toList();
        boolean covered = written.stream().mapToInt(Spot::width).sum() == made.width();
        boolean aligned = reads(current).stream()
                .filter(read -> read.buffer().equals(old))
                .allMatch(read -> written.contains(new Spot(made, read.offset(), read.width())));
        boolean firstHere = Stream.concat(backward.before().stream(), step.subList(0, place).stream())
                .noneMatch(each -> touches(reads(each), made) || touches(writes(each), made));
        boolean lastHere = Stream.concat(step.stream().skip(place + 1L), backward.after().stream())
                .noneMatch(each -> touches(reads(each), old) || touches(writes(each), made));
        return covered
                && aligned
                && firstHere
                && lastHere
                && instructions(backward).noneMatch(each -> touches(writes(each), old))
                && sumReads().noneMatch(read -> read.buffer().equals(old));
    }

    private static boolean touches(List<Spot> spots, Buffer buffer) {
        return spots.stream().anyMatch(spot -> spot.buffer().equals(buffer));
    }

    private static boolean overlap(Spot one, Spot other) {
        return one.buffer().equals(other.buffer())
                && one.offset() < other.offset() + other.width()
                && other.offset() < one.offset() + one.width();
    }

    // ---- what instructions touch

    private Stream<Instruction> all() {
        return Stream.concat(instructions(forward), instructions(backward));
    }

    static Stream<Instruction> instructions(Plan.Part part) {
        return Stream.of(part.before(), part.step(), part.after()).flatMap(List::stream);
    }

    static List<Spot> reads(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Elements elements ->
                elements.chain().terms().stream()
                        .filter(Chain.Load.class::isInstance)
                        .map(term -> elements.spots().get(((Chain.Load) term).buffer()))
                        .toList();
            case Instruction.Product product -> List.of(product.left());
            case Instruction.Rows rows -> List.of(rows.x());
            case Instruction.General general -> List.copyOf(general.sources().values());
        };
    }

    static List<Spot> writes(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Elements elements ->
                elements.chain().stores().stream()
                        .map(store -> elements.spots().get(store.buffer()))
                        .toList();
            case Instruction.Product product -> List.of(product.result());
            case Instruction.Rows rows -> List.of(rows.result());
            case Instruction.General general -> List.of(general.result());
        };
    }

    private Stream<Spot> sumReads() {
        return reads(sums);
    }

    static Stream<Spot> reads(Map<Value, Plan.Sum> sums) {
        return sums.values().stream().flatMap(sum -> switch (sum) {
            case Plan.Sum.OfProducts products -> Stream.of(products.left(), products.right());
            case Plan.Sum.OfRows rows -> Stream.of(rows.x());
            case Plan.Sum.General general -> general.sources().values().stream();
        });
    }

    // ---- renaming

    private interface Renaming {
        Spot of(Spot spot);
    }

    private void replace(Renaming renaming) {
        forward = replaced(forward, renaming);
        backward = replaced(backward, renaming);
        Map<Value, Plan.Sum> renamed = new HashMap<>();
        sums.forEach((value, sum) -> renamed.put(
                value,
                switch (sum) {
                    case Plan.Sum.OfProducts p ->
                        new Plan.Sum.OfProducts(renaming.of(p.left()), renaming.of(p.right()), p.lines());
                    case Plan.Sum.OfRows rows -> new Plan.Sum.OfRows(renaming.of(rows.x()), rows.lines());
                    case Plan.Sum.General general ->
                        new Plan.Sum.General(general.value(), replaced(general.sources(), renaming));
                }));
        sums = renamed;
    }

    private static Plan.Part replaced(Plan.Part part, Renaming renaming) {
        return new Plan.Part(
                replaced(part.before(), renaming), replaced(part.step(), renaming), replaced(part.after(), renaming));
    }

    private static List<Instruction> replaced(List<Instruction> instructions, Renaming renaming) {
        return instructions.stream().map(each -> replaced(each, renaming)).toList();
    }

    private static Instruction replaced(Instruction instruction, Renaming renaming) {
        return switch (instruction) {
            case Instruction.Elements e ->
                new Instruction.Elements(
                        e.chain(), e.spots().stream().map(renaming::of).toList(), e.readings(), e.space(), e.values());
            case Instruction.Product p ->
                new Instruction.Product(
                        renaming.of(p.left()), p.lines(), p.members(), renaming.of(p.result()), p.added());
            case Instruction.Rows r ->
                new Instruction.Rows(r.value(), renaming.of(r.x()), r.lines(), r.width(), renaming.of(r.result()));
            case Instruction.General g ->
                new Instruction.General(g.value(), replaced(g.sources(), renaming), renaming.of(g.result()));
        };
    }

    private static Map<Value, Spot> replaced(Map<Value, Spot> spots, Renaming renaming) {
        Map<Value, Spot> renamed = new HashMap<>();
        spots.forEach((value, spot) -> renamed.put(value, Objects.requireNonNull(renaming.of(spot))));
        return renamed;
    }
}
