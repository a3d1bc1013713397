package rnn4j.bench.peers;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rnn4j.bench.contest.Contestant;
import rnn4j.bench.contest.Peers;

/** Tells how libtorch, with and without oneDNN, ONNX Runtime and Deeplearning4j are started. */
public final class NativePeers implements Peers {
    private static final double WARM_UP_SECONDS = 0.7;

    /** Is what the service loader calls. */
    public NativePeers() {}

    @Override
    public List<Contestant> contestants() {
        return List.of(
                torch("torch27"),
                torch("torch27n", TorchPeer.WITHOUT_ONEDNN),
                new Contestant("ort", OrtPeer.class.getName(), List.of(), List.of(), Map.of(), WARM_UP_SECONDS),
                dl4j());
    }

    /** Its own libraries, and of ours no more than the protocol and the entries: the other peers' bindings are newer ones. */
    private static Contestant dl4j() {
        Path own = Path.of(System.getProperty("rnn.dl4j", "rnn-bench/dl4j/target"));
        String path = String.join(
                File.pathSeparator,
                folder().resolve("classes").toAbsolutePath().toString(),
                own.resolve("classes").toAbsolutePath().toString(),
                own.resolve("lib").toAbsolutePath() + File.separator + "*");
        return new Contestant("dl4j", Dl4jPeer.class.getName(), List.of(), List.of(), Map.of(), WARM_UP_SECONDS, path);
    }

    private static Path folder() {
        return Path.of(System.getProperty("rnn.peers", "rnn-bench/target/peers"));
    }

    /** The official build's libraries come first on the loader's path: those of the bindings' own jar are others. */
    private static Contestant torch(String name, String... arguments) {
        Path natives = folder().resolve("torch");
        String path = String.join(
                File.pathSeparator,
                natives.resolve("pytorch/cpu/linux-x86_64").toAbsolutePath().toString(),
                natives.resolve("org/bytedeco/pytorch/linux-x86_64")
                        .toAbsolutePath()
                        .toString());
        // Without its garbage queue the bindings don't read the process's memory size at each allocation.
        List<String> flags = List.of("-Djava.library.path=" + path, "-Dorg.bytedeco.javacpp.noPointerGC=true");
        return new Contestant(
                name,
                TorchPeer.class.getName(),
                flags,
                List.of(arguments),
                Map.of("LD_LIBRARY_PATH", path),
                WARM_UP_SECONDS);
    }
}
