package rnn4j.optim;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import rnn4j.tensor.Snapshot;

/** Which group each parameter is in: the first one whose pattern fits. */
final class Groups {

    private static final String RULE = "rule";

    private final List<Group> all;
    private final Map<String, Group> ofNames = new HashMap<>();

    Groups(List<ParameterGroup> described) {
        checkArgument(!described.isEmpty(), "optimizer: no parameter group; give one or more");
        all = described.stream().map(Group::new).toList();
    }

    /** Forgets the numbers of the step before, and looks at the names the first time. */
    void begin(Set<String> names) {
        if (ofNames.isEmpty()) {
            names.forEach(this::of);
            for (Group group : all) {
                String pattern = group.described().pattern();
                checkArgument(
                        pattern.equals(ParameterGroup.REST) || ofNames.containsValue(group),
                        "optimizer: no parameter is left for the group '%s'; there are %s, and the first group that fits takes one",
                        pattern,
                        names);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).begin();
        }
    }

    Group of(String name) {
        Group known = ofNames.get(name);
        if (known == null) {
            known = all.stream()
                    .filter(group -> group.described().fits(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("optimizer: '" + name + "' is in no group of "
                            + all.stream()
                                    .map(group -> group.described().pattern())
                                    .toList()
                            + "; end with one for " + ParameterGroup.REST));
            ofNames.put(name, known);
        }
        return known;
    }

    /** Returns what a snapshot must be of: rules and settings, and where there are several groups, patterns and rates. */
    Map<String, Object> described() {
        Map<String, Object> values = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            ParameterGroup group = all.get(i).described();
            String prefix = all.size() == 1 ? RULE : "group-" + i + "." + RULE;
            values.put(prefix, group.rule().name());
            group.rule().settings().forEach((setting, value) -> values.put(prefix + "." + setting, value));
            if (all.size() > 1 || !group.pattern().equals(ParameterGroup.REST) || group.rate() != 1) {
                values.put("group-" + i + ".pattern", group.pattern());
                values.put("group-" + i + ".rate", group.rate());
            }
        }
        return values;
    }

    /** Refuses a snapshot of other rules or groups; all differences are told. */
    void check(Snapshot snapshot) {
        List<String> differences = described().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(snapshot.values().get(entry.getKey())))
                .map(entry -> entry.getKey() + " is "
                        + Objects.requireNonNullElse(snapshot.values().get(entry.getKey()), "missing") + ", not "
                        + entry.getValue())
                .toList();
        checkArgument(
                differences.isEmpty(),
                "optimizer: the snapshot is of another one: %s; build the optimizer that it was taken from",
                String.join(", ", differences));
    }
}
