package rnn4j.train;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of a trainer: one that throws keeps no other from being told. */
final class Listeners {

    private final ImmutableList<TrainingListener> all;

    Listeners(List<TrainingListener> all) {
        this.all = ImmutableList.copyOf(all);
    }

    /**
     * Tells all listeners.
     *
     * @throws TrainingException after all were told, with the first failure as its cause and the others suppressed
     */
    void tell(String what, long step, Consumer<TrainingListener> telling) {
        @Nullable TrainingException failure = null;
        for (TrainingListener listener : all) {
            try {
                telling.accept(listener);
            } catch (RuntimeException e) {
                if (failure == null) {
                    String message = "train: listener " + listener.getClass().getName() + " failed when told of " + what
                            + " at step " + step + ": " + e.getMessage();
                    failure = new TrainingException(message, step, e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
