package rnn4j.examples.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.cell.State;
import rnn4j.tensor.Ids;
import rnn4j.tensor.Shape;

class HeldOutTest {
    private static final int SYMBOLS = 5;

    /** Lengths with one lane each character, lanes of unequal length, and lanes that need several windows. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 64, 65, 66, 100, 1000, 5000})
    void equalsReadingEachLaneCharacterByCharacter(int length) {
        long seed = 31L + length;
        System.out.println("HeldOutTest seed " + seed);
        int[] text = new Random(seed).ints(length, 0, SYMBOLS).toArray();
        CharModel model = CharModels.fresh(SYMBOLS, seed);

        assertThat(HeldOut.bitsPerCharacter(model, text)).isCloseTo(slowly(model, text), within(1e-5));
    }

    @Test
    void oneCharacterIsTooFew() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeldOut.bitsPerCharacter(CharModels.fresh(SYMBOLS, 1), new int[1]))
                .withMessageContaining("1 characters");
    }

    private static double slowly(CharModel model, int[] text) {
        int predictions = text.length - 1;
        int lanes = Math.min(HeldOut.LANES, predictions);
        int lane = (predictions + lanes - 1) / lanes;
        double bits = 0;
        State state = model.initial(1);
        for (int place = 0; place < predictions; place++) {
            CharModel.Reply reply =
                    model.read(Ids.of(Shape.of(1, 1), text[place]), place % lane == 0 ? model.initial(1) : state);
            bits -= log2Probability(reply.logits().values(), text[place + 1]);
            state = reply.last();
        }
        return bits / predictions;
    }

    private static double log2Probability(float[] logits, int symbol) {
        double total = 0;
        for (float logit : logits) {
            total += Math.exp(logit);
        }
        return (logits[symbol] - Math.log(total)) / Math.log(2);
    }
}
