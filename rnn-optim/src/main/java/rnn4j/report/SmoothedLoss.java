package rnn4j.report;

/** A mean of the losses so far in which each older one counts a little less; right from the first one on. */
final class SmoothedLoss {

    /** How much of the weight stays from step to step: about the last fifty steps are seen. */
    private static final double STAYS = 0.98;

    private double sum;
    private double weight;

    double add(double loss) {
        sum = STAYS * sum + (1 - STAYS) * loss;
        weight = STAYS * weight + (1 - STAYS);
        return sum / weight;
    }
}
