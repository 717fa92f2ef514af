package vn.motcua.database;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Decides when changes reach the file. Writing commands share the gate, a commit has it alone, so no commit
 * ever holds half a command. Commands that wait for the same commit are served by one.
 */
final class Journal {
    private static final int COMMIT_EARLY = 16 << 20;
    private static final int FILL_RATE = 50;
    private static final int COMPACT_BYTES = 4 << 20;

    private final MVStore store;
    private final VersionMark mark;
    private final boolean syncEachCommit;
    private final Runnable onStoreFailure;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
    private final ReentrantLock committing = new ReentrantLock(true);
    private long lastTicket;
    private volatile long committedTicket;
    private volatile long committedVersion;
    private volatile long syncedVersion;

    /** @param onStoreFailure must not return; called while nothing can be committed any more */
    Journal(MVStore store, VersionMark mark, boolean syncEachCommit, Runnable onStoreFailure) {
        this.store = store;
        this.mark = mark;
        this.syncEachCommit = syncEachCommit;
        this.onStoreFailure = onStoreFailure;
        this.committedVersion = store.getCurrentVersion();
        this.syncedVersion = committedVersion;
    }

    /** Runs a writing command; with durable, its changes are in the file when it returns. */
    <T> T write(boolean durable, Supplier<T> command) {
        return run(gate.readLock(), durable, command);
    }

    /** Runs a command that changes collections or indexes, while no other command writes. */
    <T> T writeAlone(boolean durable, Supplier<T> command) {
        return run(gate.writeLock(), durable, command);
    }

    private <T> T run(java.util.concurrent.locks.Lock side, boolean durable, Supplier<T> command) {
        long ticket;
        T result;
        side.lock();
        try {
            result = command.get();
        } catch (MVStoreException e) {
            // the change may be half made; with the gate still held it can never be committed
            ServerLog.failure("The store failed during a change", e);
            onStoreFailure.run();
            throw e;
        } finally {
            ticket = nextTicket();
            side.unlock();
        }
        if (durable || store.getUnsavedMemory() > COMMIT_EARLY) {
            commitThrough(ticket);
        }
        return result;
    }

    private synchronized long nextTicket() {
        return ++lastTicket;
    }

    private synchronized long currentTicket() {
        return lastTicket;
    }

    private void commitThrough(long ticket) {
        if (committedTicket >= ticket) {
            return;
        }
        committing.lock();
        try {
            if (committedTicket < ticket) {
                commit();
            }
        } catch (MVStoreException | IOException e) {
            ServerLog.failure("The store could not be written", e);
            onStoreFailure.run();
            throw new IllegalStateException(e);
        } finally {
            committing.unlock();
        }
    }

    private void commit() throws IOException {
        long upTo;
        gate.writeLock().lock();
        try {
            upTo = currentTicket();
            store.commit();
            committedVersion = store.getCurrentVersion();
        } finally {
            gate.writeLock().unlock();
        }
        if (syncEachCommit) {
            sync(); // with the gate open: others go on while the disk works
        } else {
            mark.committed(committedVersion);
        }
        committedTicket = upTo;
    }

    private void sync() throws IOException {
        long version = committedVersion;
        store.sync();
        syncedVersion = version;
        mark.synced(version);
    }

    /** Commits what nobody has waited for. */
    void tick() {
        if (committedTicket < currentTicket()) {
            commitThrough(currentTicket());
        }
    }

    /** Without --journal sync: puts on the disk from time to time what the system holds in memory. */
    void syncIfBehind() {
        if (syncedVersion == committedVersion) {
            return;
        }
        try {
            sync();
        } catch (MVStoreException | IOException e) {
            ServerLog.failure("The store could not be written", e);
            onStoreFailure.run();
        }
    }

    /** Rewrites sparsely filled parts of the file, so that it stays near the size of the data. */
    void compact(Runnable afterMoving) {
        FileStore<?> file = store.getFileStore();
        if (file == null || file.getChunksFillRate() >= FILL_RATE) {
            return;
        }
        pinned(() -> writeAlone(false, () -> {
            boolean moved = store.compact(FILL_RATE, COMPACT_BYTES);
            if (moved) {
                afterMoving.run();
            }
            return moved;
        }));
    }

    /** Pins the version a command reads from, or a commit might give the space of its pages to others. */
    <T> T pinned(Supplier<T> command) {
        MVStore.TxCounter pin = store.registerVersionUsage();
        try {
            return command.get();
        } finally {
            store.deregisterVersionUsage(pin);
        }
    }
}
