package rnn4j.testkit;

import java.util.List;
import java.util.Map;

/** A cell is made once and never changes: all that it remembers is in states and parameters. */
final class MemoryProperties {

    private MemoryProperties() {}

    static List<Property> all() {
        return List.of(
                new Property(
                        "every field is final",
                        "two threads would see two cells; set fields in the constructor alone, and pass on what changes"
                                + " as a state",
                        MemoryProperties::fields),
                new Property(
                        "no field of the provider can be set again",
                        "cells would depend on which were made before; keep nothing in the provider",
                        MemoryProperties::provider),
                new Property(
                        "what the fields hold does not change",
                        "a cell that remembers calls can't be shared, cut or resumed; keep caches and counters out of"
                                + " fields, static ones too",
                        MemoryProperties::content));
    }

    private static void fields(Trial trial) {
        requireNone(trial.subject().cell().getClass());
    }

    private static void provider(Trial trial) {
        requireNone(trial.provider().getClass());
    }

    private static void requireNone(Class<?> type) {
        List<String> open = new Fields(type).open();
        if (!open.isEmpty()) {
            throw new AssertionError("not final: " + open);
        }
    }

    private static void content(Trial trial) {
        Subject subject = trial.subject();
        Fields fields = new Fields(subject.cell().getClass());
        Map<String, String> before = fields.content(subject.cell());
        subject.results();
        Map<String, String> after = fields.content(subject.cell());
        before.forEach((name, value) -> {
            String now = after.getOrDefault(name, "");
            if (!now.equals(value)) {
                throw new AssertionError(name + " held " + shown(value) + " before a run and " + shown(now) + " after");
            }
        });
    }

    private static String shown(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
