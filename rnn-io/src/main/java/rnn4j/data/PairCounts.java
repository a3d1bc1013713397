package rnn4j.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import rnn4j.data.BytePairs.Pair;

/**
 * How often each pair of neighbours occurs, kept up to date while pairs become symbols: only the words that hold the pair are looked at
 * again, each once however often it is in the text.
 */
final class PairCounts {

    /** Below this a pair saves nothing. */
    private static final long LEAST = 2;

    /**
     * A pair and how often it occurred when this was noted; it may have changed since.
     *
     * @param count in the whole text
     */
    private record Noted(Pair pair, long count) {}

    private final List<List<Integer>> words = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final Map<Pair, Long> counts = new HashMap<>();
    private final Map<Pair, Set<Integer>> places = new HashMap<>();
    private final PriorityQueue<Noted> queue = new PriorityQueue<>(
            Comparator.comparingLong(Noted::count).reversed().thenComparing(Noted::pair));

    PairCounts(List<byte[]> pieces) {
        Map<String, Long> distinct = new LinkedHashMap<>();
        pieces.forEach(piece -> distinct.merge(new String(piece, StandardCharsets.ISO_8859_1), 1L, Long::sum));
        distinct.forEach((piece, count) -> {
            words.add(piece.chars().boxed().toList());
            times.add(count);
            count(words.size() - 1, 1);
        });
        counts.forEach((pair, count) -> queue.add(new Noted(pair, count)));
    }

    /** Adds a word's pairs, or takes them away. */
    private void count(int word, int sign) {
        List<Integer> ids = words.get(word);
        for (int i = 0; i + 1 < ids.size(); i++) {
            Pair pair = new Pair(ids.get(i), ids.get(i + 1));
            counts.merge(pair, sign * times.get(word), Long::sum);
            places.computeIfAbsent(pair, each -> new HashSet<>()).add(word);
        }
    }

    /** Returns the pairs that become symbols, at most so many. */
    List<Pair> merges(int most) {
        List<Pair> merges = new ArrayList<>();
        while (merges.size() < most && !queue.isEmpty()) {
            Noted noted = queue.remove();
            long count = counts.getOrDefault(noted.pair, 0L);
            if (count != noted.count) {
                continue; // it was noted again when it changed
            }
            if (count < LEAST) {
                break;
            }
            merge(noted.pair, BytePairs.BYTES + merges.size());
            merges.add(noted.pair);
        }
        return merges;
    }

    private void merge(Pair pair, int symbol) {
        Set<Pair> changed = new HashSet<>();
        for (int word : Objects.requireNonNull(places.remove(pair))) {
            changed.addAll(pairs(word));
            count(word, -1);
            words.set(word, BytePairs.joined(words.get(word), pair, symbol));
            count(word, 1);
            changed.addAll(pairs(word));
        }
        places.remove(pair);
        for (Pair each : changed) {
            long count = counts.getOrDefault(each, 0L);
            if (count > 0) {
                queue.add(new Noted(each, count));
            } else {
                counts.remove(each);
            }
        }
    }

    private Set<Pair> pairs(int word) {
        List<Integer> ids = words.get(word);
        Set<Pair> pairs = new HashSet<>();
        for (int i = 0; i + 1 < ids.size(); i++) {
            pairs.add(new Pair(ids.get(i), ids.get(i + 1)));
        }
        return pairs;
    }
}
