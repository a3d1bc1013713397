package rnn4j.cell;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ModuleDesc;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A plugin as a stranger would deliver it: sources compiled while the test runs, and a service file. */
final class PluginFolder {

    private static final Path ROOT = Path.of("target", "plugins");
    private static final int MAJOR_VERSION_LOW_BYTE = 7;

    /** A provider's name, with the body of its method to fill in. */
    static final String NAME = "@Override public String name() { %s }";

    /** How a provider makes a cell that doubles its input. */
    static final String MAKES_A_CELL =
            "@Override public Cell create(CellSpec spec, Parameters p) { return new Doubling(spec); }";

    private final Path sources;
    private final Path classes;

    /** The classes that the service file names. */
    private List<String> offered = List.of();

    /** What loaders see: the folder of classes, or the jar made from it. */
    private Path place;

    private PluginFolder(Path folder) {
        sources = folder.resolve("sources");
        classes = folder.resolve("classes");
        place = classes;
    }

    /** Returns an empty folder of this name; what an earlier test left there is gone. */
    static PluginFolder in(String name) {
        Path folder = ROOT.resolve(name);
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(folder.resolve("sources"));
            Files.createDirectories(folder.resolve("classes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PluginFolder(folder);
    }

    /** A provider with these members, and the cell it makes: y = 2 x. */
    static String provider(String simpleName, String... members) {
        return """
            package acme;
            import rnn4j.cell.*;
            import rnn4j.tensor.*;
            public final class %s implements CellProvider {
              %s
            }
            final class Doubling implements Cell {
              private final CellShape shape;
              Doubling(CellSpec spec) { shape = CellShape.of(spec.input(), spec.input()).state("n", 1); }
              @Override public CellShape shape() { return shape; }
              @Override public Step step(Tensor x, State s) { return Step.of(x.add(x), s); }
            }
            """.formatted(simpleName, String.join("\n  ", members));
    }

    /** Returns the method by which a provider tells its name. */
    static String named(String name) {
        return NAME.formatted("return \"" + name + "\";");
    }

    /** Returns a plugin with one provider, {@code acme.SimpleName}, of these members. */
    static PluginFolder plugin(String folder, String simpleName, String... members) {
        return in(folder)
                .compile("acme." + simpleName, provider(simpleName, members))
                .offer("acme." + simpleName);
    }

    /** Returns a plugin without fault. */
    static PluginFolder good() {
        return plugin("good", "Good", named("acme.good"), MAKES_A_CELL);
    }

    /** Compiles a class against the real library, and against what was compiled here before. */
    PluginFolder compile(String className, String source) {
        return compile(className, source, location(CellProvider.class) + File.pathSeparator + classes);
    }

    /** Compiles a class against another class path, such as one with another version of the library. */
    PluginFolder compile(String className, String source, String classPath) {
        Path file = sources.resolve(className.replace('.', '/') + ".java");
        write(file, source);
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(out, out, "-proc:none", "-cp", classPath, "-d", classes.toString(), file.toString());
        if (code != 0) {
            throw new IllegalStateException("javac: " + said);
        }
        return this;
    }

    /** Names classes in the service file, there or not. */
    PluginFolder offer(String... classNames) {
        offered = List.of(classNames);
        return serviceFile(String.join("\n", classNames));
    }

    /** Writes the service file. */
    PluginFolder serviceFile(String content) {
        write(classes.resolve("META-INF/services/rnn4j.cell.CellProvider"), content);
        return this;
    }

    /**
     * Makes a named module of it, whose descriptor provides what the service file names. It is written as a hostile tool would, for
     * javac looks at the classes that a descriptor names and refuses most faults.
     */
    PluginFolder describe(String module) {
        ClassDesc service = ClassDesc.of(CellProvider.class.getName());
        byte[] descriptor = ClassFile.of()
                .buildModule(ModuleAttribute.of(
                        ModuleDesc.of(module),
                        builder -> builder.requires(ModuleDesc.of("java.base"), List.of(AccessFlag.MANDATED), null)
                                .requires(
                                        ModuleDesc.of(
                                                CellProvider.class.getModule().getName()),
                                        List.of(),
                                        null)
                                .provides(
                                        service,
                                        offered.stream().map(ClassDesc::of).toArray(ClassDesc[]::new))));
        try {
            Files.write(classes.resolve("module-info.class"), descriptor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Takes a compiled class away again. */
    PluginFolder delete(String className) {
        try {
            Files.delete(classFile(className));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Makes a class look as if a Java of the far future had compiled it. */
    PluginFolder age(String className) {
        try {
            byte[] bytes = Files.readAllBytes(classFile(className));
            bytes[MAJOR_VERSION_LOW_BYTE] = 127;
            Files.write(classFile(className), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Packs the classes and the service file into a jar, which loaders then see instead of the folder. */
    PluginFolder packed() {
        packed("plugin.jar");
        return this;
    }

    /**
     * Packs the classes and the service file into a jar of this name, and returns it; loaders then see it. Not by the tool jar, which
     * looks into descriptors.
     */
    Path packed(String name) {
        Path jar = classes.resolveSibling(name);
        try {
            Files.deleteIfExists(jar);
            try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"));
                    Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path entry = inside.getPath(classes.relativize(file).toString());
                    if (entry.getParent() != null) {
                        Files.createDirectories(entry.getParent());
                    }
                    Files.copy(file, entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        place = jar;
        return jar;
    }

    /** Returns where the compiled classes are. */
    Path classes() {
        return classes;
    }

    /** Returns a class loader below the library's that sees these plugins. */
    static URLClassLoader loader(PluginFolder... folders) {
        return loader(CellProvider.class.getClassLoader(), folders);
    }

    /** Returns a class loader below another one that sees these plugins. */
    static URLClassLoader loader(ClassLoader parent, PluginFolder... folders) {
        List<URL> urls = new ArrayList<>();
        Arrays.stream(folders).forEach(folder -> {
            try {
                urls.add(folder.place.toUri().toURL());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new URLClassLoader(urls.toArray(URL[]::new), parent);
    }

    static String location(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private Path classFile(String className) {
        return classes.resolve(className.replace('.', '/') + ".class");
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
