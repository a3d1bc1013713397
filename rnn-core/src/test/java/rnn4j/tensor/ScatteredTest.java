package rnn4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of tables, pass after pass in the same room, against loops that know nothing of rows. */
class ScatteredTest {

    private static final int SYMBOLS = 40;
    private static final int WIDTH = 37;
    private static final Shape TABLE = Shape.of(SYMBOLS, WIDTH);

    private final Workspace workspace = new Workspace();
    private final Random random = new Random(11);

    private Ids ids(int count) {
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = random.nextInt(SYMBOLS);
        }
        return Ids.of(Shape.of(count), ids);
    }

    private Tensor rows(int count) {
        float[] values = new float[count * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9)));
        }
        return Tensor.of(Shape.of(count, WIDTH), values);
    }

    /** Row by row in the order of the ids, from zero: what the bits of a table's gradient are. */
    private static Tensor dense(Ids ids, Tensor rows) {
        float[] table = new float[SYMBOLS * WIDTH];
        float[] values = rows.values();
        for (int i = 0; i < values.length; i++) {
            table[ids.values()[i / WIDTH] * WIDTH + i % WIDTH] += values[i];
        }
        return Tensor.of(TABLE, table);
    }

    private static void assertIs(Tensor table, Tensor expected) {
        assertThat(table.sameBits(expected)).isTrue();
        assertThat(table.sumOfSquares()).isEqualTo(expected.sumOfSquares());
        assertThat(table.maxAbs()).isEqualTo(expected.maxAbs());
    }

    /** Rows come and go, and come more than once: numbers of such different size that another order has other bits. */
    @Test
    void aPassFindsNoRowOfThePassBefore() {
        for (int pass = 0; pass < 50; pass++) {
            int count = pass % 7 == 0 ? 0 : 1 + random.nextInt(60);
            Ids ids = ids(count);
            Tensor rows = rows(count);
            Tensor table = workspace.pass(() -> Tensor.scatterAdd(ids, rows, SYMBOLS));
            assertIs(table, dense(ids, rows));
        }
    }

    @Test
    void anotherOrderOfTheSameRowsHasOtherBits() {
        Ids twice = Ids.of(Shape.of(3), 5, 5, 5);
        float[] values = new float[3 * WIDTH];
        values[0] = 1e8f;
        values[WIDTH] = 1;
        values[2 * WIDTH] = -1e8f;
        Tensor rows = Tensor.of(Shape.of(3, WIDTH), values);
        // by hand in float32: (1e8 + 1) - 1e8 = 0, while (1e8 - 1e8) + 1 = 1
        assertThat(workspace.pass(() -> Tensor.scatterAdd(twice, rows, SYMBOLS)).at(5, 0))
                .isZero();
        assertThat(workspace
                        .pass(() -> Tensor.scatterAdd(twice, rows.reverse(0), SYMBOLS))
                        .at(5, 0))
                .isZero();
        values[WIDTH] = -1e8f;
        values[2 * WIDTH] = 1;
        Tensor last = Tensor.of(Shape.of(3, WIDTH), values);
        assertThat(workspace.pass(() -> Tensor.scatterAdd(twice, last, SYMBOLS)).at(5, 0))
                .isEqualTo(1);
    }

    @Test
    void severalTablesOfOneFormInOnePassKeepApart() {
        for (int pass = 0; pass < 6; pass++) {
            List<Ids> ids = List.of(ids(9), ids(20), ids(3));
            List<Tensor> rows = List.of(rows(9), rows(20), rows(3));
            List<Tensor> tables = workspace.pass(() -> List.of(
                    Tensor.scatterAdd(ids.get(0), rows.get(0), SYMBOLS),
                    Tensor.scatterAdd(ids.get(1), rows.get(1), SYMBOLS),
                    Tensor.scatterAdd(ids.get(2), rows.get(2), SYMBOLS)));
            for (int i = 0; i < 3; i++) {
                assertIs(tables.get(i), dense(ids.get(i), rows.get(i)));
            }
        }
    }

    /** Released in the pass that made it, or later: either way its room is used again, once, and nothing stays in it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aKeptTableOutlivesItsPass(int later) {
        Ids ids = ids(12);
        Tensor rows = rows(12);
        Tensor kept = workspace.pass(() -> Tensor.scatterAdd(ids, rows, SYMBOLS));
        Workspace.keep(kept);
        for (int pass = 0; pass < later; pass++) {
            Tensor others = rows(30);
            Ids otherIds = ids(30);
            assertIs(workspace.pass(() -> Tensor.scatterAdd(otherIds, others, SYMBOLS)), dense(otherIds, others));
            assertIs(kept, dense(ids, rows));
        }
        Workspace.release(kept);
        for (int pass = 0; pass < 4; pass++) {
            Tensor a = rows(5);
            Tensor b = rows(8);
            Ids idsA = ids(5);
            Ids idsB = ids(8);
            List<Tensor> both = workspace.pass(() -> {
                Tensor first = Tensor.scatterAdd(idsA, a, SYMBOLS);
                a.mul(3).add(1);
                return List.of(
                        first,
                        Tensor.scatterAdd(idsB, b, SYMBOLS),
                        rows(SYMBOLS).neg());
            });
            assertIs(both.get(0), dense(idsA, a));
            assertIs(both.get(1), dense(idsB, b));
        }
        assertThatThrownBy(kept::sumOfSquares).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(kept::maxAbs).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.clamp(-1, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPassThatIsKeptAsAWholeGivesNoTableBack() {
        Ids ids = ids(12);
        Tensor rows = rows(12);
        Tensor kept = workspace.pass(() -> {
            Workspace.keepAll();
            return Tensor.scatterAdd(ids, rows, SYMBOLS);
        });
        Tensor others = rows(12);
        workspace.pass(() -> Tensor.scatterAdd(ids, others, SYMBOLS));
        workspace.pass(() -> Tensor.scatterAdd(ids, others, SYMBOLS));
        assertIs(kept, dense(ids, rows));
    }

    /** Whatever is done with a table, it is one: used twice, or by rows and as a whole. */
    @Test
    void aTableThatIsUsedTwiceGetsBothGradients() {
        Tensor table = rows(SYMBOLS);
        for (int pass = 0; pass < 3; pass++) {
            Ids a = ids(6);
            Ids b = ids(9);
            Tensor ra = rows(6);
            Tensor rb = rows(9);
            Tensor whole = rows(SYMBOLS);
            Tensor twice = workspace
                    .pass(() -> Tape.differentiate(
                            () -> table.gather(a)
                                    .mul(ra)
                                    .sum()
                                    .add(table.gather(b).mul(rb).sum()),
                            table))
                    .gradients()
                    .of(table);
            // the way back goes from the last use to the first
            assertIs(twice, dense(b, rb).add(dense(a, ra)));
            assertThat(twice).isInstanceOf(Scattered.class);
            Tensor mixed = workspace
                    .pass(() -> Tape.differentiate(
                            () -> table.gather(a)
                                    .mul(ra)
                                    .sum()
                                    .add(table.mul(whole).sum()),
                            table))
                    .gradients()
                    .of(table);
            assertIs(mixed, whole.add(dense(a, ra)));
            assertThat(mixed).isNotInstanceOf(Scattered.class);
        }
    }

    @Test
    void sumsOfOtherShapesAreRefusedOrRepeated() {
        Tensor row = Tensor.scatterAdd(Ids.of(Shape.of(1), 0), rows(1), 1);
        Tensor table = Tensor.scatterAdd(Ids.of(Shape.of(2), 7, 9), rows(2), SYMBOLS);
        assertIs(table.add(row), table.copy().add(row.copy()));
        assertThatThrownBy(() -> table.add(Tensor.scatterAdd(Ids.of(Shape.of(1), 0), rows(1), 2)))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void sumsPassAGradientOn() {
        Ids ids = Ids.of(Shape.of(2), 3, 3);
        Tensor rows = Tensor.full(Shape.of(2, WIDTH), 2);
        Tensor gradient = Tape.differentiate(
                        () -> {
                            Tensor table = Tensor.scatterAdd(ids, rows, SYMBOLS);
                            return table.add(table).sum();
                        },
                        rows)
                .gradients()
                .of(rows);
        assertThat(gradient.sameBits(Tensor.full(Shape.of(2, WIDTH), 2))).isTrue();
    }

    @Test
    void limitsHoldInEveryRow() {
        for (int pass = 0; pass < 4; pass++) {
            Ids ids = ids(10);
            Tensor rows = rows(10);
            Tensor table = workspace.pass(() -> Tensor.scatterAdd(ids, rows, SYMBOLS));
            Tensor expected = dense(ids, rows);
            assertIs(table.clamp(-100, 50), expected.clamp(-100, 50));
            assertIs(table.clamp(0, 50), expected.clamp(0, 50));
            assertIs(table.clamp(-100, -0f), expected.clamp(-100, -0f));
            assertIs(table.clamp(2, 50), expected.clamp(2, 50));
            Tensor limited = table.clamp(-100, 50);
            workspace.pass(() -> Tensor.scatterAdd(ids(40), rows(40), SYMBOLS));
            assertIs(limited, expected.clamp(-100, 50));
        }
    }

    @Test
    void limitsPassAGradientOn() {
        Ids ids = Ids.of(Shape.of(2), 3, 3);
        Tensor rows = Tensor.full(Shape.of(2, WIDTH), 2);
        Tensor gradient = Tape.differentiate(
                        () -> Tensor.scatterAdd(ids, rows, SYMBOLS).clamp(-5, 5).sum(), rows)
                .gradients()
                .of(rows);
        assertThat(gradient.sameBits(Tensor.full(Shape.of(2, WIDTH), 1))).isTrue();
    }
}
