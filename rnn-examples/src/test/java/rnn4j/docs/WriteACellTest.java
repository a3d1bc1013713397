package rnn4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the listings of the document that tells how to write a cell. */
class WriteACellTest {

    private static final Pattern CLASS = Pattern.compile("class (\\w+)");

    @Test
    void listingsCompile(@TempDir Path folder) throws IOException {
        List<Listing> listings =
                Listings.in("docs/write-a-cell.md").stream().map(Listing::new).toList();
        assertThat(listings).as("a cell and its test").hasSize(2);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-d", folder.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
        boolean compiled =
                compiler.getTask(messages, null, null, options, null, listings).call();
        assertThat(compiled).as(messages.toString()).isTrue();
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
