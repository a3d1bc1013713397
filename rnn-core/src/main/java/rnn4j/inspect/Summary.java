package rnn4j.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rnn4j.cell.Cost;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Tensor;

/**
 * A table of a model: each scope of its parameters with shapes and weights; for recurrent layers also whether they are compiled, the
 * work and the memory of a batch.
 *
 * {@snippet :
 * Summary.of(parameters).with("lstm", lstm).text(32, 64)
 * }
 */
public final class Summary {

    private final Parameters parameters;
    private final Map<String, Recurrent> recurrent;

    private Summary(Parameters parameters, Map<String, Recurrent> recurrent) {
        this.parameters = parameters;
        this.recurrent = recurrent;
    }

    /** Begins with the parameters of a model, or of a part of it. */
    public static Summary of(Parameters parameters) {
        return new Summary(parameters, Map.of());
    }

    /**
     * Returns this summary with a recurrent layer.
     *
     * @param scope where its parameters are, as {@link Parameters#scope} was told
     * @throws IllegalArgumentException when there are none
     */
    public Summary with(String scope, Recurrent layer) {
        if (!scopes().containsKey(scope)) {
            throw new IllegalArgumentException(
                    "summary: no parameter is in '" + scope + "'; there are " + scopes().keySet());
        }
        Map<String, Recurrent> more = new LinkedHashMap<>(recurrent);
        more.put(scope, layer);
        return new Summary(parameters, more);
    }

    /** The parameters of each scope, by what follows its name. */
    private Map<String, Map<String, Tensor>> scopes() {
        Map<String, Map<String, Tensor>> scopes = new LinkedHashMap<>();
        int prefix = parameters.prefix().length();
        parameters.named().forEach((name, tensor) -> {
            String own = name.substring(prefix);
            int dot = own.lastIndexOf('.');
            scopes.computeIfAbsent(own.substring(0, Math.max(dot, 0)), scope -> new LinkedHashMap<>())
                    .put(own.substring(dot + 1), tensor);
        });
        return scopes;
    }

    /**
     * Returns the table.
     *
     * @param batch rows of full sequences
     * @param time steps of each
     */
    public String text(int batch, int time) {
        StringBuilder text = new StringBuilder();
        line(text, "layer", "weights", "run", "Mflop fwd", "training", "peak KiB", "parameters");
        scopes().forEach((scope, tensors) -> {
            Recurrent layer = recurrent.get(scope);
            Optional<Cost> cost = layer == null ? Optional.empty() : layer.cost(batch, time);
            line(
                    text,
                    scope.isEmpty() ? "(model)" : scope,
                    String.format(Locale.ROOT, "%,d", weights(tensors)),
                    layer == null ? "" : cost.isPresent() ? "planned" : "on tape",
                    cost.map(each -> mega(each.inferenceFlop())).orElse(""),
                    cost.map(each -> mega(each.trainingFlop())).orElse(""),
                    cost.map(each -> String.format(Locale.ROOT, "%,d", each.trainingBytes() / 1024))
                            .orElse(""),
                    shapes(tensors));
        });
        text.append(String.format(
                Locale.ROOT,
                "%,d weights, %,d KiB; work and memory for %d rows of %d steps%n",
                parameters.count(),
                parameters.count() * Float.BYTES / 1024,
                batch,
                time));
        return text.toString();
    }

    private static long weights(Map<String, Tensor> tensors) {
        return tensors.values().stream()
                .mapToLong(tensor -> tensor.shape().count())
                .sum();
    }

    private static String shapes(Map<String, Tensor> tensors) {
        List<String> shapes = new ArrayList<>();
        tensors.forEach((name, tensor) -> shapes.add(name + " " + tensor.shape()));
        return String.join(", ", shapes);
    }

    private static String mega(double flop) {
        return String.format(Locale.ROOT, "%,.1f", flop * 1e-6);
    }

    private static void line(StringBuilder text, Object... cells) {
        text.append(String.format(Locale.ROOT, "%-18s %12s  %-9s %10s %10s %10s  %s%n", cells));
    }
}
