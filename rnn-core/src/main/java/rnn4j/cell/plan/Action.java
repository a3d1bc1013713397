package rnn4j.cell.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.PackedMatrix;
import rnn4j.kernel.RowKernels;
import rnn4j.kernel.chain.ChainRun;
import rnn4j.kernel.chain.Chains;
import rnn4j.tensor.Operations;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** An instruction ready to run on the rows of a frame; holds what a call needs, so each thread has its own. */
interface Action {

    /** Does the work for the rows {@code [from, to)} of the batch. */
    void run(Frame frame, int from, int to);

    /** Returns the action of an instruction. */
    static Action of(Instruction instruction, Weights weights) {
        return switch (instruction) {
            case Instruction.Elements elements -> new OfElements(elements);
            case Instruction.Product product -> new OfProduct(product, weights);
            case Instruction.Rows rows -> new OfRows(rows);
            case Instruction.General general -> new OfGeneral(general, weights);
        };
    }

    /** Runs a chain. */
    final class OfElements implements Action {
        private final ChainRun run;
        private final Space space;
        private final float[][] arrays;
        private final int[] from;
        private final int[] buffers;
        private final int[] offsets;
        private final int[] ofBatchRow;
        private final int[] ofLine;
        private final boolean dense;

        OfElements(Instruction.Elements elements) {
            run = Chains.of(elements.chain());
            List<Spot> spots = elements.spots();
            space = elements.space();
            arrays = new float[spots.size()][];
            from = new int[arrays.length];
            buffers = new int[arrays.length];
            offsets = new int[arrays.length];
            ofBatchRow = new int[arrays.length];
            ofLine = new int[arrays.length];
            boolean noGaps = true;
            for (int i = 0; i < arrays.length; i++) {
                Buffer buffer = spots.get(i).buffer();
                boolean fixed = buffer.kind() == Buffer.Kind.FIXED;
                buffers[i] = buffer.number();
                offsets[i] = spots.get(i).offset();
                ofBatchRow[i] = fixed ? 0 : buffer.width();
                ofLine[i] = switch (elements.readings().get(i)) {
                    case FULL -> space.width();
                    case SPREAD -> 1;
                    default -> 0;
                };
                noGaps &= fixed || buffer.width() == space.lines() * ofLine[i];
            }
            dense = noGaps || space.lines() == 1;
        }

        @Override
        public void run(Frame frame, int first, int to) {
            if (dense) {
                int[] steps = space.lines() == 1 ? ofBatchRow : ofLine;
                call(frame, first, (to - first) * space.lines(), steps);
            } else {
                for (int row = first; row < to; row++) {
                    call(frame, row, space.lines(), ofLine);
                }
            }
        }

        private void call(Frame frame, int row, int lines, int[] steps) {
            int[] base = frame.base();
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = frame.array(buffers[i]);
                from[i] = base[buffers[i]] + row * ofBatchRow[i] + offsets[i];
            }
            run.run(arrays, from, steps, lines, space.width());
        }
    }

    /** Multiplies by packed weights. */
    final class OfProduct implements Action {
        private final Instruction.Product product;
        private final Weights weights;

        /** What {@link Weights} packs anew in place. */
        private @Nullable PackedMatrix packed;

        OfProduct(Instruction.Product product, Weights weights) {
            this.product = product;
            this.weights = weights;
        }

        private PackedMatrix packed() {
            PackedMatrix known = packed;
            if (known == null) {
                known = weights.packed(product);
                packed = known;
            }
            return known;
        }

        @Override
        public void run(Frame frame, int from, int to) {
            Spot left = product.left();
            Spot result = product.result();
            int lines = product.lines();
            if (lines == 1) {
                call(
                        frame,
                        from,
                        to - from,
                        left.buffer().width(),
                        result.buffer().width());
            } else if (left.dense() && result.dense()) {
                call(frame, from, (to - from) * lines, left.width() / lines, result.width() / lines);
            } else {
                for (int row = from; row < to; row++) {
                    call(frame, row, lines, left.width() / lines, result.width() / lines);
                }
            }
        }

        private void call(Frame frame, int row, int rows, int leftRow, int resultRow) {
            Kernels.products()
                    .multiply(
                            rows,
                            frame.array(product.left()),
                            frame.at(product.left(), row),
                            leftRow,
                            packed(),
                            frame.array(product.result()),
                            frame.at(product.result(), row),
                            resultRow,
                            product.added());
        }
    }

    /** Runs a row kernel. */
    record OfRows(Instruction.Rows rows) implements Action {
        @Override
        public void run(Frame frame, int from, int to) {
            if (rows.x().dense() && rows.result().dense()) {
                call(frame, from, (to - from) * rows.lines());
            } else {
                for (int row = from; row < to; row++) {
                    call(frame, row, rows.lines());
                }
            }
        }

        private void call(Frame frame, int row, int count) {
            float[] x = frame.array(rows.x());
            int xFrom = frame.at(rows.x(), row);
            float[] y = frame.array(rows.result());
            int yFrom = frame.at(rows.result(), row);
            int n = rows.width();
            RowKernels kernels = Kernels.rows();
            switch (rows.value().operation().name()) {
                case "sum" -> kernels.sum(x, xFrom, count, n, y, yFrom);
                case "maxAlong" -> kernels.max(x, xFrom, count, n, y, yFrom);
                case "logSumExp" -> kernels.logSumExp(x, xFrom, count, n, y, yFrom);
                case "softmax" -> kernels.softmax(x, xFrom, count, n, y, yFrom);
                default -> kernels.logSoftmax(x, xFrom, count, n, y, yFrom);
            }
        }
    }

    /** Computes a value by tensor operations from what lies in memory. */
    final class OfGeneral implements Action {
        private final Value value;
        private final Spot result;
        private final General general;

        OfGeneral(Instruction.General instruction, Weights weights) {
            value = instruction.value();
            result = instruction.result();
            general = new General(instruction.sources(), weights);
        }

        @Override
        public void run(Frame frame, int from, int to) {
            float[] numbers = Storage.of(general.compute(value, frame, from, to));
            int width = result.width();
            for (int row = from; row < to; row++) {
                System.arraycopy(numbers, (row - from) * width, frame.array(result), frame.at(result, row), width);
            }
        }
    }

    /** Computes values by tensor operations, for some rows. */
    final class General {
        private final Map<Value, Spot> sources;
        private final Weights weights;

        General(Map<Value, Spot> sources, Weights weights) {
            this.sources = new LinkedHashMap<>(sources);
            this.weights = weights;
        }

        Tensor compute(Value value, Frame frame, int from, int to) {
            Map<Value, Tensor> known = new HashMap<>();
            sources.forEach((source, spot) -> known.put(source, read(source, spot, frame, from, to)));
            return Tape.aside(() -> compute(value, known, to - from));
        }

        private Tensor compute(Value value, Map<Value, Tensor> known, int rows) {
            Tensor tensor = known.get(value);
            if (tensor == null) {
                if (value.varies()) {
                    List<Tensor> inputs = value.inputs().stream()
                            .map(input -> compute(input, known, rows))
                            .toList();
                    tensor = Operations.apply(value.operation().at(rows), inputs);
                } else {
                    tensor = value.uniform()
                            ? Tensor.full(value.dims().at(rows), value.tensor().value())
                            : weights.tensor(value);
                }
                known.put(value, tensor);
            }
            return tensor;
        }

        private static Tensor read(Value value, Spot spot, Frame frame, int from, int to) {
            Shape shape = value.dims().at(to - from);
            float[] numbers = new float[shape.count()];
            int width = spot.width();
            for (int row = from; row < to; row++) {
                System.arraycopy(frame.array(spot), frame.at(spot, row), numbers, (row - from) * width, width);
            }
            return Storage.tensor(shape, numbers);
        }
    }

    /** Returns the actions of instructions, in order. */
    static List<Action> all(List<Instruction> instructions, Weights weights) {
        return instructions.stream()
                .map(instruction -> of(instruction, weights))
                .toList();
    }

    /** Returns whether an instruction is one of those that share their work among threads by themselves. */
    static boolean shares(Instruction instruction) {
        return instruction instanceof Instruction.Product;
    }
}
