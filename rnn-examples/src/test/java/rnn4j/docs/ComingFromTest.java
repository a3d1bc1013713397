package rnn4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles the right-hand sides of the tables for those who know another framework. */
class ComingFromTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @ParameterizedTest
    @ValueSource(strings = {"docs/from-pytorch.md", "docs/from-keras.md"})
    void rightHandSidesCompile(String document, @TempDir Path folder) throws IOException {
        List<String> rows = rows(document);
        assertThat(rows).as("rows of tables in %s", document).hasSizeGreaterThan(40);
        List<String> pieces = new ArrayList<>();
        for (String row : rows) {
            List<String> cells = List.of(row.split("(?<!\\\\)\\|", -1));
            assertThat(cells).as(row).hasSize(4);
            List<String> codes = CODE.matcher(cells.get(2))
                    .results()
                    .map(found -> found.group(1).replace("\\|", "|"))
                    .toList();
            assertThat(codes).as("code in the right-hand side of %s", row).isNotEmpty();
            pieces.addAll(codes);
        }
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-d", folder.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, List.of(new Source(source(document, pieces))))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static List<String> rows(String document) throws IOException {
        return Listings.text(document)
                .lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---") && line.contains("`"))
                .toList();
    }

    /** The document's listing declares what the right-hand sides use; each is a method of its own. */
    private static String source(String document, List<String> pieces) throws IOException {
        String listing = Listings.in(document).getFirst();
        StringBuilder source = new StringBuilder();
        List<String> imports =
                listing.lines().filter(line -> line.startsWith("import")).toList();
        imports.forEach(line -> source.append(line).append('\n'));
        source.append("abstract class Known {\n");
        listing.lines()
                .filter(line -> !line.startsWith("import"))
                .forEach(line -> source.append(line).append('\n'));
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            String body = piece.endsWith(";") ? piece : "java.util.Objects.requireNonNull(" + piece + ");";
            source.append("void piece").append(i).append("() throws Exception { ");
            source.append(body).append(" }\n");
        }
        return source.append("}\n").toString();
    }

    /** A class as the compiler wants it. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Known.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
