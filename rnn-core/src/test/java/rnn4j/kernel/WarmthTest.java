package rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A loop is tried often enough for C2 to compile it, seldom while C2 may be at work, and given up in the end. */
class WarmthTest {
    private static final int BYTES = 100;
    private static final long SLOW = 50_000;
    private static final long FAST = 100;
    private static final long A_WHILE = 400_000_000;
    private static final long TOO_LONG = 2_000_000_000;

    private long now;
    private final Warmth warmth = new Warmth(BYTES, () -> now);

    private void trySlowPieces(int count) {
        for (int i = 0; i < count; i++) {
            warmth.tried(SLOW, warmth.piece());
        }
    }

    @Test
    void smallPiecesComeFirst() {
        assertThat(warmth.piece()).isEqualTo(1);
        trySlowPieces(1000);
        assertThat(warmth.piece()).isGreaterThan(1);
        assertThat(warmth.hot()).isFalse();
    }

    @Test
    void someFastPiecesInARowMakeItHot() {
        trySlowPieces(10);
        warmth.tried(FAST, 4);
        warmth.tried(FAST, 4);
        warmth.tried(SLOW, 4);
        warmth.tried(FAST, 4);
        warmth.tried(FAST, 4);
        assertThat(warmth.hot()).isFalse();
        warmth.tried(FAST, 4);
        assertThat(warmth.hot()).isTrue();
    }

    @Test
    void whileC2MayBeAtWorkFewPiecesAreTried() {
        trySlowPieces(6000);
        int tried = 0;
        for (int run = 0; run < 80; run++) {
            tried += warmth.allowance() > 0 ? 1 : 0;
        }
        assertThat(tried).isBetween(1, 20);
        now += A_WHILE;
        assertThat(warmth.allowance()).as("after C2 had its time").isGreaterThan(1);
    }

    @Test
    void whatStaysSlowIsGivenUp() {
        trySlowPieces(100);
        assertThat(warmth.hopeless()).isFalse();
        warmth.tried(TOO_LONG, 1);
        assertThat(warmth.hopeless()).isTrue();
    }
}
