package rnn4j.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.Pool;
import rnn4j.kernel.RowSet;
import rnn4j.kernel.Workers;
import rnn4j.kernel.chain.Chain;
import rnn4j.kernel.chain.ChainRun;
import rnn4j.kernel.chain.Chains;

/**
 * Equations between tensors of one shape and single numbers, computed again and again into the same room.
 *
 * <p>They are traced once. Where they go element by element they run over blocks that stay in the cache, shared among the
 * threads, without a new array; others run operation by operation. The bits are the same.
 */
public final class Equation {

    /** So many elements of some seven arrays stay in the second-level cache until they were looked at. */
    private static final int BLOCK = 4096;

    /** What a thread takes at once: enough to pay for the hand-over. */
    private static final int PART = 8 * BLOCK;

    private final Shape shape;
    private final Function<List<Tensor>, List<Tensor>> equations;
    private final @Nullable ChainRun chain;
    private final @Nullable Rest rest;
    private final int operands;
    private final Pool<Pass> passes;

    private Equation(
            Shape shape,
            Function<List<Tensor>, List<Tensor>> equations,
            Optional<Chain> chain,
            Optional<Rest> rest,
            int operands) {
        this.shape = shape;
        this.equations = equations;
        this.chain = chain.map(Chains::of).orElse(null);
        this.rest = rest.orElse(null);
        this.operands = operands;
        int buffers = chain.map(Chain::buffers).orElse(0);
        this.passes = new Pool<>(() -> new Pass(buffers));
    }

    /**
     * Traces equations.
     *
     * @param shape of every tensor and of every result
     * @param tensors how many tensors there are
     * @param numbers how many numbers there are
     * @param equations from the tensors, followed by the numbers as tensors of rank 0, to the results; the same for the same
     *     shapes
     */
    public static Equation of(Shape shape, int tensors, int numbers, Function<List<Tensor>, List<Tensor>> equations) {
        List<Tensor> symbols = Stream.concat(
                        Collections.nCopies(tensors, shape).stream(),
                        Collections.nCopies(numbers, Shape.SCALAR).stream())
                .map(Trace::symbol)
                .toList();
        List<Tensor> results = traced(shape, symbols, equations);
        Optional<Chain> chain = results.isEmpty() ? Optional.empty() : ElementChain.of(symbols, results);
        Optional<Rest> rest = chain.flatMap(any -> Rest.of(symbols, tensors, results));
        return new Equation(shape, equations, chain, rest, tensors);
    }

    /** Returns the results as symbols; none where the equations read numbers, as a rule does that measures a gradient. */
    private static List<Tensor> traced(
            Shape shape, List<Tensor> symbols, Function<List<Tensor>, List<Tensor>> equations) {
        List<Tensor> results;
        try {
            results = Trace.of(() -> equations.apply(symbols));
        } catch (TracedValueException e) {
            return List.of();
        }
        results.forEach(result -> checkResult(result, shape));
        return results;
    }

    private static void checkResult(Tensor result, Shape shape) {
        if (!result.shape().equals(shape)) {
            throw new ShapeException(
                    "equation", "a result is " + result.shape() + ", not " + shape + "; give one of the shape");
        }
    }

    /** Returns whether it runs over blocks: all its operations go element by element. */
    public boolean elementWise() {
        return chain != null;
    }

    /**
     * Computes all results.
     *
     * @param results one of the shape per result; none may be among the buffers
     * @param numbers the numbers
     * @param buffers the last tensors of the equations, of the shape
     * @param tensors the tensors before them, of the shape
     * @return the first result that has a number which is NaN or infinite; the number of results if all are finite
     */
    public int compute(List<Buffer> results, float[] numbers, List<Buffer> buffers, Tensor... tensors) {
        return compute(false, results, numbers, buffers, tensors);
    }

    /**
     * Computes all results but for rows that rest: where all buffers and all tensors but the first are known to hold zeros
     * only, and with them the first result would be the first tensor and the others zeros, bit for bit.
     *
     * <p>There the first result holds anything, and {@link Parameters#updateFrom} does not write it. What is returned is the
     * same as of {@link #compute}.
     *
     * @param results the first one for the first tensor to become, the others for the buffers
     */
    public int computeMoving(List<Buffer> results, float[] numbers, List<Buffer> buffers, Tensor... tensors) {
        return compute(rests(numbers, tensors), results, numbers, buffers, tensors);
    }

    private boolean rests(float[] numbers, Tensor... tensors) {
        if (rest == null || !rest.with(numbers)) {
            return false;
        }
        for (int i = 1; i < tensors.length; i++) {
            if (!(tensors[i] instanceof Scattered)) {
                return false;
            }
        }
        return tensors[0].finite();
    }

    private int compute(boolean rests, List<Buffer> results, float[] numbers, List<Buffer> buffers, Tensor... tensors) {
        checkShapes(results, buffers, tensors);
        Pass pass = passes.take();
        pass.moving.clear();
        if (rests) {
            for (int i = 1; i < tensors.length; i++) {
                pass.moving.addAll(((Scattered) tensors[i]).rows());
            }
            for (int i = 0; i < buffers.size(); i++) {
                pass.moving.addAll(buffers.get(i).rows());
            }
        } else {
            pass.moving.addEvery();
        }
        for (int i = 0; i < results.size(); i++) {
            results.get(i).begin(pass.moving);
        }
        int notFinite;
        if (chain == null) {
            notFinite = computeByOperations(results, numbers, buffers, tensors);
        } else {
            pass.begin(results, numbers, buffers, tensors);
            Workers.current().run((shape.count() + PART - 1) / PART, pass.part);
            notFinite = pass.end();
        }
        passes.give(pass);
        for (int i = 0; i < results.size(); i++) {
            results.get(i).end(i < notFinite);
        }
        return notFinite;
    }

    private void checkShapes(List<Buffer> results, List<Buffer> buffers, Tensor... tensors) {
        if (tensors.length + buffers.size() != operands) {
            throw new IllegalArgumentException("equation: " + tensors.length + " tensors and " + buffers.size()
                    + " buffers; give " + operands + " in all");
        }
        for (Tensor tensor : tensors) {
            check(tensor.shape());
        }
        for (int i = 0; i < buffers.size(); i++) {
            check(buffers.get(i).shape());
        }
        for (int i = 0; i < results.size(); i++) {
            check(results.get(i).shape());
        }
    }

    private void check(Shape given) {
        if (!given.equals(shape)) {
            throw new ShapeException("equation", given + " is not the shape " + shape + "; trace one for each shape");
        }
    }

    private int computeByOperations(List<Buffer> results, float[] numbers, List<Buffer> buffers, Tensor... tensors) {
        List<Tensor> inputs = new ArrayList<>(List.of(tensors));
        buffers.forEach(buffer -> inputs.add(buffer.tensor()));
        for (float number : numbers) {
            inputs.add(Tensor.scalar(number));
        }
        List<Tensor> computed = equations.apply(inputs);
        int notFinite = results.size();
        for (int i = results.size() - 1; i >= 0; i--) {
            checkResult(computed.get(i), shape);
            System.arraycopy(computed.get(i).data(), 0, results.get(i).data(), 0, shape.count());
            notFinite = computed.get(i).finite() ? notFinite : i;
        }
        return notFinite;
    }

    /** One computation: the arrays of the chain's buffers, and what was found in the results. */
    private final class Pass {

        private final float[][] arrays;
        private final int[] rowSteps;
        private final Pool<int[]> places;
        private final IntConsumer part = this::computePart;
        private final RowSet moving = shape.noRows();
        private int firstNumber;
        private int firstResult;
        private volatile int notFinite;

        Pass(int buffers) {
            this.arrays = new float[buffers][];
            this.rowSteps = new int[buffers];
            this.places = new Pool<>(() -> new int[buffers]);
        }

        void begin(List<Buffer> results, float[] numbers, List<Buffer> buffers, Tensor... tensors) {
            int place = 0;
            for (Tensor tensor : tensors) {
                arrays[place++] = tensor.data();
            }
            for (int i = 0; i < buffers.size(); i++) {
                arrays[place++] = buffers.get(i).data();
            }
            firstNumber = place;
            for (int i = 0; i < numbers.length; i++) {
                arrays[place++] = numbers;
            }
            firstResult = place;
            for (int i = 0; i < results.size(); i++) {
                arrays[place++] = results.get(i).data();
            }
            notFinite = arrays.length;
        }

        int end() {
            Arrays.fill(arrays, null);
            return notFinite - firstResult;
        }

        private void computePart(int part) {
            int[] from = places.take();
            int end = (int) Math.min(shape.count(), (part + 1L) * PART);
            for (int run = moving.next(part * PART); run < end; ) {
                int runEnd = Math.min(end, moving.end(run));
                for (int block = run; block < runEnd; block += BLOCK) {
                    computeBlock(from, block, Math.min(BLOCK, runEnd - block));
                }
                run = moving.next(runEnd);
            }
            places.give(from);
        }

        private void computeBlock(int[] from, int block, int n) {
            for (int i = 0; i < from.length; i++) {
                from[i] = i >= firstNumber && i < firstResult ? i - firstNumber : block;
            }
            Objects.requireNonNull(chain).run(arrays, from, rowSteps, 1, n);
            for (int i = firstResult; i < arrays.length; i++) {
                if (!Kernels.rows().allFinite(arrays[i], block, n)) {
                    found(i);
                }
            }
        }

        private synchronized void found(int result) {
            notFinite = Math.min(notFinite, result);
        }
    }
}
