package rnn4j.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** No type of Guava in a signature that a user of the library can see, nor as the parent of a public type. */
final class HideGuava extends ArchCondition<JavaClass> {
    HideGuava() {
        super("keep Guava out of what others see");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!type.getModifiers().contains(JavaModifier.PUBLIC)) {
            return;
        }
        Stream<JavaType> parents = Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream());
        parents.filter(HideGuava::guava).forEach(parent -> tell(type, type.getName() + " extends " + parent, events));
        for (JavaMember member : type.getMembers()) {
            if (visible(member) && types(member).anyMatch(HideGuava::guava)) {
                tell(type, member.getFullName() + " shows Guava in its signature", events);
            }
        }
    }

    private static boolean visible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> types(JavaMember member) {
        return switch (member) {
            case JavaField field -> Stream.of(field.getType());
            case JavaCodeUnit code -> Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream());
            default -> Stream.empty();
        };
    }

    private static boolean guava(JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .anyMatch(raw -> raw.getPackageName().startsWith("com.google.common"));
    }

    private static void tell(JavaClass type, String message, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, message));
    }
}
