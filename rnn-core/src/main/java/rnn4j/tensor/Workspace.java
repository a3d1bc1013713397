package rnn4j.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rnn4j.kernel.RowSet;

/**
 * The arrays of a pass's results, which the next pass takes again: what a trainer owns, so that a warm step makes no new ones.
 *
 * <p>What operations compute within a pass is valid until the next pass of the same workspace begins. Reading it later is an
 * {@link IllegalStateException}; {@link Tensor#copy} keeps one. One thread at a time uses a workspace.
 */
public final class Workspace {

    private static final ScopedValue<Workspace> CURRENT = ScopedValue.newInstance();

    private final List<Shelf> free = new ArrayList<>();
    private final List<float[]> taken = new ArrayList<>();
    private final List<Blank> blanks = new ArrayList<>();
    private final List<Blank> takenBlanks = new ArrayList<>();
    private final IdentityHashMap<float[], Integer> kept = new IdentityHashMap<>();
    private long freeElements;
    private long takenElements;
    private Lease lease = new Lease(this);
    private boolean running;
    private @Nullable Tape tape;

    /** Whether a pass was ever kept as a whole: what it shares with a kept tensor must then never be used again. */
    private boolean keptWhole;

    /**
     * Free arrays of one length.
     *
     * <p>A pass has a few dozen lengths: they are looked through, since a map would make an object of each length it is asked for.
     */
    private record Shelf(int length, ArrayDeque<float[]> arrays) {}

    /** An array that is +0 but for some rows, which are cleared alone before it is taken again. */
    static final class Blank {
        private final float[] numbers;
        private final RowSet rows;

        private Blank(int n, int width) {
            this.numbers = new float[n * width];
            this.rows = new RowSet(n, width);
        }

        float[] numbers() {
            return numbers;
        }

        /** Returns the rows, to which whoever writes one adds it. */
        RowSet rows() {
            return rows;
        }
    }

    /** How long tensors may be read: until their pass gives way to the next, or, of a kept one, until it is released. */
    static final class Lease {
        private final Workspace owner;
        private boolean forEver;
        private int keeps;
        private volatile boolean over;

        private Lease(Workspace owner) {
            this.owner = owner;
        }

        boolean over() {
            return over;
        }
    }

    /** Begins without room; each pass leaves what it took. */
    public Workspace() {}

    /**
     * Runs a pass; what the one before computed ends here.
     *
     * @throws IllegalStateException within another pass of this workspace
     */
    public <R> R pass(Supplier<R> work) {
        if (running) {
            throw new IllegalStateException("workspace: a pass is running; begin the next one after it");
        }
        begin();
        running = true;
        try {
            return ScopedValue.where(CURRENT, this).call(work::get);
        } finally {
            running = false;
        }
    }

    private void begin() {
        if (freeElements
                > takenElements) { // of other sizes than the last pass had: hold no more than twice what it took
            free.clear();
            blanks.clear();
            freeElements = 0;
        }
        if (!lease.forEver) {
            lease.over = true;
            for (int i = 0; i < taken.size(); i++) {
                giveBack(taken.get(i));
            }
        }
        taken.clear();
        takenBlanks.clear();
        takenElements = 0;
        lease = new Lease(this);
    }

    private void giveBack(float[] array) {
        if (kept.containsKey(array)) {
            return;
        }
        Blank blank = takenBlank(array);
        if (blank == null) {
            shelf(array.length).arrays.push(array);
        } else {
            blanks.add(blank);
        }
        freeElements += array.length;
    }

    /** Returns what is known of an array that was taken as a blank one; null of another. */
    @SuppressWarnings("ReferenceEquality") // the array itself is meant, not its numbers
    private @Nullable Blank takenBlank(float[] array) {
        for (int i = 0; i < takenBlanks.size(); i++) {
            if (takenBlanks.get(i).numbers == array) {
                return takenBlanks.get(i);
            }
        }
        return null;
    }

    private Shelf shelf(int length) {
        for (int i = 0; i < free.size(); i++) {
            Shelf shelf = free.get(i);
            if (shelf.length == length) {
                return shelf;
            }
        }
        Shelf made = new Shelf(length, new ArrayDeque<>());
        free.add(made);
        return made;
    }

    private float[] take(int n) {
        float[] array = shelf(n).arrays.poll();
        if (array == null) {
            array = new float[n];
        } else {
            freeElements -= n;
        }
        taken.add(array);
        takenElements += n;
        return array;
    }

    private Blank takeBlank(int n, int width) {
        int place = blanks.size() - 1;
        while (place >= 0 && !blanks.get(place).rows.of(n, width)) {
            place--;
        }
        Blank blank;
        if (place < 0) {
            blank = new Blank(n, width);
        } else {
            blank = blanks.remove(place);
            blank.rows.zero(blank.numbers);
            freeElements -= blank.numbers.length;
        }
        takenBlanks.add(blank);
        taken.add(blank.numbers);
        takenElements += blank.numbers.length;
        return blank;
    }

    /** Returns a tape without records: the one of the pass before, or a new one. */
    static Tape tape() {
        if (!CURRENT.isBound()) {
            return new Tape();
        }
        Workspace workspace = CURRENT.get();
        Tape kept = workspace.tape;
        workspace.tape = null;
        return kept == null ? new Tape() : kept;
    }

    /** Takes back a tape that holds no records any more. */
    static void giveBack(Tape tape) {
        if (CURRENT.isBound()) {
            CURRENT.get().tape = tape;
        }
    }

    /** Returns room for n results, which may hold anything: of the running pass, or new. */
    static float[] room(int n) {
        return CURRENT.isBound() ? CURRENT.get().take(n) : new float[n];
    }

    /** Returns room for n results that holds zeros. */
    static float[] zeros(int n) {
        if (!CURRENT.isBound()) {
            return new float[n];
        }
        float[] room = CURRENT.get().take(n);
        Arrays.fill(room, 0);
        return room;
    }

    /** Returns room for the numbers of a table that holds zeros, and has none of its rows. */
    static Blank blank(int n, int width) {
        return CURRENT.isBound() ? CURRENT.get().takeBlank(n, width) : new Blank(n, width);
    }

    /** Says of a result how long it may be read, when a pass is running. */
    static void lend(Tensor result) {
        if (CURRENT.isBound()) {
            result.lease(CURRENT.get().lease);
        }
    }

    /**
     * Keeps a tensor beyond its pass, until it is {@linkplain #release released} as many times; one that is not of a pass stays
     * valid anyway.
     */
    public static void keep(Tensor tensor) {
        Lease lease = tensor.lease();
        if (lease == null || lease.forEver) {
            return;
        }
        if (lease.keeps == 0) {
            Workspace owner = lease.owner;
            owner.kept.merge(tensor.data(), 1, Integer::sum);
            lease = new Lease(owner);
            tensor.lease(lease);
        }
        lease.keeps++;
    }

    /** Releases a tensor that was kept: from the last time on it is no longer valid, and its room is free for the next pass. */
    @SuppressWarnings("ReferenceEquality") // the array itself is meant, not its numbers
    public static void release(Tensor tensor) {
        Lease lease = tensor.lease();
        if (lease == null || lease.keeps == 0 || --lease.keeps > 0) {
            return;
        }
        float[] array = tensor.data();
        lease.over = true;
        Workspace owner = lease.owner;
        if (owner.kept.merge(array, -1, Integer::sum) == 0) {
            owner.kept.remove(array);
            if (!owner.keptWhole && owner.taken.stream().noneMatch(other -> other == array)) {
                owner.taken.add(array);
                owner.takenElements += array.length;
            }
        }
    }

    /** Lets all that the running pass computes stay valid for ever, at the price of new arrays; nothing without a pass. */
    public static void keepAll() {
        if (CURRENT.isBound()) {
            CURRENT.get().lease.forEver = true;
            CURRENT.get().keptWhole = true;
        }
    }
}
