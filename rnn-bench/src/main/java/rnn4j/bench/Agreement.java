package rnn4j.bench;

import java.io.IOException;
import java.util.List;
import rnn4j.bench.contest.Contestant;
import rnn4j.bench.contest.Peers;

/** Do losses, optimizers and schedules give what libtorch's give? */
final class Agreement {
    private static final String HELP = """
            agreement [--peer=torch27]
              --peer=   whose; it is there with the Maven profile peers""";

    private Agreement() {}

    /** Let the peer print a line for each in a process of its own. */
    static void answer(List<String> options) throws IOException, InterruptedException {
        Options given = new Options("agreement", HELP, options);
        String name = given.text("--peer", "torch27");
        if (given.wantsHelp()) {
            return;
        }
        Contestant peer = Peers.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "agreement: there is no peer " + name + "; build with the Maven profile peers"));
        Process process = peer.process(Contestant.AGREEMENT).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("agreement: not everything agrees");
        }
    }
}
