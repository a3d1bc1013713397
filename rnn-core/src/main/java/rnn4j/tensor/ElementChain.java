package rnn4j.tensor;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import rnn4j.kernel.chain.Chain;

/** Turns traced equations into a chain, where all of their operations go element by element. */
final class ElementChain {

    private final IdentityHashMap<Tensor, Integer> places = new IdentityHashMap<>();
    private final List<Chain.Term> terms = new ArrayList<>();
    private final int count;

    private ElementChain(int count) {
        this.count = count;
    }

    /**
     * Returns the chain over buffers in the order of the symbols, then of the results; empty where an operation is not
     * element-wise.
     *
     * @param symbols of one shape, or of one element
     * @param results of the one shape
     */
    static Optional<Chain> of(List<Tensor> symbols, List<Tensor> results) {
        ElementChain chain = new ElementChain(results.getFirst().shape().count());
        for (int buffer = 0; buffer < symbols.size(); buffer++) {
            Tensor symbol = symbols.get(buffer);
            chain.put(symbol, new Chain.Load(buffer, symbol.shape().rank() == 0));
        }
        for (Tensor tensor : new Ancestry().inputsFirst(results, Set.copyOf(symbols))) {
            if (!chain.places.containsKey(tensor)) {
                Optional<Chain.Term> term = chain.fits(tensor) ? chain.term(tensor) : Optional.empty();
                if (term.isEmpty()) {
                    return Optional.empty();
                }
                chain.put(tensor, term.get());
            }
        }
        List<Chain.Store> stores = new ArrayList<>();
        for (Tensor result : results) {
            stores.add(new Chain.Store(chain.place(result), symbols.size() + stores.size()));
        }
        return Optional.of(new Chain(chain.terms, stores, symbols.size() + results.size()));
    }

    private void put(Tensor tensor, Chain.Term term) {
        places.put(tensor, terms.size());
        terms.add(term);
    }

    private int place(Tensor tensor) {
        return Objects.requireNonNull(places.get(tensor));
    }

    private boolean fits(Tensor tensor) {
        return tensor.shape().count() == count || tensor.shape().count() == 1;
    }

    private Optional<Chain.Term> term(Tensor tensor) {
        Node node = tensor.node();
        if (node == null) {
            return tensor.shape().count() == 1 && !tensor.symbolic()
                    ? Optional.of(new Chain.Constant(tensor.value()))
                    : Optional.empty();
        }
        List<Integer> inputs = node.inputs().stream().map(this::place).toList();
        return Optional.ofNullable(
                switch (node.op()) {
                    case UnaryOp op -> new Chain.Apply(op.kernel(), inputs.getFirst());
                    case BinaryOp op -> new Chain.Apply2(op.kernel(), inputs.getFirst(), inputs.getLast());
                    case TernaryOp op ->
                        new Chain.Apply3(op.kernel(), inputs.getFirst(), inputs.get(1), inputs.getLast());
                    default -> null;
                });
    }
}
