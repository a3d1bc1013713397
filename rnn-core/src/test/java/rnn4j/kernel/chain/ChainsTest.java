package rnn4j.kernel.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rnn4j.kernel.Floats;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.Unary;

/** Chains become compiled code soon, allocate nothing then, are shared, and refuse what they cannot do. */
@Timeout(300)
class ChainsTest {
    private static final int CALLS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private void assertFree(ChainRun run, ChainCase with) {
        float[][] arrays = with.arrays();
        long bytes = -1;
        long start = System.nanoTime();
        while (bytes != 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                with.run(run, arrays);
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(bytes).as("bytes allocated by %d calls, %s", CALLS, with).isZero();
    }

    private static Chain[] chains() {
        return new Chain[] {Lstm.forward(), Lstm.backward(), ChainCase.random(5)};
    }

    @Test
    void warmRunsAllocateNothing() {
        for (Chain chain : chains()) {
            for (int width : new int[] {3, 40, 133}) {
                ChainCase with = ChainCase.of(chain, 9, width, ChainCase.Rows.GAPS, false, 1);
                assertFree(Chains.of(chain), with);
                assertFree(new PassChain(chain, Kernels.plain().elements()), with);
                assertFree(new PassChain(chain, Kernels.vector().orElseThrow().elements()), with);
            }
        }
    }

    @Test
    void aChainBecomesCompiledCodeAndKeepsItsBits() {
        Chain chain = Lstm.forward();
        CompiledChain run = new CompiledChain(chain, Kernels.lanes());
        ChainCase with = ChainCase.of(chain, 32, 67, ChainCase.Rows.GAPS, false, 1);
        int[][] expected = with.bitsAfter(new PassChain(chain, Kernels.plain().elements()));
        long start = System.nanoTime();
        while (!run.hot() && System.nanoTime() - start < PATIENCE.toNanos()) {
            assertThat(with.bitsAfter(run)).isDeepEqualTo(expected);
            float[][] arrays = with.arrays();
            for (int i = 0; i < CALLS; i++) {
                with.run(run, arrays);
            }
        }
        assertThat(run.hot()).isTrue();
        assertThat(with.bitsAfter(run)).isDeepEqualTo(expected);
    }

    /** Pieces grow while rows are begun and not finished; a row was once left half done then. */
    @Test
    void everyRunOnTheWayToCompiledCodeIsWhole() {
        Chain chain = Lstm.backward();
        CompiledChain run = new CompiledChain(chain, Kernels.lanes());
        ChainCase with = ChainCase.of(chain, 3, 2 * Kernels.lanes() + 1, ChainCase.Rows.GAPS, false, 2);
        int[][] expected = with.bitsAfter(new PassChain(chain, Kernels.plain().elements()));
        for (int i = 0; i < 500 && !run.hot(); i++) {
            assertThat(with.bitsAfter(run)).as("run " + i).isDeepEqualTo(expected);
        }
    }

    @Test
    void equalChainsAreShared() {
        assertThat(Chains.of(Lstm.backward())).isSameAs(Chains.of(Lstm.backward()));
        assertThat(Chains.of(Lstm.backward())).isNotSameAs(Chains.of(Lstm.forward()));
    }

    @Test
    void chainsThatAreTooLongOrHaveNoVectorFormRunByPasses() {
        assertThat(Chains.of(ChainCase.of(Unary.SIN, false))).isInstanceOf(PassChain.class);
        Lstm.Terms terms = new Lstm.Terms();
        int x = terms.load();
        for (int i = 0; i < 30; i++) {
            x = terms.apply(Unary.TANH, x);
        }
        terms.store(x);
        assertThat(Chains.of(terms.chain())).isInstanceOf(PassChain.class);
    }

    @ParameterizedTest
    @EnumSource
    void costIsCloseToTheBytesOfCode(Unary f) {
        if (f != Unary.SIN && f != Unary.COS) {
            assertCost(ChainCase.of(f, false), 40);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void costOfAWholeChainIsCloseToTheBytesOfCode(long way) {
        assertCost(way == 0 ? Lstm.forward() : Lstm.backward(), 100);
    }

    private static void assertCost(Chain chain, int tolerance) {
        for (var method : ClassFile.of().parse(BodyWriter.bytes(chain, 8)).methods()) {
            if (method.methodName().equalsString("run")) {
                int bytes = ((CodeAttribute) method.code().orElseThrow()).codeLength();
                assertThat(Chains.cost(chain))
                        .as("%s", chain)
                        .isBetween(bytes - tolerance, bytes + bytes / 6 + tolerance);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rangesOutsideTheirArraysAreRefusedBeforeAnythingIsWritten(boolean compiled) {
        Chain chain = ChainCase.of(Unary.TANH, false);
        ChainRun run = compiled
                ? Chains.of(chain)
                : new PassChain(chain, Kernels.plain().elements());
        float[] y = new float[100];
        float[] x = Floats.uniform(99, 1);
        assertThatThrownBy(() -> run.run(new float[][] {x, y}, new int[2], new int[] {10, 10}, 10, 10))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> run.run(new float[][] {y, x}, new int[2], new int[] {10, 10}, 10, 10))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> run.run(new float[][] {x, y}, new int[] {-1, 0}, new int[] {9, 9}, 10, 9))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(y).containsOnly(0f);
    }

    @Test
    void rowsThatAreStoredOverOneAnotherAreRefused() {
        ChainRun run = Chains.of(ChainCase.of(Unary.TANH, false));
        assertThatThrownBy(() -> run.run(new float[2][100], new int[2], new int[] {10, 9}, 10, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chain: buffer 1 is stored with row step 9, so its rows of 10 overlap; "
                        + "give each row a place of its own");
    }
}
