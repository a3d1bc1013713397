package rnn4j.tensor;

import java.util.Optional;

/** Where snapshots are kept: files, a database, or memory. */
public interface SnapshotStore {

    /** Keeps a snapshot under a name; an earlier one of that name is replaced only when the new one is safe. */
    void save(String name, Snapshot snapshot);

    /** Returns the snapshot kept under a name. */
    Optional<Snapshot> load(String name);
}
