package rnn4j.examples.run;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import rnn4j.report.LivePage;
import rnn4j.report.RunPage;
import rnn4j.report.TensorBoardLog;
import rnn4j.train.TrainingListener;

/** Where a run can be watched, beside the terminal. */
public final class ReportOptions {
    private static final String TENSORBOARD = "tensorboard";

    @Option(
            names = "--live",
            description =
                    "Show the run as a page in the browser of this machine while it trains; its address is printed.")
    private boolean live;

    @Option(names = "--tensorboard", description = "Write events for TensorBoard into the folder " + TENSORBOARD + ".")
    private boolean tensorboard;

    /**
     * What was asked for, begun.
     *
     * @param page is served
     * @param folder of the run
     * @param out is told the address
     */
    public List<TrainingListener> listeners(RunPage page, RunFolder folder, PrintWriter out) {
        List<TrainingListener> listeners = new ArrayList<>();
        if (tensorboard) {
            listeners.add(TensorBoardLog.create(folder.place(TENSORBOARD)));
        }
        if (live) {
            LivePage served = LivePage.open(page, 0);
            out.println("Live: " + served.address());
            out.flush();
            listeners.add(served);
        }
        return listeners;
    }
}
