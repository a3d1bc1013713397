package rnn4j.io;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rnn4j.tensor.Snapshot;
import rnn4j.tensor.SnapshotStore;

/**
 * Keeps each snapshot in a file of its own, {@code NAME.safetensors} in one directory, written as model files are.
 *
 * <p>Errors are those of {@link ModelFile}.
 */
public final class FileSnapshotStore implements SnapshotStore {
    private static final String KIND = "snapshot";
    private static final String VALUES = "values";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private final Path directory;

    /**
     * Keep snapshots in a directory.
     *
     * @param directory must be there when something is saved
     */
    public FileSnapshotStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public void save(String name, Snapshot snapshot) {
        Path file = file(name);
        String operation = "save " + file;
        Map<String, String> values = new LinkedHashMap<>();
        snapshot.values().forEach((key, value) -> values.put(key, PlainValue.text(value)));
        Map<String, String> metadata = Metadata.begin(KIND);
        metadata.put(Metadata.OURS + VALUES, Json.text(values));
        try {
            FileCommit.replace(file, TensorFileWriter.of(operation, metadata, snapshot.tensors()));
        } catch (IOException e) {
            throw FileTrouble.of(operation, e);
        }
    }

    @Override
    public Optional<Snapshot> load(String name) {
        Path file = file(name);
        String operation = "load " + file;
        try {
            TensorFile content = TensorFileReader.read(operation, file, ReadOptions.standard());
            Metadata metadata = new Metadata(operation, content.metadata());
            metadata.checkKind(KIND);
            Map<String, Object> values = new LinkedHashMap<>();
            metadata.map(VALUES)
                    .forEach((key, text) -> values.put(key, metadata.parsed(VALUES, text, PlainValue::parse)));
            return Optional.of(new Snapshot(content.tensors(), values));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileTrouble.of(operation, e);
        }
    }

    private Path file(String name) {
        checkArgument(
                NAME.matcher(name).matches(),
                "snapshot: the name '%s' cannot be a file's; use 1 to 100 of a-z, 0-9, '.', '_', '-', no '.' first",
                name);
        return directory.resolve(name + ".safetensors");
    }
}
