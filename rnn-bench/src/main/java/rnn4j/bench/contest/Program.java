package rnn4j.bench.contest;

import java.util.Optional;

/** Makes what a contestant runs, by the words of a job; a contestant knows its programs by name. */
@FunctionalInterface
public interface Program {

    /** Returns work that is ready to run; nothing when this contestant has no such thing. */
    Optional<Work> prepare(Job job) throws Exception;
}
