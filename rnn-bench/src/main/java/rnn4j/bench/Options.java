package rnn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Read {@code --name}, {@code --name=value} and {@code --name value}; what nobody asked for is an error when help is asked about. */
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
        int at = left.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == left.size()) {
            throw new IllegalArgumentException(
                    question + ": " + name + " has no value; write " + name + "=" + otherwise);
        }
        left.remove(at);
        return left.remove(at);
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

    double decimal(String name, double otherwise) {
        String text = text(name, Double.toString(otherwise));
        try {
            return Double.parseDouble(text);
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
