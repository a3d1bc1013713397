package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import rnn4j.tensor.Tensor;

/**
 * Makes plans of a derivation: decides what is kept for the way back and what is computed again, and has each part scheduled.
 *
 * <p>Kept is a forward value that the way back reads and that is dear: a product, a row kernel's result, a function such as
 * tanh. The input and the states are there anyway. All else is computed again from these, in registers.
 */
final class Planner {

    private final Derivation derivation;
    private final boolean training;
    private final boolean inputGradient;
    private final Set<Value> kept = new LinkedHashSet<>();
    private final Places places = new Places(kept);
    private final Set<Value> sums = new LinkedHashSet<>();

    private Planner(Derivation derivation, boolean training, boolean inputGradient) {
        this.derivation = derivation;
        this.training = training;
        this.inputGradient = inputGradient;
    }

    /** Returns a plan that keeps nothing for a way back. */
    static Plan inference(Derivation derivation) {
        return new Planner(derivation, false, false).plan();
    }

    /**
     * Returns a plan with the way back.
     *
     * @param inputGradient whether the gradient with respect to the input is computed
     */
    static Plan training(Derivation derivation, boolean inputGradient) {
        return new Planner(derivation, true, inputGradient).plan();
    }

    private Plan plan() {
        refuseSumsForward();
        Map<Tensor, Value> gradients = training ? derivation.parameterGradients() : Map.of();
        gradients.values().forEach(this::findSums);
        List<Value> backRoots = training ? backRoots() : List.of();
        Set<Value> seen = new HashSet<>();
        backRoots.forEach(root -> keep(root, seen));
        Plan.Part forward = forward();
        Plan.Part backward = training ? backward() : Plan.Part.NONE;
        Map<Value, Plan.Sum> summed = new LinkedHashMap<>();
        sums.forEach(sum -> summed.put(sum, sum(sum)));
        gradients.values().forEach(this::placeFixed);
        Reuse reuse = Reuse.of(forward, backward, summed);
        return new Plan(
                derivation.shape(),
                training,
                reuse.used(places.buffers()),
                places.fixed(),
                reuse.forward(),
                reuse.backward(),
                reuse.sums(),
                gradients);
    }

    private void refuseSumsForward() {
        List<Value> results = new ArrayList<>(derivation.next());
        results.add(derivation.output());
        Set<Value> seen = new HashSet<>();
        results.forEach(result -> refuseSums(result, seen));
    }

    private static void refuseSums(Value value, Set<Value> seen) {
        if (seen.add(value)) {
            if (value.varies() && Form.of(value) == Form.SUMMED) {
                throw new UnplannableException("the step sums over the rows of the batch");
            }
            value.inputs().forEach(input -> refuseSums(input, seen));
        }
    }

    // ---- what the way back needs

    private void findSums(Value value) {
        if (!value.varies() || sums.contains(value)) {
            return;
        }
        if (value.inputs().stream()
                .anyMatch(input -> input.varies() && input.dims().batch())) {
            sums.add(value);
        } else {
            value.inputs().forEach(this::findSums);
        }
    }

    private List<Value> backRoots() {
        List<Value> roots = new ArrayList<>(derivation.stateGradients());
        if (inputGradient) {
            roots.add(derivation.inputGradient());
        }
        for (Value sum : sums) {
            for (Value source : Places.sources(sum)) {
                if (source.backward()) {
                    roots.add(source);
                } else if (source.role() == Value.Role.OPERATION) {
                    kept.add(source);
                }
            }
        }
        return roots;
    }

    private void keep(Value value, Set<Value> seen) {
        if (!value.varies() || !seen.add(value)) {
            return;
        }
        Value base = Places.base(value);
        if (base != value) {
            keep(base, seen);
        } else if (value.backward() || again(value)) {
            value.inputs().forEach(input -> keep(input, seen));
        } else if (value.role() == Value.Role.OPERATION) {
            kept.add(value);
        }
    }

    /** Returns whether a forward value is computed again on the way back. */
    private static boolean again(Value value) {
        return switch (Form.of(value)) {
            case CHAINED -> value.is("broadcast") || !Functions.dear(value);
            case SCATTERED -> true;
            default -> false;
        };
    }

    // ---- the parts

    private Plan.Part forward() {
        places.comesIn(
                derivation.leaf(Value.Role.INPUT, 0),
                places.buffer(Buffer.Kind.INPUT, 0, derivation.shape().input()));
        List<Places.Home> homes = new ArrayList<>();
        for (int i = 0; i < derivation.next().size(); i++) {
            Value next = derivation.next().get(i);
            places.comesIn(derivation.leaf(Value.Role.STATE, i), places.buffer(Buffer.Kind.STATE, i, next.perRow()));
            homes.add(home(next, Buffer.Kind.NEXT, i));
        }
        Places.Home output = home(derivation.output(), Buffer.Kind.OUTPUT, 0);
        List<Value> wanted = new ArrayList<>(kept);
        return part(new Division(Value.Role.STATE, derivation.next()), homes, List.of(output), wanted);
    }

    private Plan.Part backward() {
        places.comesIn(
                derivation.leaf(Value.Role.OUTPUT_GRADIENT, 0),
                places.buffer(
                        Buffer.Kind.OUTPUT_GRADIENT, 0, derivation.output().perRow()));
        List<Places.Home> homes = new ArrayList<>();
        for (int i = 0; i < derivation.next().size(); i++) {
            Value gradient = derivation.stateGradients().get(i);
            places.comesIn(
                    derivation.leaf(Value.Role.STATE_GRADIENT, i),
                    places.buffer(Buffer.Kind.STATE_GRADIENT, i, gradient.perRow()));
            homes.add(home(gradient, Buffer.Kind.STATE_GRADIENT_BEFORE, i));
        }
        List<Places.Home> results = new ArrayList<>();
        if (inputGradient) {
            results.add(home(derivation.inputGradient(), Buffer.Kind.INPUT_GRADIENT, 0));
        }
        List<Value> wanted = new ArrayList<>();
        for (Value sum : sums) {
            for (Value source : Places.sources(sum)) {
                if (source.backward() && source.role() != Value.Role.OUTPUT_GRADIENT) {
                    kept.add(source);
                    wanted.add(source);
                }
            }
        }
        return part(new Division(Value.Role.STATE_GRADIENT, derivation.stateGradients()), homes, results, wanted);
    }

    /**
     * Schedules one way through time.
     *
     * @param carried what each step hands to the next
     * @param results what all steps write
     * @param wanted what is kept beside
     */
    private Plan.Part part(
            Division division, List<Places.Home> carried, List<Places.Home> results, List<Value> wanted) {
        List<Value> roots = new ArrayList<>(wanted);
        carried.forEach(home -> roots.add(home.value()));
        results.forEach(home -> roots.add(home.value()));
        Set<Value> there = there();
        List<Value> before = division.before(roots, there);
        List<Places.Home> homesAfter =
                results.stream().filter(home -> division.after(home.value())).toList();
        List<Value> after = wanted.stream().filter(division::after).toList();
        List<Value> rootsAfter = new ArrayList<>(after);
        homesAfter.forEach(home -> rootsAfter.add(home.value()));
        Set<Value> read = division.readAfter(rootsAfter, there);
        kept.addAll(before);
        kept.addAll(read);
        List<Places.Home> leaves = new ArrayList<>();
        Stream.concat(read.stream(), wanted.stream())
                .filter(value -> value.role() == Value.Role.STATE_GRADIENT)
                .distinct()
                .forEach(leaf -> leaves.add(home(leaf, Buffer.Kind.WHOLE, 0)));
        List<Instruction> first = Scheduler.schedule(before, List.of(), false, places);
        List<Places.Home> homes = new ArrayList<>(carried);
        homes.addAll(leaves);
        results.stream().filter(home -> !homesAfter.contains(home)).forEach(homes::add);
        List<Value> inStep = new ArrayList<>(read);
        wanted.stream().filter(value -> !division.after(value)).forEach(inStep::add);
        List<Instruction> step = Scheduler.schedule(inStep, homes, true, places);
        leaves.forEach(leaf -> places.comesIn(leaf.value(), leaf.spot().buffer()));
        List<Instruction> last = Scheduler.schedule(after, homesAfter, false, places);
        return new Plan.Part(first, step, last);
    }

    /** Returns what lies in memory for good. */
    private Set<Value> there() {
        Set<Value> there = new HashSet<>();
        for (Value value : kept) {
            if (places.readable(value)) {
                there.add(value);
            }
        }
        return there;
    }

    private Places.Home home(Value value, Buffer.Kind kind, int index) {
        return new Places.Home(value, new Spot(places.buffer(kind, index, value.perRow()), 0, value.perRow()));
    }

    // ---- sums

    private Plan.Sum sum(Value value) {
        Value x = value.input(0);
        if (value.is("matmul")
                && value.rank() == 2
                && Form.transposed(value, "transposeA")
                && !Form.transposed(value, "transposeB")
                && inMemory(value.inputs())) {
            return new Plan.Sum.OfProducts(places.spot(x), places.spot(value.input(1)), x.size(0));
        }
        if (value.is("sum") && value.attribute("axis") == 0 && x.byRow() && inMemory(value.inputs())) {
            return new Plan.Sum.OfRows(places.spot(x), x.size(0));
        }
        return new Plan.Sum.General(value, places.sourceSpots(value));
    }

    private boolean inMemory(Collection<Value> values) {
        return values.stream()
                .allMatch(value -> value.varies() && value.byRow() && places.readable(Places.base(value)));
    }

    private void placeFixed(Value value) {
        if (!value.varies()) {
            if (!value.uniform()) {
                places.spot(value);
            }
        } else if (!sums.contains(value)) {
            value.inputs().forEach(this::placeFixed);
        }
    }
}
