package rnn4j.cell.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rnn4j.kernel.Kernels;
import rnn4j.kernel.PackedMatrix;
import rnn4j.tensor.Operations;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Storage;
import rnn4j.tensor.Tape;
import rnn4j.tensor.Tensor;

/** What a plan computes from the parameters alone: once for as long as they stay the same. */
final class Weights {

    private final Plan plan;
    private final List<Instruction.Product> products = new ArrayList<>();
    private final Map<Value, Tensor> tensors = new HashMap<>();
    private final Map<List<Value>, PackedMatrix> packed = new HashMap<>();
    private final float[][] fixed;
    private final List<Tensor> parameters = new ArrayList<>();
    private long @Nullable [] versions;

    Weights(Plan plan) {
        this.plan = plan;
        fixed = new float[plan.numbers()][];
        for (Plan.Part part : List.of(plan.forward(), plan.backward())) {
            for (List<Instruction> instructions : List.of(part.before(), part.step(), part.after())) {
                for (Instruction instruction : instructions) {
                    if (instruction instanceof Instruction.Product product) {
                        products.add(product);
                        product.members().forEach(member -> parameters(member.input(1)));
                    }
                }
            }
        }
        plan.fixed().keySet().forEach(this::parameters);
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
        if (current()) {
            return false;
        }
        tensors.clear();
        Tape.aside(() -> {
            plan.fixed().forEach((value, spot) -> fixed[spot.buffer().number()] = Storage.of(tensor(value)));
            products.forEach(this::pack);
            return tensors;
        });
        versions = parameters.stream().mapToLong(Storage::version).toArray();
        return true;
    }

    private boolean current() {
        long[] known = versions;
        if (known == null) {
            return false;
        }
        for (int i = 0; i < known.length; i++) {
            if (known[i] != Storage.version(parameters.get(i))) {
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
        return Objects.requireNonNull(packed.get(product.members()));
    }

    /** Returns a fixed value as a tensor. */
    Tensor tensor(Value value) {
        if (value.uniform()) {
            return Tensor.full(value.dims().at(1), value.tensor().value());
        }
        if (value.role() != Value.Role.OPERATION) {
            return value.tensor();
        }
        Tensor known = tensors.get(value);
        if (known == null) {
            List<Tensor> inputs = value.inputs().stream().map(this::tensor).toList();
            known = Operations.apply(value.operation().at(1), inputs);
            tensors.put(value, known);
        }
        return known;
    }

    private void pack(Instruction.Product product) {
        List<Value> members = product.members();
        Value first = members.getFirst();
        Tensor weights = tensor(first.input(1));
        boolean turned = Form.transposed(first, "transposeB");
        if (members.size() > 1) {
            List<Tensor> columns = new ArrayList<>();
            for (Value member : members) {
                Tensor each = tensor(member.input(1));
                columns.add(Form.transposed(member, "transposeB") ? each.transpose(0, 1) : each);
            }
            weights = Tensor.concat(1, columns);
            turned = false;
        }
        Shape shape = weights.shape();
        PackedMatrix there = packed.get(members);
        if (there == null) {
            packed.put(
                    members,
                    Kernels.products()
                            .pack(
                                    shape.size(turned ? 1 : 0),
                                    shape.size(turned ? 0 : 1),
                                    Storage.of(weights),
                                    0,
                                    turned));
        } else {
            Kernels.products().repack(there, Storage.of(weights), 0, turned);
        }
    }
}
