package rnn4j.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import rnn4j.cell.Cell;
import rnn4j.cell.CellProvider;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellShape;
import rnn4j.cell.CellSpec;
import rnn4j.cell.State;
import rnn4j.nn.Layer;
import rnn4j.nn.RecurrentLayer;
import rnn4j.tensor.Shape;

/**
 * Fault C04: what a model is made of may be handed to another thread without a lock. Java sees to it that a thread which sees an
 * object sees its final fields filled, and what stands in a volatile one.
 */
final class PublicationTest {
    private static final List<Class<?>> PARTS = List.of(
            Cell.class,
            CellProvider.class,
            CellRegistry.class,
            CellShape.class,
            CellSpec.class,
            Layer.class,
            RecurrentLayer.class,
            Shape.class,
            State.class);

    @Test
    void fieldsOfAModelAreFinalOrVolatile() {
        DescribedPredicate<JavaClass> parts = DescribedPredicate.alwaysFalse();
        for (Class<?> part : PARTS) {
            parts = parts.or(assignableTo(part));
        }
        fields().that()
                .areDeclaredInClassesThat(are(parts.as("parts of a model")))
                .should()
                .beFinal()
                .orShould()
                .haveModifier(JavaModifier.VOLATILE)
                .check(House.classes());
    }
}
