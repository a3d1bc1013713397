package rnn4j.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What tensors were computed from, inputs first; without recursion, however deep. */
final class Ancestry {

    private final List<Tensor> order = new ArrayList<>();
    private final Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The tensors on the way from a result to the one looked at, and how many inputs of each were visited. */
    private final List<Tensor> path = new ArrayList<>();

    private int[] visited = new int[16];

    /**
     * Returns everything the results were computed from, each once and after its own inputs; not what lies behind the known.
     *
     * @return valid until the next call
     */
    List<Tensor> inputsFirst(List<Tensor> results, Set<Tensor> known) {
        clear();
        for (int i = 0; i < results.size(); i++) {
            enter(results.get(i));
            while (!path.isEmpty()) {
                Tensor last = path.getLast();
                Node node = known.contains(last) ? null : last.node();
                int next = visited[path.size() - 1]++;
                if (node != null && next < node.inputs().size()) {
                    enter(node.inputs().get(next));
                } else {
                    order.add(path.removeLast());
                }
            }
        }
        return order;
    }

    private void enter(Tensor tensor) {
        if (seen.add(tensor)) {
            if (path.size() == visited.length) {
                visited = Arrays.copyOf(visited, 2 * path.size());
            }
            visited[path.size()] = 0;
            path.add(tensor);
        }
    }

    /** Forgets the tensors and keeps the room. */
    void clear() {
        order.clear();
        seen.clear();
        path.clear();
    }
}
