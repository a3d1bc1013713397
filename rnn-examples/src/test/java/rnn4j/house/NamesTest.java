package rnn4j.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A type is named for what it is, and every package says what lives there and that nulls do not. */
final class NamesTest {
    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = House.classes();
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Impl|Helpers?|Utils?|Managers?))")
                .check(all);
    }

    @Test
    void acronymsAreWords() {
        noClasses().should().haveNameMatching(".*[.$]\\w*[A-Z]{3,}\\w*").check(all);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = all.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(room -> !isNullMarked(room))
                .map(JavaPackage::getName)
                .toList();
        assertThat(all).isNotEmpty();
        assertThat(unmarked).isEmpty();
    }

    private static boolean isNullMarked(JavaPackage room) {
        return room.tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
    }
}
