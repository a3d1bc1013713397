package rnn4j.cells;

import static rnn4j.cells.Doubles.map;
import static rnn4j.cells.Doubles.normal;
import static rnn4j.cells.Doubles.part;
import static rnn4j.cells.Doubles.product;
import static rnn4j.cells.Doubles.rest;
import static rnn4j.cells.Doubles.sigmoid;
import static rnn4j.cells.Doubles.sum;
import static rnn4j.cells.Doubles.tanh;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The papers' equations once more, in double precision: what the cells are held against. A state is replaced by the next one. */
final class Twins {

    private Twins() {}

    /** The states of one row. */
    static final class Past {
        private final Map<String, double[]> states = new HashMap<>();

        double[] get(String name) {
            return Objects.requireNonNull(states.get(name), name);
        }

        void put(String name, double[] value) {
            states.put(name, value);
        }
    }

    /** One step. */
    @FunctionalInterface
    interface Twin {
        /** Returns the output for one row. */
        double[] step(Doubles p, double[] x, Past state);
    }

    private static double[] keep(Past state, String name, double[] value) {
        state.put(name, value);
        return value;
    }

    private static double[] mix(double[] share, double[] a, double[] b) {
        return sum(product(share, a), product(rest(share), b));
    }

    static double[] elmanRelu(Doubles p, double[] x, Past s) {
        double[] a = sum(p.times(x, "wx"), p.times(s.get("h"), "wh"), p.vector("b"));
        return keep(s, "h", map(a, each -> Math.max(each, 0)));
    }

    static double[] peephole(Doubles p, double[] x, Past s) {
        double[] a = sum(p.times(x, "wx"), p.times(s.get("h"), "wh"), p.vector("b"));
        double[] c = s.get("c");
        double[] i = sigmoid(sum(part(a, 0, 4), product(p.vector("pi"), c)));
        double[] f = sigmoid(sum(part(a, 1, 4), product(p.vector("pf"), c)));
        double[] next = keep(s, "c", sum(product(f, c), product(i, tanh(part(a, 2, 4)))));
        double[] o = sigmoid(sum(part(a, 3, 4), product(p.vector("po"), next)));
        return keep(s, "h", product(o, tanh(next)));
    }

    static double[] projection(Doubles p, double[] x, Past s) {
        double[] a = sum(p.times(x, "wx"), p.times(s.get("r"), "wr"), p.vector("b"));
        double[] written = product(sigmoid(part(a, 0, 4)), tanh(part(a, 2, 4)));
        double[] c = keep(s, "c", sum(product(sigmoid(part(a, 1, 4)), s.get("c")), written));
        return keep(s, "r", p.times(product(sigmoid(part(a, 3, 4)), tanh(c)), "p"));
    }

    static double[] coupled(Doubles p, double[] x, Past s) {
        double[] a = sum(p.times(x, "wx"), p.times(s.get("h"), "wh"), p.vector("b"));
        double[] c = keep(s, "c", mix(sigmoid(part(a, 0, 3)), s.get("c"), tanh(part(a, 1, 3))));
        return keep(s, "h", product(sigmoid(part(a, 2, 3)), tanh(c)));
    }

    static double[] layerNorm(Doubles p, double[] x, Past s) {
        double[] fromX = product(p.vector("alpha"), normal(p.times(x, "wx"), 1e-5));
        double[] fromH = product(p.vector("beta"), normal(p.times(s.get("h"), "wh"), 1e-5));
        double[] a = sum(fromX, fromH, p.vector("b"));
        double[] written = product(sigmoid(part(a, 0, 4)), tanh(part(a, 2, 4)));
        double[] c = keep(s, "c", sum(product(sigmoid(part(a, 1, 4)), s.get("c")), written));
        double[] seen = tanh(sum(product(p.vector("gamma"), normal(c, 1e-5)), p.vector("delta")));
        return keep(s, "h", product(sigmoid(part(a, 3, 4)), seen));
    }

    static double[] gru2014(Doubles p, double[] x, Past s) {
        double[] h = s.get("h");
        double[] gates = sigmoid(sum(p.times(x, "wx"), p.times(h, "wh"), p.vector("b")));
        double[] open = product(part(gates, 0, 2), h);
        double[] n = tanh(sum(p.times(x, "wn"), p.times(open, "un"), p.vector("bn")));
        return keep(s, "h", mix(part(gates, 1, 2), h, n));
    }

    static double[] mgu(Doubles p, double[] x, Past s) {
        double[] h = s.get("h");
        double[] f = sigmoid(sum(p.times(x, "wf"), p.times(h, "uf"), p.vector("bf")));
        double[] n = tanh(sum(p.times(x, "wn"), p.times(product(f, h), "un"), p.vector("bn")));
        return keep(s, "h", mix(f, n, h));
    }

    static double[] ugrnn(Doubles p, double[] x, Past s) {
        double[] a = sum(p.times(x, "wx"), p.times(s.get("h"), "wh"), p.vector("b"));
        return keep(s, "h", mix(sigmoid(part(a, 1, 2)), s.get("h"), tanh(part(a, 0, 2))));
    }

    static double[] indrnn(Doubles p, double[] x, Past s) {
        double[] u = map(p.vector("u"), each -> Math.max(-1, Math.min(1, each)));
        double[] a = sum(p.times(x, "w"), product(u, s.get("h")), p.vector("b"));
        return keep(s, "h", map(a, each -> Math.max(each, 0)));
    }

    static double[] sru(Doubles p, double[] x, Past s) {
        double[] u = p.times(x, "w");
        double[] c = s.get("c");
        int parts = u.length / c.length;
        double[] f = sigmoid(sum(part(u, 1, parts), product(p.vector("vf"), c), p.vector("bf")));
        double[] r = sigmoid(sum(part(u, 2, parts), product(p.vector("vr"), c), p.vector("br")));
        double[] next = keep(s, "c", mix(f, c, part(u, 0, parts)));
        double[] past = map(parts == 3 ? x : part(u, 3, 4), each -> Math.sqrt(3) * each);
        return mix(r, next, past);
    }

    private static double[] positive(double[] a) {
        return map(a, each -> each >= 0 ? each + 0.5 : 1 / (1 + Math.exp(-each)));
    }

    static double[] minGru(Doubles p, double[] x, Past s) {
        double[] z = sigmoid(sum(p.times(x, "wz"), p.vector("bz")));
        double[] candidate = positive(sum(p.times(x, "wh"), p.vector("bh")));
        return keep(s, "h", mix(z, candidate, s.get("h")));
    }

    static double[] minLstm(Doubles p, double[] x, Past s) {
        double[] f = sigmoid(sum(p.times(x, "wf"), p.vector("bf")));
        double[] i = sigmoid(sum(p.times(x, "wi"), p.vector("bi")));
        double[] share = product(f, map(sum(f, i), each -> 1 / each));
        return keep(s, "h", mix(share, s.get("h"), positive(sum(p.times(x, "wh"), p.vector("bh")))));
    }

    /** Without a stabiliser, which exact arithmetic does without. */
    static double[] slstm(Doubles p, double[] x, Past s) {
        double[] h = s.get("h");
        double[] recurrent = {};
        for (int gate = 0; gate < 4; gate++) {
            recurrent = Doubles.concat(recurrent, h);
        }
        double[] a = sum(p.times(x, "wx"), p.byHead(recurrent, "wh"), p.vector("b"));
        double[] i = map(part(a, 0, 4), Math::exp);
        double[] f = sigmoid(part(a, 1, 4));
        double[] c = keep(s, "c", sum(product(f, s.get("c")), product(i, tanh(part(a, 2, 4)))));
        double[] n = keep(s, "n", sum(product(f, s.get("n")), i));
        return keep(s, "h", product(sigmoid(part(a, 3, 4)), product(c, map(n, each -> 1 / each))));
    }

    static double[] qrnn(Doubles p, double[] x, Past s) {
        double[] past = s.get("past");
        double[] seen = Arrays.copyOf(past, past.length + x.length);
        System.arraycopy(x, 0, seen, past.length, x.length);
        double[] a = sum(p.times(seen, "w"), p.vector("b"));
        s.put("past", Arrays.copyOfRange(seen, x.length, seen.length));
        double[] c = keep(s, "c", mix(sigmoid(part(a, 1, 3)), s.get("c"), tanh(part(a, 0, 3))));
        return product(sigmoid(part(a, 2, 3)), c);
    }

    static double[] lru(Doubles p, double[] x, Past s) {
        double[] size = map(p.vector("nu"), each -> Math.exp(-Math.exp(each)));
        double[] phase = map(p.vector("theta"), Math::exp);
        double[] re = product(size, map(phase, Math::cos));
        double[] im = product(size, map(phase, Math::sin));
        double[] gamma = map(size, each -> Math.sqrt(1 - each * each));
        double[] minus = map(product(im, s.get("im")), each -> -each);
        double[] nextRe = sum(product(re, s.get("re")), minus, product(gamma, p.times(x, "br")));
        double[] nextIm = sum(product(re, s.get("im")), product(im, s.get("re")), product(gamma, p.times(x, "bi")));
        s.put("re", nextRe);
        s.put("im", nextIm);
        return sum(p.times(nextRe, "cr"), map(p.times(nextIm, "ci"), each -> -each), p.times(x, "d"));
    }
}
