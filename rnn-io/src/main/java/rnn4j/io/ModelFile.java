package rnn4j.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import rnn4j.data.Vocabulary;

/**
 * Model files in safetensors layout, which other programs read and write too.
 *
 * <p>The tensors are F32. All else is text in the file's {@code __metadata__}: {@code rnn4j.format}, {@code rnn4j.config},
 * {@code rnn4j.graphs}, {@code rnn4j.vocabulary}, {@code rnn4j.provenance}, maps being JSON within the text;
 * {@code rnn4j.crc32c}, a check of each tensor; and {@code rnn4j.sha256}, the digest of the whole file, computed with its
 * own 64 characters set to {@code 0}. Files hold data only: no class names, no scripts, nothing to execute.
 *
 * <p>What is wrong in a file is a {@link ModelFormatException}. What the file system refuses is a
 * {@link java.io.UncheckedIOException}; its cause tells a missing file ({@link java.nio.file.NoSuchFileException}) from
 * the rest.
 */
public final class ModelFile {
    private static final String KIND = "model";
    private static final String CONFIG = "config";
    private static final String GRAPHS = "graphs";
    private static final String VOCABULARY = "vocabulary";
    private static final String PROVENANCE = "provenance";

    private ModelFile() {}

    /**
     * Write a model, whole or not at all: until the new file is complete, on the disk and read back, the old one stays.
     *
     * <p>Equal models give equal bytes. A time gets into a file only as an entry of the provenance.
     *
     * @param file where to; its directory must be there; an old file's permissions are kept
     * @throws ModelFormatException where a name or a size is one that no reader takes
     * @throws java.io.UncheckedIOException where the file system refuses; the old file is as it was
     */
    public static void write(Path file, SavedModel model) {
        String operation = "write " + file;
        Map<String, String> metadata = Metadata.begin(KIND);
        metadata.put(Metadata.OURS + CONFIG, Json.text(model.config()));
        metadata.put(Metadata.OURS + GRAPHS, Json.text(model.graphs()));
        metadata.put(Metadata.OURS + PROVENANCE, Json.text(model.provenance()));
        model.vocabulary().ifPresent(v -> metadata.put(Metadata.OURS + VOCABULARY, v.text()));
        try {
            FileCommit.replace(file, TensorFileWriter.of(operation, metadata, model.tensors()));
        } catch (IOException e) {
            throw FileTrouble.of(operation, e);
        }
    }

    /** Read a model within the standard limits. */
    public static LoadedModel read(Path file) {
        return read(file, ReadOptions.standard());
    }

    /**
     * Read a model, or the tensors of a file that another program wrote.
     *
     * @throws ModelFormatException where anything in the file is wrong; nothing of it is returned
     * @throws java.io.UncheckedIOException where the file system refuses
     */
    public static LoadedModel read(Path file, ReadOptions options) {
        String operation = "read " + file;
        try {
            TensorFile content = TensorFileReader.read(operation, file, options);
            Metadata metadata = new Metadata(operation, content.metadata());
            if (!metadata.areOurs()) {
                SavedModel tensors = SavedModel.of(content.tensors());
                return new LoadedModel(tensors, content.integrity(), content.nonFinite(), content.metadata());
            }
            metadata.checkKind(KIND);
            return new LoadedModel(model(metadata, content), content.integrity(), content.nonFinite(), Map.of());
        } catch (IOException e) {
            throw FileTrouble.of(operation, e);
        }
    }

    private static SavedModel model(Metadata metadata, TensorFile content) {
        Optional<Vocabulary> vocabulary =
                metadata.find(VOCABULARY).map(text -> metadata.parsed(VOCABULARY, text, Vocabulary::parse));
        return new SavedModel(
                metadata.map(CONFIG), metadata.map(GRAPHS), content.tensors(), vocabulary, metadata.map(PROVENANCE));
    }
}
