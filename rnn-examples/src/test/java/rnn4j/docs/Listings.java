package rnn4j.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The Java listings of a document at the top of the project. */
final class Listings {

    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    private Listings() {}

    static List<String> in(String document) throws IOException {
        return JAVA.matcher(text(document))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    static String text(String document) throws IOException {
        return Files.readString(root().resolve(document));
    }

    /** The folder of the parent pom; tests start in their module's folder. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/architecture.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder above holds docs/architecture.md");
        }
        return folder;
    }
}
