package rnn4j.bench.peers;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;
import rnn4j.bench.contest.Contestant;
import rnn4j.bench.contest.Program;
import rnn4j.bench.contest.Server;
import rnn4j.bench.custom.CustomCase;

/** Take part with libtorch; a further program is a line here. */
public final class TorchPeer {
    /** The argument that leaves libtorch to its own kernels and MKL. */
    static final String WITHOUT_ONEDNN = "without-onednn";

    private static final Map<String, Program> PROGRAMS =
            Map.of("grid", TorchGrid::prepare, CustomCase.PROGRAM, TorchCustom::prepare);

    private TorchPeer() {}

    /** Serves a driver. */
    public static void main(String[] args) throws IOException {
        Loader.load(openblas.class); // libtorch crashes while it is loaded if this is not there before
        torch.manual_seed(1);
        torch.globalContext().setUserEnabledMkldnn(!List.of(args).contains(WITHOUT_ONEDNN));
        if (List.of(args).contains(Contestant.AGREEMENT)) {
            System.exit(TorchAgreement.print(System.out) ? 0 : 1);
        }
        System.err.println(torch.show_config().getString());
        Server.serve(PROGRAMS);
    }
}
