package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.PackedMatrix;
import rnn4j.tensor.Recomputed;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/**
 * What a plan computes from the parameters alone: once for as long as they stay the same, and into the same arrays, which are
 * its own and outlast the pass.
 */
final class Weights {

    private final Plan plan;
    private final Map<List<Value>, Packing> packings = new HashMap<>();
    private final IdentityHashMap<Instruction.Product, Packing> byProduct = new IdentityHashMap<>();
    private final IdentityHashMap<Value, Tensor> tensors = new IdentityHashMap<>();

    /** What is computed anew, each after what it is computed from. */
    private final List<Recomputed> derived = new ArrayList<>();

    private final float[][] fixed;
    private final List<Tensor> parameters = new ArrayList<>();
    private final long[] versions;
    private boolean computed;

    Weights(Plan plan) {
        this.plan = plan;
        fixed = new float[plan.numbers()][];
        for (Plan.Part part : List.of(plan.forward(), plan.backward())) {
            for (List<Instruction> instructions : List.of(part.before(), part.step(), part.after())) {
                for (Instruction instruction : instructions) {
                    if (instruction instanceof Instruction.Product product) {
                        byProduct.put(product, packings.computeIfAbsent(product.members(), Packing::new));
                        product.members().forEach(member -> parameters(member.input(1)));
                    }
                }
            }
        }
        plan.fixed().keySet().forEach(this::parameters);
        versions = new long[parameters.size()];
    }

    private void parameters(Value value) {
        if (value.role() == Value.Role.PARAMETER) {
            if (!parameters.contains(value.tensor())) {
                parameters.add(value.tensor());
            }
        } else {
            value.inputs().forEach(this::parameters);
        }
    }

    /** Computes anew what has changed with the parameters; returns whether anything has. */
    boolean refresh() {
        if (computed && current()) {
            return false;
        }
        Tape.aside(() -> {
            derived.forEach(Recomputed::again);
            plan.fixed().forEach((value, spot) -> fixed[spot.buffer().number()] = Storage.of(tensor(value)));
            packings.values().forEach(Packing::refresh);
            return this;
        });
        for (int i = 0; i < versions.length; i++) {
            versions[i] = Storage.version(parameters.get(i));
        }
        computed = true;
        return true;
    }

    private boolean current() {
        for (int i = 0; i < versions.length; i++) {
            if (versions[i] != Storage.version(parameters.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the array of a fixed buffer. */
    float[] fixed(Buffer buffer) {
        return fixed[buffer.number()];
    }

    /** Returns the packed weights of a product. */
    PackedMatrix packed(Instruction.Product product) {
        return Objects.requireNonNull(byProduct.get(product)).matrix();
    }

    /** Returns a fixed value as a tensor, always the same one; not within a tape. Threads may ask at the same time. */
    synchronized Tensor tensor(Value value) {
        Tensor known = tensors.get(value);
        if (known == null) {
            known = made(value);
            tensors.put(value, known);
        }
        return known;
    }

    private Tensor made(Value value) {
        if (value.uniform()) {
            return Tensor.full(value.dims().at(1), value.tensor().value());
        }
        if (value.role() != Value.Role.OPERATION) {
            return value.tensor();
        }
        List<Tensor> inputs = value.inputs().stream().map(this::tensor).toList();
        Recomputed made = new Recomputed(value.operation(1), inputs);
        derived.add(made);
        return made.result();
    }

    /** The right sides of products with one left side, side by side. */
    private final class Packing {
        private final List<Value> members;
        private final boolean turned;
        private @Nullable PackedMatrix matrix;

        Packing(List<Value> members) {
            this.members = members;
            this.turned = members.size() == 1 && Form.transposed(members.getFirst(), "transposeB");
        }

        PackedMatrix matrix() {
            return Objects.requireNonNull(matrix);
        }

        void refresh() {
            Tensor weights = weights();
            float[] numbers = Storage.of(weights);
            if (matrix == null) {
                Shape shape = weights.shape();
                int k = shape.size(turned ? 1 : 0);
                int n = shape.size(turned ? 0 : 1);
                matrix = Kernels.products().pack(k, n, numbers, 0, turned);
            } else {
                Kernels.products().repack(matrix, numbers, 0, turned);
            }
        }

        private Tensor weights() {
            if (members.size() == 1) {
                return tensor(members.getFirst().input(1));
            }
            List<Tensor> columns = new ArrayList<>(members.size());
            for (Value member : members) {
                Tensor each = tensor(member.input(1));
                columns.add(Form.transposed(member, "transposeB") ? each.transpose(0, 1) : each);
            }
            return Tensor.concat(1, columns);
        }
    }
}
