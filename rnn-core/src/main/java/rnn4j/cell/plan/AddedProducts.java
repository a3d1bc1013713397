package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rnn4j.kernel.Binary;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.chain.Chain;

/**
 * Lets a product be added to another one where it is made, when a chain would read both to add them and nothing else: the
 * sum of {@code x W} and {@code h U} then takes one place and is read once. A longer chain than one block of k would be
 * rounded in another order, so it is left alone.
 */
final class AddedProducts {

    private final Plan.Part forward;
    private final List<Spot> readLater;

    private AddedProducts(Plan.Part forward, Plan.Part backward, Map<Value, Plan.Sum> sums) {
        this.forward = forward;
        this.readLater = Stream.concat(
                        Reuse.instructions(backward).flatMap(each -> Reuse.reads(each).stream()), Reuse.reads(sums))
                .toList();
    }

    /** Returns the way forward with products added where they can be. */
    static Plan.Part in(Plan.Part forward, Plan.Part backward, Map<Value, Plan.Sum> sums) {
        Plan.Part part = forward;
        for (int i = 0; i < forward.step().size(); i++) {
            part = new AddedProducts(part, backward, sums).added(i).orElse(part);
        }
        return part;
    }

    private Optional<Plan.Part> added(int place) {
        boolean oneBlock = forward.step().get(place) instanceof Instruction.Product product
                && product.left().width() / product.lines() <= Kernels.BLOCK;
        if (!oneBlock) {
            return Optional.empty();
        }
        Instruction.Product product = (Instruction.Product) forward.step().get(place);
        Spot second = product.result();
        for (int i = place + 1; i < forward.step().size(); i++) {
            if (forward.step().get(i) instanceof Instruction.Elements chain && readsAlone(chain, second.buffer())) {
                Optional<Buffer> first = first(chain, second.buffer());
                if (first.isPresent()) {
                    return Optional.of(joined(place, product, i, chain, first.get()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean readsAlone(Instruction.Elements chain, Buffer buffer) {
        return Stream.concat(
                        Reuse.instructions(forward)
                                .filter(each -> !each.equals(chain))
                                .flatMap(each -> Reuse.reads(each).stream()),
                        readLater.stream())
                .noneMatch(spot -> spot.buffer().equals(buffer));
    }

    /** Returns the buffer to whose numbers those of another one are added, each to its own, before anything else. */
    private Optional<Buffer> first(Instruction.Elements chain, Buffer second) {
        List<Chain.Term> terms = chain.chain().terms();
        Buffer first = null;
        for (int i = 0; i < terms.size(); i++) {
            if (loaded(chain, i, second)) {
                int term = i;
                List<Integer> users = users(terms, term);
                if (users.size() != 1 || stored(chain, term)) {
                    return Optional.empty();
                }
                int other = partner(terms, users.getFirst(), term);
                if (other < 0
                        || !(terms.get(other) instanceof Chain.Load load)
                        || users(terms, other).size() != 1) {
                    return Optional.empty();
                }
                Spot own = chain.spots().get(((Chain.Load) terms.get(term)).buffer());
                Spot spot = chain.spots().get(load.buffer());
                boolean matches = spot.offset() == own.offset()
                        && spot.width() == own.width()
                        && spot.buffer().width() == second.width()
                        && (first == null || first.equals(spot.buffer()));
                if (!matches) {
                    return Optional.empty();
                }
                first = spot.buffer();
            }
        }
        return Optional.ofNullable(first)
                .filter(buffer -> made(buffer) && readsAlone(chain, buffer) && all(chain, buffer));
    }

    /** Returns whether a product alone makes a buffer. */
    private boolean made(Buffer buffer) {
        List<Instruction> makers = Reuse.instructions(forward)
                .filter(each -> Reuse.writes(each).stream()
                        .anyMatch(spot -> spot.buffer().equals(buffer)))
                .toList();
        return makers.size() == 1 && makers.getFirst() instanceof Instruction.Product;
    }

    /** Returns whether the chain reads a buffer only to have the other one added. */
    private static boolean all(Instruction.Elements chain, Buffer buffer) {
        List<Chain.Term> terms = chain.chain().terms();
        for (int i = 0; i < terms.size(); i++) {
            if (loaded(chain, i, buffer)) {
                List<Integer> users = users(terms, i);
                if (users.size() != 1 || stored(chain, i) || partner(terms, users.getFirst(), i) < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean loaded(Instruction.Elements chain, int term, Buffer buffer) {
        return chain.chain().terms().get(term) instanceof Chain.Load load
                && chain.spots().get(load.buffer()).buffer().equals(buffer);
    }

    private static boolean stored(Instruction.Elements chain, int term) {
        return chain.chain().stores().stream().anyMatch(store -> store.term() == term);
    }

    private static List<Integer> users(List<Chain.Term> terms, int term) {
        List<Integer> users = new ArrayList<>();
        for (int i = term + 1; i < terms.size(); i++) {
            if (terms.get(i).operands().contains(term)) {
                users.add(i);
            }
        }
        return users;
    }

    private static int partner(List<Chain.Term> terms, int user, int term) {
        return terms.get(user) instanceof Chain.Apply2 sum && sum.function() == Binary.ADD && sum.a() != sum.b()
                ? sum.a() + sum.b() - term
                : -1;
    }

    private Plan.Part joined(
            int place, Instruction.Product product, int chainPlace, Instruction.Elements chain, Buffer first) {
        List<Instruction> step = new ArrayList<>(forward.step());
        Spot result =
                new Spot(first, product.result().offset(), product.result().width());
        step.set(place, new Instruction.Product(product.left(), product.lines(), product.members(), result, true));
        step.set(chainPlace, without(chain, product.result().buffer()));
        return new Plan.Part(forward.before(), step, forward.after());
    }

    /** Returns a chain that finds sums where it read the first of two to add. */
    private static Instruction.Elements without(Instruction.Elements chain, Buffer second) {
        List<Chain.Term> terms = chain.chain().terms();
        Map<Integer, Integer> moved = new HashMap<>();
        List<Chain.Term> left = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            Chain.Term term = terms.get(i);
            if (loaded(chain, i, second)) {
                continue;
            }
            int known = term instanceof Chain.Apply2 sum && loaded(chain, sum.a(), second)
                    ? sum.b()
                    : term instanceof Chain.Apply2 other && loaded(chain, other.b(), second) ? other.a() : -1;
            if (known >= 0) {
                moved.put(i, moved.getOrDefault(known, known));
            } else {
                moved.put(i, left.size());
                left.add(moved(term, moved));
            }
        }
        List<Chain.Store> stores = chain.chain().stores().stream()
                .map(store -> new Chain.Store(moved.getOrDefault(store.term(), store.term()), store.buffer()))
                .toList();
        return renumbered(chain, left, stores);
    }

    /** Returns the chain of these terms with the buffers that they still read or write. */
    private static Instruction.Elements renumbered(
            Instruction.Elements chain, List<Chain.Term> terms, List<Chain.Store> stores) {
        List<Integer> used = Stream.concat(
                        terms.stream().filter(Chain.Load.class::isInstance).map(term -> ((Chain.Load) term).buffer()),
                        stores.stream().map(Chain.Store::buffer))
                .distinct()
                .sorted()
                .toList();
        List<Chain.Term> renamed = terms.stream()
                .map(term -> term instanceof Chain.Load load
                        ? new Chain.Load(used.indexOf(load.buffer()), load.spread())
                        : term)
                .toList();
        List<Chain.Store> places = stores.stream()
                .map(store -> new Chain.Store(store.term(), used.indexOf(store.buffer())))
                .toList();
        return new Instruction.Elements(
                new Chain(renamed, places, used.size()),
                used.stream().map(chain.spots()::get).toList(),
                used.stream().map(chain.readings()::get).toList(),
                chain.space(),
                chain.values());
    }

    private static Chain.Term moved(Chain.Term term, Map<Integer, Integer> moved) {
        return switch (term) {
            case Chain.Apply one -> new Chain.Apply(one.function(), moved.getOrDefault(one.x(), one.x()));
            case Chain.Apply2 two ->
                new Chain.Apply2(
                        two.function(), moved.getOrDefault(two.a(), two.a()), moved.getOrDefault(two.b(), two.b()));
            case Chain.Apply3 three ->
                new Chain.Apply3(
                        three.function(),
                        moved.getOrDefault(three.a(), three.a()),
                        moved.getOrDefault(three.b(), three.b()),
                        moved.getOrDefault(three.c(), three.c()));
            case Chain.Load load -> load;
            case Chain.Constant constant -> constant;
        };
    }
}
