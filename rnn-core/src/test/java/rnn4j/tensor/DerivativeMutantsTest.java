package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The differences of {@link OperationTableTest} would see a wrong derivative: every operation's way back is made wrong
 * automatically, at each of its terms in four ways, and each of these mutants is found.
 *
 * <p>What is left out are mutants that are none: their gradient is, at all points that are tried, the right one but for the
 * rounding of float64, as where the terms of all places are equal and are shifted, or where a term is zero by its nature (a
 * variance hangs on its mean by the sum of all deviations).
 */
class DerivativeMutantsTest {

    private static final int[] SIZES = {3, 7};

    /** How many of a kind there were. */
    private static final class Count {
        private int caught;
        private int none;
    }

    @Test
    void everyMutantIsFound() {
        Map<Mutation, Count> counts = new EnumMap<>(Mutation.class);
        List<String> survivors = new ArrayList<>();
        List<String> untouched = new ArrayList<>();
        for (OperationRow row : OperationTable.rows()) {
            int before = caught(counts);
            for (Mutant mutant : Mutant.of(row, SIZES)) {
                Count count = counts.computeIfAbsent(mutant.mutation(), mutation -> new Count());
                switch (mutant.verdict(OperationTableTest.GRADIENT_BOUND)) {
                    case CAUGHT -> count.caught++;
                    case NO_MUTANT -> count.none++;
                    case SURVIVED -> survivors.add(mutant.toString());
                }
            }
            if (caught(counts) == before && row.silent().size() < row.inputs().size()) {
                untouched.add(row.name());
            }
        }
        assertThat(survivors).as("mutants that the differences do not see").isEmpty();
        assertThat(untouched).as("rows whose derivative no mutant changed").isEmpty();
        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(Arrays.asList(Mutation.values()));
        counts.forEach((mutation, count) -> System.out.printf(
                "derivatives, %-8s %4d mutants, all found; %d more were the right derivative%n",
                mutation, count.caught, count.none));
    }

    private static int caught(Map<Mutation, Count> counts) {
        return counts.values().stream().mapToInt(count -> count.caught).sum();
    }
}
