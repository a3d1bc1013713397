package rnn4j.kernel.chain;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import rnn4j.kernel.Kernels;

/** Make chains ready to run. */
public final class Chains {
    /**
     * How many bytes of code a chain should have at most, by {@link #cost}. Longer ones take C2 more than their share of
     * time, keep too many values for the registers, and in the end are not compiled at all.
     */
    public static final int BUDGET = 2500;

    /** From here on a chain is not worth compiling; a planned one, whose loads and stores are known late, stays below. */
    private static final int LIMIT = 5000;

    /** What is shared, kept as long as memory allows: to compile a chain again takes a third of a second. */
    private static final ConcurrentHashMap<Chain, SoftReference<ChainRun>> MADE = new ConcurrentHashMap<>();

    private Chains() {}

    /** The fastest way to run a chain here; equal chains share it. */
    public static ChainRun of(Chain chain) {
        ChainRun found = find(chain);
        return found != null ? found : add(chain);
    }

    private static @Nullable ChainRun find(Chain chain) {
        SoftReference<ChainRun> made = MADE.get(chain);
        return made == null ? null : made.get();
    }

    private static synchronized ChainRun add(Chain chain) {
        ChainRun found = find(chain);
        if (found != null) {
            return found;
        }
        MADE.values().removeIf(made -> made.get() == null);
        ChainRun run = make(chain);
        MADE.put(chain, new SoftReference<>(run));
        return run;
    }

    private static ChainRun make(Chain chain) {
        boolean compiled =
                Kernels.lanes() > 1 && chain.terms().stream().allMatch(FunctionCode::writes) && cost(chain) <= LIMIT;
        return compiled ? new CompiledChain(chain, Kernels.lanes()) : new PassChain(chain, Kernels.elements());
    }

    /** Estimate the bytes of code of a chain. */
    public static int cost(Chain chain) {
        return chain.terms().stream().mapToInt(Chains::cost).sum()
                + chain.stores().stream().mapToInt(Chains::cost).sum();
    }

    /** Estimate the bytes of code that a store adds, its buffer among them. */
    public static int cost(Chain.Store store) {
        return 45;
    }

    /** Estimate the bytes of code that a term adds; one for which there is no code costs more than a chain should. */
    public static int cost(Chain.Term term) {
        return switch (term) {
            case Chain.Load load -> 50;
            case Chain.Constant constant -> 12;
            case Chain.Apply one ->
                switch (one.function()) {
                    case NEG, SQRT, ABS, SQUARE -> 10;
                    case ONE_MINUS, RECIPROCAL, RELU -> 20;
                    case SIGMOID, EXP -> 250;
                    case TANH -> 350;
                    case LOG, LOG1P -> 310;
                    case SOFTPLUS -> 490;
                    case SIN, COS -> LIMIT;
                };
            case Chain.Apply2 two ->
                switch (two.function()) {
                    case ADD, SUB, MUL, DIV, MIN, MAX -> 10;
                    case GREATER, GREATER_EQUAL, EQUAL -> 25;
                    case FLOOR_MOD -> LIMIT;
                };
            case Chain.Apply3 three ->
                switch (three.function()) {
                    case MUL_ADD -> 12;
                    case SELECT -> 22;
                };
        };
    }
}
