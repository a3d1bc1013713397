package rnn4j.cell;

import java.security.CodeSource;
import java.util.function.Supplier;

/**
 * A provider that was found, called with care: whatever it throws leaves as an error that names it.
 *
 * @param provider the provider
 * @param name the cell's name, checked
 * @param version of the parameters' layout, from 1
 */
record Plugin(CellProvider provider, String name, int version) {

    /** Asks a new provider for what it says of itself. */
    static Plugin of(CellProvider provider) {
        Class<?> type = provider.getClass();
        int version = call(type, "version()", provider::version);
        if (version < 1) {
            throw new PluginException(origin(type) + " has version " + version + "; use 1 or more");
        }
        String name = call(type, "name()", provider::name);
        String fault = CellName.fault(name, type);
        if (!fault.isEmpty()) {
            throw new PluginException(origin(type) + " " + fault);
        }
        return new Plugin(provider, name, version);
    }

    /** Returns the class of the provider and the jar or directory it came from. */
    String origin() {
        return origin(provider.getClass());
    }

    /** Returns a class's name and the jar or directory it came from. */
    static String origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return type.getName() + " in "
                + (source == null || source.getLocation() == null ? "an unknown place" : source.getLocation());
    }

    /** Calls code of a plugin; wrong arguments stay wrong arguments, all else is the plugin's fault. */
    static <R> R call(Class<?> type, String what, Supplier<R> work) {
        R result;
        try {
            result = work.get();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin(type) + ": " + what + " refused: " + e.getMessage(), e);
        } catch (Throwable e) { // a plugin may throw anything, checked exceptions and errors included
            throw new PluginException(origin(type) + ": " + what + " failed with " + e, e);
        }
        if (result == null) {
            throw new PluginException(origin(type) + ": " + what + " returned null");
        }
        return result;
    }
}
