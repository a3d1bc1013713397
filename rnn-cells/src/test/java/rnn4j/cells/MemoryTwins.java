package rnn4j.cells;

import static rnn4j.cells.Doubles.map;
import static rnn4j.cells.Doubles.part;
import static rnn4j.cells.Doubles.product;
import static rnn4j.cells.Doubles.rest;
import static rnn4j.cells.Doubles.sigmoid;
import static rnn4j.cells.Doubles.sum;
import static rnn4j.cells.Doubles.tanh;

/** Twins of the cells whose states are not one vector of units. */
final class MemoryTwins {

    private static final int LINES = 2;
    private static final int COLUMNS = 3;

    private MemoryTwins() {}

    static double[] rgLru(Doubles p, double[] x, Twins.Past s) {
        double[] v = p.times(x, "wv");
        double[] r = sigmoid(sum(p.byHead(v, "la"), p.vector("ba")));
        double[] i = sigmoid(sum(p.byHead(v, "li"), p.vector("bi")));
        double[] soft = map(p.vector("lambda"), each -> Math.log1p(Math.exp(each)));
        double[] a = map(product(r, soft), each -> Math.exp(-8 * each));
        boolean first = s.get("begun")[0] == 0;
        double[] scale = map(a, each -> first ? 1 : Math.sqrt(1 - each * each));
        double[] h = sum(product(a, s.get("h")), product(scale, product(i, v)));
        s.put("h", h);
        s.put("begun", new double[] {1});
        return h;
    }

    /** The equations before they were stabilised: nothing here is near an overflow. */
    static double[] mlstm(Doubles p, double[] x, Twins.Past s) {
        double[] parts = p.times(x, "w");
        double[] gates = sum(p.times(x, "wg"), p.vector("bg"));
        int heads = gates.length / 2;
        double[] o = sigmoid(sum(part(parts, 3, 4), p.vector("bo")));
        double[] c = s.get("C");
        double[] n = s.get("n");
        int size = n.length / heads;
        double[] y = new double[n.length];
        for (int head = 0; head < heads; head++) {
            double in = Math.exp(gates[head]);
            double keep = 1 / (1 + Math.exp(-gates[heads + head]));
            double[] q = part(part(parts, 0, 4), head, heads);
            double[] k = map(part(part(parts, 1, 4), head, heads), each -> each / Math.sqrt(size));
            double[] v = part(part(parts, 2, 4), head, heads);
            double weight = 0;
            for (int j = 0; j < size; j++) {
                n[head * size + j] = keep * n[head * size + j] + in * k[j];
                weight += n[head * size + j] * q[j];
            }
            for (int i = 0; i < size; i++) {
                double read = 0;
                for (int j = 0; j < size; j++) {
                    int at = (head * size + i) * size + j;
                    c[at] = keep * c[at] + in * v[i] * k[j];
                    read += c[at] * q[j];
                }
                y[head * size + i] = read / Math.max(Math.abs(weight), 1);
            }
        }
        return product(o, y);
    }

    static double[] cfc(Doubles p, double[] x, Twins.Past s) {
        double[] seen = Doubles.concat(x, s.get("h"));
        double[] y = map(sum(p.times(seen, "w"), p.vector("b")), each -> 1.7159 * Math.tanh(0.666 * each));
        double[] parts = sum(p.times(y, "wy"), p.vector("by"));
        double[] g = sigmoid(sum(part(parts, 2, 4), part(parts, 3, 4)));
        double[] h = sum(product(rest(g), tanh(part(parts, 0, 4))), product(g, tanh(part(parts, 1, 4))));
        s.put("h", h);
        return h;
    }

    /** The memory's differential equation over one step, the input held, by many small steps of Runge and Kutta. */
    static double[] lmu(Doubles p, double[] x, Twins.Past s) {
        double[] m = s.get("m");
        double u = sum(p.times(x, "ex"), p.times(s.get("h"), "eh"), p.times(m, "em"))[0];
        int small = 400;
        for (int k = 0; k < small; k++) {
            double[] k1 = rate(m, u, 32);
            double[] k2 = rate(sum(m, map(k1, each -> each / (2 * small))), u, 32);
            double[] k3 = rate(sum(m, map(k2, each -> each / (2 * small))), u, 32);
            double[] k4 = rate(sum(m, map(k3, each -> each / small)), u, 32);
            double[] all = sum(k1, k2, k2, k3, k3, k4);
            m = sum(m, map(all, each -> each / (6 * small)));
        }
        double[] h = tanh(sum(p.times(x, "wx"), p.times(s.get("h"), "wh"), p.times(m, "wm")));
        s.put("m", m);
        s.put("h", h);
        return h;
    }

    private static double[] rate(double[] m, double u, double theta) {
        double[] rate = new double[m.length];
        for (int i = 0; i < m.length; i++) {
            double sum = Math.pow(-1, i) * u;
            for (int j = 0; j < m.length; j++) {
                sum += (i < j ? -1 : Math.pow(-1, i - j + 1)) * m[j];
            }
            rate[i] = (2 * i + 1) / theta * sum;
        }
        return rate;
    }

    /** Pictures of 2 by 3 pixels, by the sum that a convolution is. */
    static double[] convLstm(Doubles p, double[] x, Twins.Past s) {
        double[] h = s.get("h");
        double[] c = s.get("c");
        double[] b = p.vector("b");
        int maps = b.length / 4;
        double[] nextH = new double[h.length];
        double[] nextC = new double[c.length];
        for (int line = 0; line < LINES; line++) {
            for (int column = 0; column < COLUMNS; column++) {
                double[] gates = sum(b, p.times(around(x, line, column), "wx"), p.times(around(h, line, column), "wh"));
                for (int map = 0; map < maps; map++) {
                    int at = (line * COLUMNS + column) * maps + map;
                    double i = gate(gates[map] + p.vector("pi")[at] * c[at]);
                    double f = gate(gates[maps + map] + p.vector("pf")[at] * c[at]);
                    nextC[at] = f * c[at] + i * Math.tanh(gates[2 * maps + map]);
                    double o = gate(gates[3 * maps + map] + p.vector("po")[at] * nextC[at]);
                    nextH[at] = o * Math.tanh(nextC[at]);
                }
            }
        }
        s.put("h", nextH);
        s.put("c", nextC);
        return nextH;
    }

    private static double gate(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Three by three pixels, zeros beyond the edge. */
    private static double[] around(double[] picture, int line, int column) {
        int maps = picture.length / (LINES * COLUMNS);
        double[] around = new double[9 * maps];
        for (int k = 0; k < 9; k++) {
            int fromLine = line + k / 3 - 1;
            int fromColumn = column + k % 3 - 1;
            if (fromLine >= 0 && fromLine < LINES && fromColumn >= 0 && fromColumn < COLUMNS) {
                System.arraycopy(picture, (fromLine * COLUMNS + fromColumn) * maps, around, k * maps, maps);
            }
        }
        return around;
    }
}
