package rnn4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import rnn4j.cell.State;
import rnn4j.cell.Step;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** No number is there for nothing: a slice taken one place too far leaves some weights, columns or units unused. */
final class ReachProperties {

    private static final int TIME = 4;

    /** At so many points a gradient may happen to be zero, as that of a rectified unit that rests. */
    private static final int POINTS = 12;

    private ReachProperties() {}

    static List<Property> all() {
        String cure = "look at the places where slices and splits begin and end";
        return List.of(
                new Property(
                        "every weight has a gradient",
                        "a part of a parameter would never be trained; " + cure,
                        ReachProperties::several,
                        ReachProperties::weights),
                new Property(
                        "every column of the input reaches a result",
                        "a part of the data would be ignored; " + cure,
                        ReachProperties::several,
                        ReachProperties::columns),
                new Property(
                        "every number of a state reaches a result",
                        "a part of the memory would be ignored; " + cure,
                        ReachProperties::several,
                        ReachProperties::states),
                new Property(
                        "no number of a result is constant",
                        "a unit would say nothing; " + cure,
                        ReachProperties::several,
                        ReachProperties::results));
    }

    /** Of a single unit many things vanish by nature, as a norm of one number. */
    private static boolean several(Trial trial) {
        return trial.small() && trial.spec().hidden() > 1;
    }

    private static void weights(Trial trial) {
        Map<String, boolean[]> reached = new LinkedHashMap<>();
        for (int point = 0; point < POINTS; point++) {
            Subject subject = trial.withSeed(trial.seed() + point).subject();
            int batch = trial.batch();
            TracedPassage passage = TracedPassage.of(
                    Passage.over(subject, batch, TIME), subject.inputs("x", TIME), subject.reached(batch));
            List<double[]> gradients = passage.gradients();
            for (int i = 0; i < gradients.size(); i++) {
                double[] gradient = gradients.get(i);
                boolean[] all = reached.computeIfAbsent(passage.names().get(i), name -> new boolean[gradient.length]);
                for (int place = 0; place < all.length; place++) {
                    all[place] |= gradient[place] != 0;
                }
            }
        }
        reached.forEach((name, places) -> {
            if (name.startsWith(TracedPassage.PARAMETER)) {
                requireAll(name + " has no gradient at", places);
            }
        });
    }

    private static void requireAll(String what, boolean[] reached) {
        TreeSet<Integer> missing = new TreeSet<>();
        for (int place = 0; place < reached.length; place++) {
            if (!reached[place]) {
                missing.add(place);
            }
        }
        if (!missing.isEmpty()) {
            throw new AssertionError(what + " " + missing.size() + " of " + reached.length + " places, counted row by"
                    + " row: " + missing.stream().limit(10).toList());
        }
    }

    private static void columns(Trial trial) {
        boolean[] reached = new boolean[trial.spec().input()];
        for (int point = 0; point < POINTS; point++) {
            Subject subject = trial.withSeed(trial.seed() + point).subject();
            Tensor x = subject.inputs("x", TIME);
            State from = subject.reached(trial.batch());
            List<float[]> still = numbers(subject, x, from);
            for (int column = 0; column < reached.length; column++) {
                float[] move = new float[reached.length];
                move[column] = 1;
                Tensor moved = x.add(Tensor.of(Shape.of(reached.length), move));
                reached[column] |= !same(still, numbers(subject, moved, from));
            }
        }
        requireAll("nothing depends on the columns of the input at", reached);
    }

    private static void states(Trial trial) {
        Map<String, boolean[]> reached = new LinkedHashMap<>();
        for (int point = 0; point < POINTS; point++) {
            Subject subject = trial.withSeed(trial.seed() + point).subject();
            Assumptions.assumeFalse(subject.cell().shape().states().isEmpty(), "it has no states");
            // the beginning is a point, too: a flag of the first step is never seen again
            moveStates(subject, subject.initial(trial.batch()), reached);
            moveStates(subject, subject.reached(trial.batch()), reached);
        }
        reached.forEach((name, places) -> requireAll("nothing depends on state '" + name + "' at", places));
    }

    private static void moveStates(Subject subject, State from, Map<String, boolean[]> reached) {
        Tensor x = subject.inputs("x", TIME);
        List<float[]> still = numbers(subject, x, from);
        for (String name : from.names()) {
            Tensor value = from.get(name);
            boolean[] places = reached.computeIfAbsent(
                    name, any -> new boolean[value.shape().count()]);
            for (int place = 0; place < places.length; place++) {
                for (int move = -1; move <= 1 && !places[place]; move += 2) {
                    float[] moved = value.values();
                    moved[place] += move;
                    State other = from.with(name, Tensor.of(value.shape(), moved));
                    places[place] = !same(still, numbers(subject, x, other));
                }
            }
        }
    }

    private static void results(Trial trial) {
        Subject subject = trial.subject();
        Map<String, List<Tensor>> seen = new LinkedHashMap<>();
        for (String purpose : List.of("one", "other")) {
            Tensor x = subject.inputs(purpose, TIME);
            State state = subject.initial(trial.batch());
            state.tensors().forEach((name, value) -> add(seen, "state '" + name + "'", value));
            for (int t = 0; t < TIME; t++) {
                Step step = subject.cell().step(x.index(0, t), state);
                state = step.state();
                add(seen, "the output", step.output());
                state.tensors().forEach((name, value) -> add(seen, "state '" + name + "'", value));
            }
        }
        seen.forEach((name, values) -> {
            float[] first = values.getFirst().values();
            boolean[] moves = new boolean[first.length];
            for (Tensor value : values) {
                float[] other = value.values();
                for (int place = 0; place < moves.length; place++) {
                    moves[place] |= other[place] != first[place];
                }
            }
            requireAll(name + " is constant at", moves);
        });
    }

    private static void add(Map<String, List<Tensor>> seen, String name, Tensor value) {
        seen.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    /** Returns the numbers of all outputs and of the last states. */
    private static List<float[]> numbers(Subject subject, Tensor x, State from) {
        List<float[]> numbers = new ArrayList<>();
        numbers.add(subject.run(x, from).outputs().values().values());
        subject.run(x, from).last().tensors().values().forEach(value -> numbers.add(value.values()));
        return numbers;
    }

    private static boolean same(List<float[]> some, List<float[]> others) {
        boolean same = true;
        for (int i = 0; i < some.size(); i++) {
            same &= Arrays.equals(some.get(i), others.get(i));
        }
        return same;
    }
}
