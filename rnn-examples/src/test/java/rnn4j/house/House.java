package rnn4j.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All that the rules look at: the compiled classes of every module this one sees, and every source file. */
final class House {
    /** Surefire starts in the module's folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static final Path PLUGIN = ROOT.resolve("rnn-examples/custom-cell");

    private House() {}

    static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("rnn4j", "acme");
    }

    /** List the Java files below a folder, tests too, without what the build generated and what an archetype has yet to fill in. */
    static List<Path> sources(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                    .filter(file -> !file.toString().contains("archetype-resources"))
                    .sorted()
                    .toList();
        }
    }
}
