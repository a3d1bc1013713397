package rnn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Read {@code --name} and {@code --name=value} words; what nobody asked for is an error when help is asked about. */
final class Options {
    private final String question;
    private final String help;
    private final List<String> left;

    Options(String question, String help, List<String> words) {
        this.question = question;
        this.help = help;
        left = new ArrayList<>(words);
    }

    boolean has(String name) {
        return left.remove(name);
    }

    String text(String name, String otherwise) {
        String start = name + "=";
        for (String word : left) {
            if (word.startsWith(start)) {
                left.remove(word);
                return word.substring(start.length());
            }
        }
        return otherwise;
    }

    int number(String name, int otherwise) {
        return numbers(name, Integer.toString(otherwise)).getFirst();
    }

    List<Integer> numbers(String name, String otherwise) {
        String text = text(name, otherwise);
        try {
            return Stream.of(text.split(",", -1)).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    question + ": " + name + "=" + text + " is no number; write " + name + "=" + otherwise, e);
        }
    }

    /** Print the help if it is asked for; call it when all options are read, as what is left over is refused here. */
    boolean wantsHelp() {
        boolean wanted = has("--help");
        if (!wanted && !left.isEmpty()) {
            throw new IllegalArgumentException(question + ": unknown " + left + "; the options are\n" + help);
        }
        if (wanted) {
            System.out.println(help);
        }
        return wanted;
    }
}
