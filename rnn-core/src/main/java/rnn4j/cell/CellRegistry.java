package rnn4j.cell;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Place;

/**
 * The cells that can be made by name: our own and those of plugins.
 *
 * <p>A plugin that does not load, or breaks the rules, takes no other down; {@link #problems} tells what is wrong with it.
 * A registry is what was found when it was loaded; it holds no static state, so plugins can be unloaded with it.
 *
 * <p>A plugin is code like any other: what it throws is caught and told with its name, but one that never returns, starts threads
 * or ends the JVM cannot be stopped, for Java has no sandbox. Use plugins that you trust, and hold them to the contract first.
 *
 * {@snippet :
 * Cell cell = CellRegistry.load().create("lstm", CellSpec.of(64, 128), parameters.scope("encoder"));
 * }
 */
public final class CellRegistry {

    private static final System.Logger LOG = System.getLogger(CellRegistry.class.getName());

    private final Map<String, Plugin> cells;
    private final Map<String, String> clashes;
    private final List<Problem> problems;

    private CellRegistry(ProviderSearch search) {
        Map<String, List<Plugin>> named = new TreeMap<>();
        search.found()
                .forEach(plugin -> named.computeIfAbsent(plugin.name(), name -> new ArrayList<>())
                        .add(plugin));
        Map<String, Plugin> single = new LinkedHashMap<>();
        Map<String, String> several = new LinkedHashMap<>();
        List<Problem> all = new ArrayList<>(search.problems());
        named.forEach((name, plugins) -> {
            if (plugins.size() == 1) {
                single.put(name, plugins.getFirst());
                return;
            }
            String origins =
                    String.join(" and ", plugins.stream().map(Plugin::origin).toList());
            several.put(name, origins);
            all.add(new Problem(
                    origins, "cell '" + name + "' has " + plugins.size() + " providers; remove all but one"));
        });
        cells = ImmutableMap.copyOf(single);
        clashes = ImmutableMap.copyOf(several);
        problems = ImmutableList.copyOf(all);
    }

    /**
     * What is wrong with one provider.
     *
     * @param source the provider's class and jar, or the class loader where its class was not even found
     * @param message what is wrong
     */
    public record Problem(String source, String message) {
        @Override
        public String toString() {
            return message.startsWith(source) ? message : source + ": " + message;
        }
    }

    /** Returns the cells that the class loader of this library sees, and those of the thread's context class loader. */
    public static CellRegistry load() {
        ProviderSearch search = new ProviderSearch();
        search.through(CellRegistry.class.getClassLoader());
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            search.through(context);
        }
        return logged(new CellRegistry(search));
    }

    /** Returns the cells that a class loader sees. */
    public static CellRegistry load(ClassLoader loader) {
        ProviderSearch search = new ProviderSearch();
        search.through(loader);
        return logged(new CellRegistry(search));
    }

    /** Returns a registry of one provider that no service file needs to name: for tests of a cell. */
    public static CellRegistry of(CellProvider provider) {
        ProviderSearch search = new ProviderSearch();
        search.accept(provider);
        return new CellRegistry(search);
    }

    private static CellRegistry logged(CellRegistry registry) {
        LOG.log(Level.DEBUG, () -> "cells: " + registry.names());
        registry.problems.forEach(problem -> LOG.log(Level.WARNING, "cell provider not used: {0}", problem));
        return registry;
    }

    /** Returns the names of the cells that can be made, in alphabetical order. */
    public List<String> names() {
        return ImmutableList.copyOf(cells.keySet());
    }

    /** Returns what is wrong with the providers that cannot be used. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Makes a cell.
     *
     * @param name one of {@link #names}
     * @param spec its sizes and options
     * @param parameters where its trainables are created
     * @throws IllegalArgumentException when there is no such cell, or an option is unknown to it or out of its range
     * @throws PluginException when there are several cells of this name, or its provider breaks the rules
     */
    public Cell create(String name, CellSpec spec, Parameters parameters) {
        Plugin plugin = plugin(name);
        Class<?> type = plugin.provider().getClass();
        CellSpec unread = spec.unread();
        return Place.in("cell " + name, () -> {
            Cell cell = Plugin.call(type, "create(…)", () -> plugin.provider().create(unread, parameters));
            unread.refuseUnread(name);
            CellShape shape = Plugin.call(cell.getClass(), "shape()", cell::shape);
            if (shape.input() != spec.input()) {
                throw new PluginException(plugin.origin() + ": create(…) made a cell of " + shape + " for an input of "
                        + spec.input() + "; use the spec's input");
            }
            return cell;
        });
    }

    /**
     * Returns the version of a cell's layout of parameters.
     *
     * @throws IllegalArgumentException when there is no such cell
     * @throws PluginException when there are several
     */
    public int version(String name) {
        return plugin(name).version();
    }

    private Plugin plugin(String name) {
        String clash = clashes.get(name);
        if (clash != null) {
            throw new PluginException(
                    "cell '" + name + "': it has several providers: " + clash + "; remove all but one");
        }
        Plugin plugin = cells.get(name);
        if (plugin == null) {
            throw new IllegalArgumentException("cell: there is no '" + name + "'; " + instead(name));
        }
        return plugin;
    }

    private String instead(String name) {
        if (cells.isEmpty() && problems.isEmpty()) {
            return "there are no cells at all; put rnn-cells or a plugin on the class path or module path";
        }
        List<String> near = CellName.near(name, names());
        return (near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ") + "the cells are " + names()
                + (problems.isEmpty() ? "" : "; " + problems.size() + " more cannot be used: " + problems);
    }
}
