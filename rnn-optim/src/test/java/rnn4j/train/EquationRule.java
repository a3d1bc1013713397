package rnn4j.train;

import java.util.List;
import java.util.Map;
import rnn4j.optim.Slots;
import rnn4j.optim.Update;
import rnn4j.optim.UpdateRule;
import rnn4j.tensor.Tensor;

/** Rules that a stranger might write, each a line of equations. */
record EquationRule(String name, List<String> slots, Equations equations) implements UpdateRule {

    /** The new value and slots from value, gradient, slots and rate. */
    @FunctionalInterface
    interface Equations {
        Update of(Tensor w, Tensor g, Slots slots, Tensor rate);
    }

    /** v' = 0.9 v + 0.1 g²; w' = w − α g / (√v' + ε). */
    static UpdateRule rmsProp() {
        return new EquationRule("rms", List.of("v"), (w, g, slots, rate) -> {
            Tensor v = slots.get("v").mul(0.9f).add(g.square().mul(0.1f));
            return new Update(w.sub(g.mul(rate).div(v.sqrt().add(1e-6f))), Slots.of("v", v));
        });
    }

    /** u' = 0.9 u + g; w' = w − α (u' + 0.01 w): every weight decays, looked up or not. */
    static UpdateRule decaying() {
        return new EquationRule("decaying", List.of("u"), (w, g, slots, rate) -> {
            Tensor u = slots.get("u").mul(0.9f).add(g);
            return new Update(w.sub(u.add(w.mul(0.01f)).mul(rate)), Slots.of("u", u));
        });
    }

    /** w' = w − α g / (1 + max |g|): reads the gradient, so it is never traced. */
    static UpdateRule reading() {
        return new EquationRule(
                "reading",
                List.of(),
                (w, g, slots, rate) -> new Update(w.sub(g.mul(rate).div(1 + g.maxAbs())), Slots.none()));
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of();
    }

    @Override
    public float[] numbers(double rate, long count) {
        return new float[] {(float) rate};
    }

    @Override
    public Update update(Tensor w, Tensor g, Slots slots, List<Tensor> numbers) {
        return equations.of(w, g, slots, numbers.getFirst());
    }

    @Override
    public String toString() {
        return name;
    }
}
