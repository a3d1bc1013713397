package rnn4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.opentest4j.TestAbortedException;

/**
 * A sentence that holds of every cell, at every size.
 *
 * @param name the sentence
 * @param otherwise what it means for a user when it does not hold, and what the author of the cell can do
 * @param where at which sizes it is looked at: what takes long is looked at where cells are small
 * @param check throws when it does not hold
 */
record Property(String name, String otherwise, Predicate<Trial> where, Check check) {

    Property(String name, String otherwise, Check check) {
        this(name, otherwise, trial -> true, check);
    }

    /** Looks at one cell. */
    @FunctionalInterface
    interface Check {
        /** Throws an error that tells what was found, and nothing when all is well. */
        void hold(Trial trial);
    }

    /** Returns this property, looked at where cells are small; one that has no small sizes is looked at as it is. */
    Property whereSmall() {
        return new Property(name, otherwise, Trial::small, check);
    }

    /**
     * Checks at each size.
     *
     * @param trials the smallest first
     * @throws AssertionError when it does not hold at some; it tells the smallest and counts the others
     * @throws TestAbortedException when there was nothing to look at at any size; it tells why
     */
    void require(List<Trial> trials) {
        List<Trial> some = trials.stream().filter(where).toList();
        List<Trial> looked = some.isEmpty() ? trials.subList(0, 1) : some;
        List<Trial> broken = new ArrayList<>();
        List<Throwable> found = new ArrayList<>();
        List<TestAbortedException> passedOver = new ArrayList<>();
        for (Trial trial : looked) {
            try {
                check.hold(trial);
            } catch (TestAbortedException e) {
                passedOver.add(e);
            } catch (AssertionError | RuntimeException | LinkageError e) { // a cell may throw anything
                broken.add(trial);
                found.add(e);
            }
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(message(broken, looked.size(), found.getFirst()), found.getFirst());
        }
        if (passedOver.size() == looked.size()) {
            throw passedOver.getFirst();
        }
    }

    private String message(List<Trial> broken, int all, Throwable first) {
        Trial trial = broken.getFirst();
        String what = first instanceof AssertionError ? String.valueOf(first.getMessage()) : "it fails with " + first;
        return "cell contract: '" + name + "' does not hold for "
                + trial.provider().getClass().getName() + ": " + what + " (at " + trial + "; " + broken.size() + " of "
                + all + " sizes are broken); " + otherwise;
    }
}
