package rnn4j.cell.plan;

import rnn4j.kernel.Pool;

/** The room that runs of a plan need, each its own while it runs; used again from run to run. */
final class Rooms {

    private final Plan plan;
    private final Pool<Room> free;

    /** What one run uses, until its way back is over. */
    record Room(Memory memory, RowSums sums) {
        static Room of(Plan plan) {
            Memory memory = new Memory(plan);
            return new Room(memory, new RowSums(memory));
        }
    }

    Rooms(Plan plan) {
        this.plan = plan;
        this.free = new Pool<>(() -> Room.of(plan));
    }

    Plan plan() {
        return plan;
    }

    Room take() {
        return free.take();
    }

    void giveBack(Room room) {
        room.memory.release();
        free.give(room);
    }
}
