package rnn4j.examples.charlm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Entries of WordNet as text, split into a training and a held-out part.
 *
 * <p>The entries are the data lines of {@code data.noun}, {@code data.verb}, {@code data.adj}, {@code data.adv}, in
 * this order; each becomes {@code "word: gloss\n"}. Entry i, counted from 0 over all four files, is held out when i
 * is a multiple of {@value #HELD_OUT_EVERY}.
 *
 * @param training the entries to learn from, one after the other
 * @param heldOut the entries to be scored on
 * @param entries how many entries both parts hold together
 */
public record WordNetText(String training, String heldOut, int entries) {
    static final int HELD_OUT_EVERY = 20;

    private static final List<String> FILES = List.of("data.noun", "data.verb", "data.adj", "data.adv");

    /** The word is the fifth of the fields, which single spaces part. */
    private static final int WORD_FIELD = 4;

    private static final String GLOSS_MARK = " | ";

    /** The licence stands before the data, each of its lines behind two spaces. */
    private static final String LICENCE_MARK = "  ";

    /**
     * Read the four data files.
     *
     * @param folder where {@code data.noun} and its three companions lie
     * @throws NoSuchFileException when one of the files is not there
     * @throws IOException when a file can't be read
     * @throws IllegalArgumentException when a data line has no word or no gloss, or there is nothing to learn from
     */
    public static WordNetText read(Path folder) throws IOException {
        for (String name : FILES) {
            requireFile(folder, name);
        }
        StringBuilder training = new StringBuilder();
        StringBuilder heldOut = new StringBuilder();
        int entries = 0;
        for (String name : FILES) {
            try (BufferedReader lines = Files.newBufferedReader(folder.resolve(name), StandardCharsets.ISO_8859_1)) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    if (!line.startsWith(LICENCE_MARK)) {
                        boolean isHeldOut = entries % HELD_OUT_EVERY == 0;
                        (isHeldOut ? heldOut : training).append(entry(line, name, number));
                        entries++;
                    }
                }
            }
        }
        if (training.isEmpty()) {
            throw new IllegalArgumentException(
                    "WordNetText: %d entries in %s, too few to learn from; give a folder with WordNet's data files"
                            .formatted(entries, folder));
        }
        return new WordNetText(training.toString(), heldOut.toString(), entries);
    }

    /** Turn one data line into {@code "word: gloss\n"}. */
    static String entry(String line, String file, int number) {
        String[] fields = line.split(" ", WORD_FIELD + 2);
        int mark = line.indexOf(GLOSS_MARK);
        if (fields.length < WORD_FIELD + 2 || mark < 0) {
            String wrong = mark < 0 ? "no gloss after \" | \"" : fields.length + " fields, no word";
            throw new IllegalArgumentException(
                    "WordNetText: line %d of %s has %s; give WordNet's own data files".formatted(number, file, wrong));
        }
        String word = fields[WORD_FIELD].replace('_', ' ');
        String gloss = line.substring(mark + GLOSS_MARK.length()).strip();
        return word + ": " + gloss + "\n";
    }

    private static void requireFile(Path folder, String name) throws NoSuchFileException {
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw new NoSuchFileException(
                    folder.resolve(name).toString(), null, "give the folder of WordNet's data files by --data");
        }
    }
}
