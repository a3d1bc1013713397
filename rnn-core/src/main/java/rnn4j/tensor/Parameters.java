package rnn4j.tensor;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every trainable number of a model, by name; creating a parameter lists it.
 *
 * <p>A model is a constructor that takes {@code Parameters}: from {@link #seeded} ones it begins fresh, from stored ones
 * ({@link #of}) it stands as it was, by the same lines. Names are joined by dots: {@code encoder.forward.wx}.
 */
public final class Parameters {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Store store;
    private final String scope;

    /** The last answer of {@link #named()}; right as long as nothing was created since. */
    private volatile ImmutableMap<String, Tensor> named = ImmutableMap.of();

    private volatile int namedOf;

    /** What all scopes of one model share. */
    private static final class Store {
        private final long seed;
        private final boolean fresh;
        private final boolean frozen;
        private final Map<String, Tensor> created = new LinkedHashMap<>();
        private final Map<String, Tensor> waiting = new LinkedHashMap<>();
        private long version;

        Store(long seed, boolean fresh, boolean frozen) {
            this.seed = seed;
            this.fresh = fresh;
            this.frozen = frozen;
        }
    }

    private Parameters(Store store, String scope) {
        this.store = store;
        this.scope = scope;
    }

    /** Returns no parameters yet; those created begin as their init says, from this seed. */
    public static Parameters seeded(long seed) {
        return new Parameters(new Store(seed, true, false), "");
    }

    /**
     * Returns stored parameters: creating one gives its stored values.
     *
     * @param values by full name; copied
     */
    public static Parameters of(Map<String, Tensor> values) {
        return stored(values, false);
    }

    private static Parameters stored(Map<String, Tensor> values, boolean frozen) {
        Store store = new Store(0, false, frozen);
        values.forEach((name, value) -> store.waiting.put(name, Tensor.of(value.shape(), value.data())));
        return new Parameters(store, "");
    }

    /**
     * Creates a parameter, or finds it among stored ones.
     *
     * @param name within this scope: letters, digits, {@code -} and {@code _}
     * @return the parameter itself, whose values {@link #update} changes
     * @throws IllegalArgumentException when the name is taken, or not among the stored ones
     * @throws ShapeException when the stored one has another shape
     */
    public Tensor create(String name, Shape shape, Init init) {
        String full = full(name);
        Tensor earlier = store.created.get(full);
        if (earlier != null) {
            if (!store.frozen) {
                throw new IllegalArgumentException(
                        "create: parameter '" + full + "' is there already; use another name or a scope of its own");
            }
            // frozen parameters never change, so any number of models may share them
            checkStored(full, shape, earlier);
            return earlier;
        }
        Tensor values = store.fresh ? drawn(full, shape, init) : claim(full, shape);
        Parameter parameter = new Parameter(full, store.created.size(), shape, values.values(), !store.frozen);
        Tensor tensor = Tensor.parameter(parameter);
        store.created.put(full, tensor);
        return tensor;
    }

    private Tensor drawn(String full, Shape shape, Init init) {
        Tensor drawn = init.draw(shape, RandomSource.of(store.seed, "init " + full));
        if (!drawn.shape().equals(shape)) {
            throw new ShapeException(
                    "create",
                    "init of '" + full + "' drew " + drawn.shape() + " for " + shape
                            + "; draw the shape that is asked for");
        }
        return drawn;
    }

    private Tensor claim(String full, Shape shape) {
        Tensor stored = store.waiting.get(full);
        if (stored == null) {
            throw new IllegalArgumentException("create: parameter '" + full + "' is not stored; there are "
                    + Sets.union(store.created.keySet(), store.waiting.keySet())
                    + "; build the model with the sizes and cell it was saved with");
        }
        checkStored(full, shape, stored);
        return Objects.requireNonNull(store.waiting.remove(full));
    }

    private static void checkStored(String full, Shape shape, Tensor stored) {
        if (!stored.shape().equals(shape)) {
            throw new ShapeException(
                    "create",
                    "parameter '" + full + "' is stored as " + stored.shape() + ", the model wants " + shape
                            + "; build the model with the sizes it was saved with");
        }
    }

    /** Returns the parameters whose names begin with {@code name} and a dot. */
    public Parameters scope(String name) {
        return new Parameters(store, full(name) + ".");
    }

    /** Returns the name of this scope, with a dot at its end; empty at the top. */
    public String prefix() {
        return scope;
    }

    /** Returns the parameters of this scope and those below, by full name, in the order of their creation. */
    public Map<String, Tensor> named() {
        int created = store.created.size();
        if (namedOf != created) {
            ImmutableMap.Builder<String, Tensor> all = ImmutableMap.builder();
            store.created.forEach((name, tensor) -> {
                if (name.startsWith(scope)) {
                    all.put(name, tensor);
                }
            });
            named = all.buildOrThrow();
            namedOf = created;
        }
        return named;
    }

    /** Returns how many numbers the parameters of this scope and those below hold. */
    public long count() {
        return named().values().stream()
                .mapToLong(tensor -> tensor.shape().count())
                .sum();
    }

    /** Returns the names of stored parameters that no model has asked for. */
    public Set<String> unclaimed() {
        return ImmutableSet.copyOf(store.waiting.keySet());
    }

    /** Returns how many times the values were written. */
    public long version() {
        return store.version;
    }

    /**
     * Writes new values: the only way to change a parameter.
     *
     * <p>Everything is checked before anything is written.
     *
     * @param values by full name, any number of them
     * @throws IllegalStateException within a pass, or when the parameters are frozen
     */
    public void update(Map<String, Tensor> values) {
        checkWritable();
        List<String> problems = new ArrayList<>();
        values.forEach((name, value) -> {
            if (fits(name, value.shape(), problems) && value.symbolic()) {
                problems.add("'" + name + "' is traced and has no numbers");
            }
        });
        refuse(problems);
        // a value may be another parameter, which is written too: all are read before any is written
        Map<String, float[]> written = new LinkedHashMap<>();
        values.forEach((name, value) -> written.put(name, value.parameter() == null ? value.data() : value.values()));
        store.version++;
        written.forEach((name, numbers) -> parameter(name).write(numbers, store.version));
    }

    /**
     * Writes what stands in buffers, as {@link #update} writes tensors; they are free again afterwards. Rows that rested when
     * an {@link Equation} was computed stay as they are.
     *
     * @param values by full name, any number of them
     * @throws IllegalStateException within a pass, or when the parameters are frozen
     */
    public void updateFrom(Map<String, Buffer> values) {
        checkWritable();
        List<String> problems = new ArrayList<>(0);
        values.forEach((name, value) -> fits(name, value.shape(), problems));
        refuse(problems);
        store.version++;
        values.forEach((name, value) -> parameter(name).write(value, store.version));
    }

    private void checkWritable() {
        if (store.frozen) {
            throw new IllegalStateException(
                    "update: these parameters are frozen; update the ones they were copied from");
        }
        if (Recorder.current() != null) {
            throw new IllegalStateException("update: a pass is running" + Place.suffix() + "; update between passes");
        }
    }

    private boolean fits(String name, Shape shape, List<String> problems) {
        Tensor parameter = store.created.get(name);
        if (parameter == null) {
            problems.add("'" + name + "' is no parameter");
        } else if (!parameter.shape().equals(shape)) {
            problems.add("'" + name + "' is " + parameter.shape() + ", not " + shape);
        } else {
            return true;
        }
        return false;
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("update: " + String.join("; ", problems) + "; nothing was written");
        }
    }

    private Parameter parameter(String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(store.created.get(name)).parameter());
    }

    /** Returns an immutable copy of all parameters: what threads and services share. A model built on it runs, and does not learn. */
    public Parameters freeze() {
        Parameters copy = stored(store.created, true);
        // created at once and in order, so that sharing them later changes nothing
        store.created.forEach((name, tensor) -> new Parameters(copy.store, "").adopt(name, tensor.shape()));
        return new Parameters(copy.store, scope);
    }

    private void adopt(String full, Shape shape) {
        Parameter parameter = new Parameter(
                full, store.created.size(), shape, claim(full, shape).data(), false);
        store.created.put(full, Tensor.parameter(parameter));
    }

    /** Returns a copy of all values, by full name. */
    public Snapshot snapshot() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        store.created.forEach((name, tensor) -> tensors.put(name, Tensor.of(tensor.shape(), tensor.data())));
        return new Snapshot(tensors, Map.of());
    }

    /**
     * Sets all values back.
     *
     * @throws IllegalArgumentException when the snapshot's names or shapes are not exactly these; nothing is written then
     */
    public void restore(Snapshot snapshot) {
        Set<String> missing = new LinkedHashSet<>(
                Sets.difference(store.created.keySet(), snapshot.tensors().keySet()));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("restore: the snapshot lacks " + missing + "; nothing was written");
        }
        update(snapshot.tensors());
    }

    private String full(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: '" + name + "' can't name a parameter; use 1 to 64 letters, digits, '-' or '_'");
        }
        return scope + name;
    }

    @Override
    public String toString() {
        return "Parameters" + named().keySet();
    }
}
