package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * No class of the core uses vectors of another length than the preferred one: C2 counts which lengths a method of the Vector
 * API has met, and where it met two, kernels compiled later may keep their sums in boxes, in some runs of a JVM and not in
 * others.
 */
class OneVectorLengthTest {

    @Test
    void allSpeciesAreThePreferredOnes() throws URISyntaxException, IOException {
        Path classes = Path.of(Kernels.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> species;
        try (Stream<Path> files = Files.walk(classes)) {
            species = files.filter(file -> file.toString().endsWith(".class"))
                    .flatMap(OneVectorLengthTest::speciesOf)
                    .distinct()
                    .toList();
        }
        assertThat(species).contains("FloatVector.SPECIES_PREFERRED").allMatch(each -> each.endsWith("_PREFERRED"));
    }

    private static Stream<String> speciesOf(Path file) {
        try {
            return StreamSupport.stream(
                            ClassFile.of().parse(file).constantPool().spliterator(), false)
                    .filter(FieldRefEntry.class::isInstance)
                    .map(FieldRefEntry.class::cast)
                    .filter(field -> field.name().stringValue().startsWith("SPECIES_"))
                    .map(field -> field.owner().asInternalName().replaceFirst(".*/", "") + "." + field.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
