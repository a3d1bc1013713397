package rnn4j.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows between the rooms: they point down, and each library has one home. */
final class ArrowsTest {
    private static final String[] FOUNDATION = {"java..", "org.jspecify..", "com.google.common.."};

    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = House.classes();
    }

    static Stream<Arguments> rooms() {
        return Stream.of(
                room("rnn4j.tensor", "rnn4j.kernel", "rnn4j.kernel.chain"),
                room("rnn4j.cell", "rnn4j.cell.graph", "rnn4j.tensor"),
                room("rnn4j.cell.graph", "rnn4j.cell", "rnn4j.tensor"),
                room(
                        "rnn4j.cell.plan",
                        "rnn4j.cell",
                        "rnn4j.cell.graph",
                        "rnn4j.tensor",
                        "rnn4j.kernel",
                        "rnn4j.kernel.chain"),
                room("rnn4j.nn", "rnn4j.cell.plan", "rnn4j.cell", "rnn4j.cell.graph", "rnn4j.tensor"),
                room("rnn4j.inspect", "rnn4j.nn", "rnn4j.cell", "rnn4j.tensor"),
                room("rnn4j.decode", "rnn4j.cell", "rnn4j.tensor"),
                room("rnn4j.cells", "rnn4j.cell", "rnn4j.tensor"),
                room("rnn4j.optim", "rnn4j.tensor"),
                room("rnn4j.train", "rnn4j.train.loss", "rnn4j.train.metric", "rnn4j.optim", "rnn4j.tensor"),
                room("rnn4j.train.loss", "rnn4j.tensor"),
                room("rnn4j.train.metric", "rnn4j.train.loss", "rnn4j.tensor"),
                room("rnn4j.train.loss", "rnn4j.tensor"),
                room("rnn4j.train.metric", "rnn4j.train.loss", "rnn4j.tensor"),
                room(
                        "rnn4j.report",
                        "rnn4j.train",
                        "rnn4j.optim",
                        "rnn4j.tensor",
                        "me.tongfei.progressbar",
                        "com.sun.net.httpserver"),
                room("rnn4j.data", "rnn4j.tensor", "de.siegmar.fastcsv.."),
                room(
                        "rnn4j.io",
                        "rnn4j.data",
                        "rnn4j.cell",
                        "rnn4j.cell.graph",
                        "rnn4j.tensor",
                        "com.fasterxml.jackson.."));
    }

    private static Arguments room(String room, String... mayKnow) {
        return Arguments.of(room, mayKnow);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void aRoomKnowsOnlyWhatLiesBelow(String room, String[] mayKnow) {
        String[] known = Stream.of(FOUNDATION, mayKnow, new String[] {room})
                .flatMap(Stream::of)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(inside(known))
                .check(all);
    }

    @Test
    void everyRoomHasItsRule() {
        Stream<String> open = Stream.of("rnn4j.kernel", "rnn4j.kernel.chain", "rnn4j.testkit");
        Set<String> ruled =
                Stream.concat(open, rooms().map(rule -> (String) rule.get()[0])).collect(Collectors.toSet());
        assertThat(all.stream().map(JavaClass::getPackageName))
                .filteredOn(room -> !room.startsWith("rnn4j.examples") && !room.startsWith("acme"))
                .isNotEmpty()
                .isSubsetOf(ruled);
    }

    /** The build stays green without the plugin, so this rule alone may find nothing to look at. */
    @Test
    void aPluginKnowsTheExtensionPointOnly() {
        classes()
                .that()
                .resideInAPackage("acme..")
                .should()
                .onlyDependOnClassesThat(inside("java..", "org.jspecify..", "acme..", "rnn4j.cell", "rnn4j.tensor"))
                .allowEmptyShould(true)
                .check(all);
    }

    @Test
    void kernelsKnowArraysAndLanesOnly() {
        classes()
                .that()
                .resideInAPackage("rnn4j.kernel..")
                .should()
                .onlyDependOnClassesThat(inside("java..", "jdk.incubator.vector..", "org.jspecify..", "rnn4j.kernel.."))
                .check(all);
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("rnn4j.(**)").should().beFreeOfCycles().check(all);
    }

    @ParameterizedTest(name = "{0} lives in {1}")
    @CsvSource({
        "jdk.incubator.vector.., rnn4j.kernel..",
        "com.fasterxml.jackson.., rnn4j.io..",
        "me.tongfei.progressbar.., rnn4j.report..",
        "com.sun.net.httpserver.., rnn4j.report..",
        "de.siegmar.fastcsv.., rnn4j.data..",
        "picocli.., rnn4j.examples..",
        "org.junit.., rnn4j.testkit..",
    })
    void aLibraryHasOneHome(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackages(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(all);
    }

    @Test
    void filesAreTouchedAtTheDoorsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("rnn4j.io..", "rnn4j.data..", "rnn4j.report..", "rnn4j.examples..")
                .should()
                .dependOnClassesThat(resideInAPackage("java.nio.file..").or(named("java.io.File")))
                .check(all);
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.ThreadLocal",
        "java.io.ObjectInputStream",
        "java.io.ObjectOutputStream",
        "java.util.logging.Logger"
    })
    void nobodyUses(String banned) {
        noClasses().should().dependOnClassesThat(named(banned)).check(all);
    }

    @Test
    void nobodyLoadsByNameOrSleeps() {
        ArchRule byName = noClasses().should().callMethod(Class.class, "forName", String.class);
        ArchRule sleeping = noClasses().should().callMethod(Thread.class, "sleep", long.class);
        byName.check(all);
        sleeping.check(all);
    }

    @Test
    void guavaStaysInsideMethods() {
        classes().should(new HideGuava()).check(all);
    }

    /** Packages as given, or the Java language's own things, which have none: {@code int}, {@code float[]}. */
    private static DescribedPredicate<JavaClass> inside(String... packages) {
        DescribedPredicate<JavaClass> primitive = DescribedPredicate.describe(
                "primitive", type -> type.getBaseComponentType().isPrimitive());
        return resideInAnyPackage(packages).or(primitive).as("reside in %s", String.join(", ", packages));
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe("are " + name, type -> type.getName().equals(name));
    }
}
