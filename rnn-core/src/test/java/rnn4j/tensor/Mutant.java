package rnn4j.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A derivative with one term made wrong.
 *
 * @param row whose derivative it is
 * @param mutation how the term is wrong
 * @param term the operation that makes the term, and its place on the way back
 * @param found at each size
 */
record Mutant(OperationRow row, Mutation mutation, String term, List<Found> found) {

    private static final double ROUNDING = 1e-13;

    enum Verdict {
        CAUGHT,
        SURVIVED,
        NO_MUTANT
    }

    /**
     * What became of the gradient of one input at one size, in float64.
     *
     * @param error of the wrong one against differences, normwise
     * @param same whether it is the right one but for rounding, as where a term is zero by its nature
     */
    private record Found(double error, boolean same) {}

    /** Returns every mutant of a row: of each term on the way back to each input that a gradient passes to. */
    static List<Mutant> of(OperationRow row, int... sizes) {
        List<List<Mutant>> bySize = Arrays.stream(sizes)
                .mapToObj(n -> new WayBack(row, n).mutants())
                .toList();
        List<Mutant> all = new ArrayList<>(bySize.getFirst());
        for (List<Mutant> others : bySize.subList(1, bySize.size())) {
            for (Mutant other : others) {
                all.replaceAll(mutant -> mutant.is(other) ? mutant.with(other.found) : mutant);
            }
        }
        return all;
    }

    private boolean is(Mutant other) {
        return mutation == other.mutation && term.equals(other.term);
    }

    private Mutant with(List<Found> more) {
        return new Mutant(
                row,
                mutation,
                term,
                Stream.concat(found.stream(), more.stream()).toList());
    }

    /** Tells what the differences say: one size that is off is enough. */
    Verdict verdict(double bound) {
        if (found.stream().anyMatch(each -> !(each.error() <= bound))) {
            return Verdict.CAUGHT;
        }
        return found.stream().allMatch(Found::same) ? Verdict.NO_MUTANT : Verdict.SURVIVED;
    }

    @Override
    public String toString() {
        return row.name() + ": " + mutation + " " + term;
    }

    /** The way back of one row at one size, in float64. */
    private static final class WayBack {

        private final OperationRow row;
        private final List<Tensor> symbols;
        private final Map<Tensor, double[]> values;
        private final Differentiated derived;
        private final Set<Tensor> forward;

        WayBack(OperationRow row, int n) {
            this.row = row;
            List<Tensor> points = row.points(n);
            symbols = points.stream().map(point -> Trace.symbol(point.shape())).toList();
            values = CentralDifferences.values(symbols, points);
            derived = Trace.of(() -> RowCheck.differentiated(row, symbols));
            forward = Set.copyOf(new Ancestry().inputsFirst(List.of(derived.value()), Set.of()));
        }

        List<Mutant> mutants() {
            List<Mutant> mutants = new ArrayList<>();
            for (int input = 0; input < symbols.size(); input++) {
                if (!row.silent().contains(input)) {
                    addMutants(input, mutants);
                }
            }
            return mutants;
        }

        private void addMutants(int input, List<Mutant> mutants) {
            Tensor gradient = derived.gradients().of(symbols.get(input));
            double[] right = evaluate(gradient);
            double[] measured = CentralDifferences.gradient(derived.value(), symbols.get(input), values);
            int place = 0;
            for (Tensor term : terms(gradient)) {
                String name = "input " + input + ", term " + place++ + " ("
                        + Trace.node(term).map(node -> node.op().name()).orElse("constant") + ")";
                for (Mutation mutation : Mutation.values()) {
                    Optional<Tensor> wrong = Trace.of(() -> mutation.of(term));
                    wrong.ifPresent(bad -> {
                        double[] changed = evaluate(replaced(gradient, term, bad));
                        double error = CentralDifferences.normwise(changed, measured);
                        Found found = new Found(error, CentralDifferences.normwise(changed, right) <= ROUNDING);
                        mutants.add(new Mutant(row, mutation, name, List.of(found)));
                    });
                }
            }
        }

        /** The gradient itself, and whatever was computed on the way back alone. */
        private List<Tensor> terms(Tensor gradient) {
            List<Tensor> terms = new ArrayList<>(new Ancestry().inputsFirst(List.of(gradient), forward));
            terms.removeIf(term -> forward.contains(term)
                    || (term != gradient && Trace.node(term).isEmpty()));
            if (!terms.contains(gradient)) {
                terms.add(gradient);
            }
            return terms;
        }

        private double[] evaluate(Tensor gradient) {
            return Reference.evaluate(List.of(gradient), values).getFirst();
        }

        /** Returns the gradient computed with another tensor in the place of a term. */
        private static Tensor replaced(Tensor gradient, Tensor term, Tensor other) {
            IdentityHashMap<Tensor, Tensor> made = new IdentityHashMap<>();
            made.put(term, other);
            for (Tensor each : new Ancestry().inputsFirst(List.of(gradient), Set.of(term))) {
                Optional<Node> node = made.containsKey(each) ? Optional.empty() : Trace.node(each);
                node.filter(any -> any.inputs().stream().anyMatch(made::containsKey))
                        .ifPresent(any -> made.put(each, again(any, made)));
            }
            return made.getOrDefault(gradient, gradient);
        }

        private static Tensor again(Node node, IdentityHashMap<Tensor, Tensor> made) {
            List<Tensor> inputs = node.inputs().stream()
                    .map(input -> made.getOrDefault(input, input))
                    .toList();
            return Trace.of(() -> Tensor.apply(node.op(), inputs));
        }
    }
}
