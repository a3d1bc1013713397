package rnn4j.tensor;

import java.util.function.Supplier;

/** The place in the user's model where work happens, such as {@code encoder.forward, step}; error messages end with it. */
public final class Place {

    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private Place() {}

    /** Runs work at a place below the current one. */
    public static <R> R in(String name, Supplier<R> work) {
        return ScopedValue.where(CURRENT, join(name)).call(work::get);
    }

    /** Returns the current place; empty outside a model. */
    public static String current() {
        return CURRENT.orElse("");
    }

    /** Returns the place as error messages end with it: {@code " (encoder.forward, step)"}, or nothing. */
    public static String suffix() {
        String place = current();
        return place.isEmpty() ? "" : " (" + place + ")";
    }

    private static String join(String name) {
        String outer = current();
        return outer.isEmpty() ? name : outer + ", " + name;
    }
}
