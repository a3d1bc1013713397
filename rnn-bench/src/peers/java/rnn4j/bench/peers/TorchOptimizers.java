package rnn4j.bench.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.StepLR;
import org.bytedeco.pytorch.TensorVector;
import rnn4j.bench.peers.TorchAgreement.Compared;
import rnn4j.optim.Adam;
import rnn4j.optim.AdamW;
import rnn4j.optim.AmsGrad;
import rnn4j.optim.Nesterov;
import rnn4j.optim.RmsProp;
import rnn4j.optim.Schedule;
import rnn4j.optim.Sgd;
import rnn4j.optim.UpdateRule;
import rnn4j.tensor.Init;
import rnn4j.tensor.Parameters;
import rnn4j.tensor.Shape;
import rnn4j.tensor.Tensor;

/** Weights after thirty steps with the same gradients, and rates, here and there. */
final class TorchOptimizers {
    private static final int STEPS = 30;
    private static final int WEIGHTS = 64;
    private static final double RATE = 0.02;

    private TorchOptimizers() {}

    static List<Compared> all() {
        List<Compared> all = new ArrayList<>();
        all.add(compared(Sgd.plain(), "sgd", p -> new SGD(p, new SGDOptions(RATE))));
        all.add(compared(new Sgd(0.9), "sgd, momentum", p -> new SGD(p, momentum())));
        all.add(compared(new Nesterov(0.9), "Nesterov", p -> {
            SGDOptions options = momentum();
            options.nesterov().put(true);
            return new SGD(p, options);
        }));
        all.add(compared(Adam.standard(), "Adam", p -> new org.bytedeco.pytorch.Adam(p, new AdamOptions(RATE))));
        all.add(compared(AmsGrad.standard(), "AMSGrad", p -> {
            AdamOptions options = new AdamOptions(RATE);
            options.amsgrad().put(true);
            return new org.bytedeco.pytorch.Adam(p, options);
        }));
        all.add(compared(AdamW.decaying(0.1), "AdamW, decay 0.1", p -> {
            AdamWOptions options = new AdamWOptions(RATE);
            options.weight_decay().put(0.1);
            return new org.bytedeco.pytorch.AdamW(p, options);
        }));
        all.add(compared(RmsProp.standard(), "RMSProp", p -> new RMSprop(p, new RMSpropOptions(RATE))));
        all.add(compared(rnn4j.optim.Adagrad.standard(), "Adagrad", p -> new Adagrad(p, new AdagradOptions(RATE))));
        all.add(steps());
        return all;
    }

    private static SGDOptions momentum() {
        SGDOptions options = new SGDOptions(RATE);
        options.momentum().put(0.9);
        return options;
    }

    private static Compared compared(UpdateRule rule, String what, Function<TensorVector, Optimizer> theirs) {
        float[] start = TorchAgreement.normal(WEIGHTS, 5);
        Parameters parameters = Parameters.seeded(1);
        parameters.create("w", Shape.of(WEIGHTS), Init.zeros());
        parameters.update(Map.of("w", Tensor.of(Shape.of(WEIGHTS), start)));
        rnn4j.optim.Optimizer ours = rnn4j.optim.Optimizer.of(rule);
        org.bytedeco.pytorch.Tensor w = Torch.of(start, WEIGHTS).set_requires_grad(true);
        Optimizer other = theirs.apply(new TensorVector(w));
        for (int step = 0; step < STEPS; step++) {
            float[] gradient = TorchAgreement.normal(WEIGHTS, 100 + step);
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            gradients.put("w", Tensor.of(Shape.of(WEIGHTS), gradient));
            ours.step(parameters, gradients, RATE);
            w.mutable_grad().put(Torch.of(gradient, WEIGHTS));
            other.step();
        }
        List<Double> here = TorchAgreement.list(
                parameters.named().values().iterator().next().values());
        return new Compared("optimizer", what, here, TorchAgreement.list(Torch.values(w.detach())));
    }

    private static Compared steps() {
        TensorVector weights = new TensorVector(Torch.parameter(1, 3));
        SGD sgd = new SGD(weights, new SGDOptions(RATE));
        StepLR theirs = new StepLR(sgd, 7, 0.3);
        theirs.step(); // as the constructor does in Python; that of the library does not
        Schedule ours = Schedule.steps(RATE, 0.3, 7);
        List<Double> here = new ArrayList<>();
        List<Double> there = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            here.add(ours.rate(step));
            there.add(sgd.param_groups().get(0).options().get_lr());
            sgd.step();
            theirs.step();
        }
        return new Compared("schedule", "steps of 7, factor 0.3", here, there);
    }
}
