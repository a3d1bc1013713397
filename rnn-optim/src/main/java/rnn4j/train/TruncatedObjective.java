package rnn4j.train;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Workspace;

/**
 * Truncated back-propagation through time: each batch begins in the state in which the one before it ended.
 *
 * <p>The state is carried as plain values, so the gradient ends where the batch begins. It is taken over only when the
 * step was applied: a refused step leaves state and parameters as they were.
 *
 * @param <B> a batch, whatever it is
 * @param <S> the state: of one cell, or of all a model has
 */
public final class TruncatedObjective<B, S> implements Objective<B> {

    private final Predicate<? super B> first;
    private final Function<? super B, ? extends S> initial;
    private final Pass<? super B, S> pass;
    private @Nullable S carried;
    private @Nullable S pending;

    /**
     * The model's run over a batch.
     *
     * @param <B> a batch
     * @param <S> the state
     */
    @FunctionalInterface
    public interface Pass<B, S> {

        /**
         * Returns the loss and the state at the end.
         *
         * @param state at the beginning
         */
        Carried<S> run(B batch, S state);
    }

    /**
     * A loss and the state to carry on.
     *
     * @param loss one element
     * @param state at the end of the batch
     * @param <S> the state
     */
    public record Carried<S>(Tensor loss, S state) {}

    private TruncatedObjective(
            Predicate<? super B> first, Function<? super B, ? extends S> initial, Pass<? super B, S> pass) {
        this.first = first;
        this.initial = initial;
        this.pass = pass;
    }

    /**
     * Returns an objective that carries its state.
     *
     * @param first whether a batch begins anew, as the first one of an epoch does
     * @param initial the state that such a batch begins in
     * @param pass the model's run over a batch
     */
    public static <B, S> TruncatedObjective<B, S> of(
            Predicate<? super B> first, Function<? super B, ? extends S> initial, Pass<? super B, S> pass) {
        return new TruncatedObjective<>(first, initial, pass);
    }

    @Override
    public Tensor loss(B batch) {
        S before = carried;
        if (before == null || first.test(batch)) {
            before = initial.apply(batch);
        }
        release(pending); // of a step that was not applied
        pending = null;
        Carried<S> run = pass.run(batch, before);
        keep(run.state());
        pending = run.state();
        return run.loss();
    }

    /** Lets a state outlive its pass; when it is of a kind whose tensors can't be found, with all the pass has computed. */
    private static void keep(Object state) {
        if (Carrying.each(state, tensor -> {})) {
            Carrying.each(state, Workspace::keep);
        } else {
            Workspace.keepAll();
        }
    }

    private static void release(@Nullable Object state) {
        if (state != null) {
            Carrying.each(state, Workspace::release);
        }
    }

    @Override
    public void applied() {
        release(carried);
        carried = pending;
        pending = null;
    }

    /**
     * Returns the state that the next batch begins in, unless it begins anew; empty before the first step. It is valid until
     * the next step was applied.
     */
    public Optional<S> state() {
        return Optional.ofNullable(carried);
    }

    /** Sets the state that the next batch begins in, as when training goes on from a checkpoint. */
    public void carry(S state) {
        keep(state);
        release(carried);
        carried = state;
    }
}
