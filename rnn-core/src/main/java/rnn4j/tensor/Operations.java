package rnn4j.tensor;

import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.function.Function;

/** The list of all operations; what is not in it cannot be reached, and what is in it is tested. */
public final class Operations {

    private static final ImmutableSortedMap<String, Function<Attributes, Op>> BY_NAME = list();

    private Operations() {}

    /** Returns the names of all operations, sorted. */
    public static List<String> names() {
        return BY_NAME.keySet().asList();
    }

    /**
     * Returns the operation that a file or a graph names.
     *
     * @throws IllegalArgumentException when there is none of that name, or an attribute is missing, of another type or too
     *     much
     */
    public static Op of(String name, Attributes attributes) {
        Function<Attributes, Op> operation = BY_NAME.get(name);
        if (operation == null) {
            throw new IllegalArgumentException("operation: '" + name + "' is unknown; there are " + names());
        }
        Op op = operation.apply(attributes);
        if (!op.attributes().equals(attributes)) {
            throw new IllegalArgumentException("operation: '" + name + "' takes the attributes "
                    + op.attributes().values().keySet() + ", not "
                    + attributes.values().keySet());
        }
        return op;
    }

    /**
     * Returns the result of an operation named as data: how a graph is run.
     *
     * @throws ShapeException when the inputs do not fit
     */
    public static Tensor apply(Op op, List<Tensor> inputs) {
        int given = inputs.size();
        if (op.arity() == Op.ANY ? given == 0 : given != op.arity()) {
            throw new ShapeException(
                    op.name(), given + " inputs; give " + (op.arity() == Op.ANY ? "at least 1" : op.arity()));
        }
        return Tensor.apply(op, List.copyOf(inputs));
    }

    private static ImmutableSortedMap<String, Function<Attributes, Op>> list() {
        ImmutableSortedMap.Builder<String, Function<Attributes, Op>> all = ImmutableSortedMap.naturalOrder();
        UnaryOp.ALL.forEach(op -> all.put(op.name(), attributes -> op));
        BinaryOp.ALL.forEach(op -> all.put(op.name(), attributes -> op));
        TernaryOp.ALL.forEach(op -> all.put(op.name(), attributes -> op));
        for (ReductionOp.Kind kind : ReductionOp.Kind.values()) {
            all.put(kind.title(), attributes -> new ReductionOp(kind, attributes.integer("axis")));
        }
        all.put("softmax", attributes -> SoftmaxOp.SOFTMAX);
        all.put("logSoftmax", attributes -> SoftmaxOp.LOG_SOFTMAX);
        all.put(MatmulOp.NAME, MatmulOp::of);
        all.put("reshape", a -> new LayoutOp.Reshape(a.shape("shape")));
        all.put("transpose", a -> new LayoutOp.Transpose(a.integer("first"), a.integer("second")));
        all.put("broadcast", a -> new LayoutOp.Broadcast(a.shape("shape")));
        all.put("slice", a -> new LayoutOp.Slice(a.integer("axis"), a.integer("from"), a.integer("to")));
        all.put("pad", a -> new LayoutOp.Pad(a.integer("axis"), a.integer("before"), a.integer("after")));
        all.put("concat", a -> new LayoutOp.Concat(a.integer("axis")));
        all.put("reverse", a -> new LayoutOp.Reverse(a.integer("axis")));
        all.put("gather", a -> new IndexOp.Gather(Ids.of(a.shape("shape"), a.integers("ids"))));
        all.put("scatterAdd", a -> new IndexOp.ScatterAdd(Ids.of(a.shape("shape"), a.integers("ids")), a.integer("n")));
        all.put("logLikelihood", a -> new LabelOp.LogLikelihood(Ids.of(a.shape("shape"), a.integers("ids"))));
        all.put("logLikelihoodSlope", a -> new LabelOp.Slope(Ids.of(a.shape("shape"), a.integers("ids"))));
        all.put("patches", a -> new PatchOp.Lay(Window.of(a)));
        all.put("scatterPatches", a -> new PatchOp.Scatter(a.integer("height"), a.integer("width"), Window.of(a)));
        all.put(ConvolutionOp.NAME, a -> new ConvolutionOp(Window.of(a)));
        all.put("stopGradient", attributes -> new GradientOp.StopGradient());
        all.put("ownDerivative", attributes -> new GradientOp.OwnDerivative());
        return all.buildOrThrow();
    }
}
