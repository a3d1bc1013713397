package rnn4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.tensor.Parameters;
import rnn4j.testkit.CellContract;

/** The document that tells how to write a cell: its listings compile, and its cell keeps the contract. */
class WriteACellTest {

    private static final Pattern CLASS = Pattern.compile("class (\\w+)");

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        List<Listing> listings = Listings.in("docs/write-a-cell.md").stream()
                .filter(text -> text.startsWith("package "))
                .map(Listing::new)
                .toList();
        assertThat(listings).as("a cell and its test").hasSize(2);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-d", folder.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
        boolean compiled =
                compiler.getTask(messages, null, null, options, null, listings).call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static CellContract contract() throws ReflectiveOperationException, IOException {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, WriteACellTest.class.getClassLoader());
        Constructor<?> constructor =
                loader.loadClass("acme.fastgrnn.FastGrnnCellContractTest").getDeclaredConstructor();
        constructor.setAccessible(true);
        return (CellContract) constructor.newInstance();
    }

    /** The contract of the listing, as its reader would run it. */
    @TestFactory
    Stream<DynamicNode> theCellOfTheDocumentKeepsTheContract() throws ReflectiveOperationException, IOException {
        return contract().contract();
    }

    @Test
    void theDocumentNamesTheCellAsItIs() throws ReflectiveOperationException, IOException {
        String text = Listings.text("docs/write-a-cell.md");
        CellContract contract = contract();
        Parameters parameters = Parameters.seeded(1);
        CellRegistry.of(contract.provider()).create("acme.fastgrnn", CellSpec.of(2, 3), parameters);

        assertThat(text).contains(contract.provider().getClass().getName());
        assertThat(parameters.named().keySet()).containsExactly("w", "u", "bz", "bn", "zeta", "nu");
        long properties = contract.contract()
                .flatMap(node -> node instanceof DynamicContainer chapter ? chapter.getChildren() : Stream.empty())
                .count();
        assertThat(text).contains("more than eighty\nproperties");
        assertThat(properties).isGreaterThan(80);
    }

    /** A listing as the compiler wants it. */
    private static final class Listing extends SimpleJavaFileObject {
        private final String text;

        Listing(String text) {
            super(URI.create("string:///" + name(text) + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        private static String name(String text) {
            Matcher found = CLASS.matcher(text);
            assertThat(found.find()).as(text).isTrue();
            return found.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
