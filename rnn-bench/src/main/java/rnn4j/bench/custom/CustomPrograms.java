package rnn4j.bench.custom;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rnn4j.bench.contest.Contestant;
import rnn4j.bench.contest.Job;
import rnn4j.bench.contest.Server;
import rnn4j.bench.contest.Work;
import rnn4j.bench.grid.Kind;
import rnn4j.bench.grid.OwnInference;
import rnn4j.bench.grid.OwnTraining;
import rnn4j.bench.grid.Sizes;
import rnn4j.cell.CellRegistry;
import rnn4j.cell.CellSpec;
import rnn4j.cell.Sequence;
import rnn4j.nn.Recurrent;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;
import rnn4j.tensor.Threads;

/** Run any cell of the registry, in a process of its own; with an argument that cell, whatever the job says. */
public final class CustomPrograms {
    private static final double WARM_UP_SECONDS = 3;

    private CustomPrograms() {}

    /** Returns who runs the cell of the job. */
    public static Contestant contestant(String name) {
        return new Contestant(name, CustomPrograms.class.getName(), List.of(), List.of(), Map.of(), WARM_UP_SECONDS);
    }

    /** Returns who runs one cell at the shape of the job. */
    public static Contestant reference(String cell) {
        return new Contestant(
                cell, CustomPrograms.class.getName(), List.of(), List.of(cell), Map.of(), WARM_UP_SECONDS);
    }

    /** Serves a driver. */
    public static void main(String[] args) throws IOException {
        Server.serve(Map.of(
                CustomCase.PROGRAM,
                job -> prepare(
                        args.length == 0
                                ? CustomCase.of(job)
                                : CustomCase.of(job).with(args[0]),
                        job)));
    }

    private static Optional<Work> prepare(CustomCase asked, Job job) {
        CellRegistry cells = CellRegistry.load();
        if (!cells.names().contains(asked.cell())) {
            return Optional.empty();
        }
        Sizes sizes = asked.sizes();
        Parameters parameters = Parameters.seeded(1);
        Threads threads = Threads.of(job.threads());
        CellSpec spec = CellSpec.of(sizes.input(), sizes.hidden());
        Recurrent layer = new Recurrent(cells.create(asked.cell(), spec, parameters));
        CommonNumbers numbers = new CommonNumbers(sizes);
        parameters.update(values(parameters.named(), numbers));
        Shape shape = Shape.of(sizes.length(), sizes.batch(), sizes.input());
        Sequence xs = Sequence.full(Tensor.of(shape, numbers.inputs()));
        if (asked.kind() == Kind.INFERENCE) {
            return Optional.of(new OwnInference(threads, layer, xs));
        }
        return Optional.of(new OwnTraining(
                threads, parameters, () -> layer.apply(xs).values().square().mean(), gradients -> gradients));
    }

    private static Map<String, Tensor> values(Map<String, Tensor> parameters, CommonNumbers numbers) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            Shape shape = parameter.shape();
            values.put(name, Tensor.of(shape, numbers.parameter(values.size(), shape.count())));
        });
        return values;
    }
}
