package rnn4j.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** Finds providers through class loaders and survives all that are broken, which it lists. */
final class ProviderSearch {

    /** How many providers one loader may offer; a loader that fails for ever ends here too. */
    static final int MOST = 1000;

    private final List<Plugin> found = new ArrayList<>();
    private final List<CellRegistry.Problem> problems = new ArrayList<>();
    private final Set<Class<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    List<Plugin> found() {
        return found;
    }

    List<CellRegistry.Problem> problems() {
        return problems;
    }

    /** Looks through one class loader and those above it; classes met before are passed over. */
    void through(ClassLoader loader) {
        String place = "class loader " + loader;
        Iterator<ServiceLoader.Provider<CellProvider>> providers =
                ServiceLoader.load(CellProvider.class, loader).stream().iterator();
        for (int turn = 0; turn < MOST; turn++) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<CellProvider> next = providers.next();
                place = Plugin.origin(next.type());
                if (seen.add(next.type())) {
                    found.add(Plugin.of(next.get()));
                }
            } catch (PluginException | IllegalArgumentException e) {
                problem(place, String.valueOf(e.getMessage()));
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                problem(place, reasons(e));
            }
            place = "class loader " + loader;
        }
        problem(place, "the search was given up after " + MOST + " providers; remove broken service files");
    }

    /** Takes a provider as if a class loader had offered it. */
    void accept(CellProvider provider) {
        try {
            found.add(Plugin.of(provider));
        } catch (PluginException | IllegalArgumentException e) {
            problem(Plugin.origin(provider.getClass()), String.valueOf(e.getMessage()));
        }
    }

    /** A second loader meets the problems of the first one again, and one of modules tells them bare, too. */
    private void problem(String place, String message) {
        if (problems.stream().noneMatch(known -> known.message().contains(message))) {
            problems.add(new CellRegistry.Problem(place, message));
        }
    }

    /** What went wrong and why, in one line. The service loader wraps even errors of the virtual machine; they go on. */
    private static String reasons(Throwable thrown) {
        StringBuilder reasons = new StringBuilder(thrown.toString());
        Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < 5; depth++) {
            if (cause instanceof VirtualMachineError fatal) {
                throw fatal;
            }
            reasons.append("; because of ").append(cause);
            cause = cause.getCause();
        }
        return reasons.toString();
    }
}
