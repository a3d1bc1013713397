package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parameters that follow a rule of their own, at a rate of their own.
 *
 * @param pattern of full names: {@code *} stands for any characters, dots too, {@code ?} for one
 * @param rule what they follow
 * @param rate what the learning rate is multiplied by, 0 or more; 0 lets them rest
 */
public record ParameterGroup(String pattern, UpdateRule rule, double rate) {

    /** What takes all parameters that no earlier group has. */
    public static final String REST = "*";

    /** Checks pattern and rate. */
    public ParameterGroup {
        checkArgument(!pattern.isEmpty(), "parameter group: no pattern; write names, with * for any characters");
        checkArgument(
                rate >= 0 && Double.isFinite(rate),
                "parameter group %s: rate %s; use a finite factor, 0 or more",
                pattern,
                rate);
    }

    /** Describes a group at the full rate. */
    public ParameterGroup(String pattern, UpdateRule rule) {
        this(pattern, rule, 1);
    }

    /** Returns whether a parameter of this full name fits. */
    boolean fits(String name) {
        String regex = pattern.chars()
                .mapToObj(each -> switch (each) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(each));
                })
                .collect(Collectors.joining());
        return Pattern.matches(regex, name);
    }
}
