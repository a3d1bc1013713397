package rnn4j.tensor;

import org.jspecify.annotations.Nullable;

/** What is in force while operations are written down: a {@link Tape} beside their values, a {@link Trace} in place of them. */
sealed interface Recorder permits Tape, Trace {

    /** The recorder of the running scope. */
    ScopedValue<Recorder> SCOPE = ScopedValue.newInstance();

    /** Returns the recorder in force, or null. */
    static @Nullable Recorder current() {
        return SCOPE.isBound() ? SCOPE.get() : null;
    }
}
