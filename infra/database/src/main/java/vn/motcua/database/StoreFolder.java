package vn.motcua.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;

/** The data folder: the store, the mark that tells its last version, and the lock that keeps others out. */
final class StoreFolder {
    private static final int CACHE_MB = 64;
    /** Above this size an orderly stop no longer rewrites the whole file, or it would take too long. */
    private static final long FULL_COMPACTION = 256L << 20;
    private static final int SHORT_COMPACTION_MS = 2000;

    private final Path storeFile;
    private final Path markFile;
    private final FileChannel lockChannel;
    private final MVStore store;
    private final VersionMark mark;

    private StoreFolder(Path folder, FileChannel lockChannel) throws IOException, RefusedStart {
        this.storeFile = folder.resolve("store.mv");
        this.markFile = folder.resolve("store.version");
        this.lockChannel = lockChannel;
        VersionMark.State expected = VersionMark.read(markFile);
        refuseShortened(expected);
        this.store = openStore();
        try {
            refuseOlder(expected);
            this.mark = VersionMark.open(markFile);
            // where the mark has been lost or the machine restarted, begin from what has just been read
            mark.synced(store.getCurrentVersion());
        } catch (IOException | RefusedStart | RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    static StoreFolder open(Path folder) throws RefusedStart {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("store.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw unusable("The store in " + folder + " is in use by another process; stop that one or choose"
                    + " another folder with --data.");
            }
            return new StoreFolder(folder, channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unusable("The data folder " + folder + " cannot be used (" + e.getClass().getSimpleName()
                + "); check that it is a folder, its permissions and the free space.");
        } catch (RefusedStart | RuntimeException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException ignored) {
            // the process ends anyway
        }
    }

    private static RefusedStart unusable(String sentence) {
        return new RefusedStart(RefusedStart.STORE_UNUSABLE, sentence);
    }

    private void refuseShortened(VersionMark.State expected) throws IOException, RefusedStart {
        boolean exists = Files.exists(storeFile);
        if (expected != null && expected.expected(VersionMark.currentBoot()) > 0 && !exists) {
            throw unusable("The store " + storeFile + " is missing although " + markFile + " tells of data;"
                + " put it back, or remove " + markFile.getFileName() + " to begin with an empty store.");
        }
        if (expected != null && exists && Files.size(storeFile) < expected.length()) {
            throw truncated();
        }
    }

    private void refuseOlder(VersionMark.State expected) throws RefusedStart {
        if (expected != null && store.getCurrentVersion() < expected.expected(VersionMark.currentBoot())) {
            throw truncated();
        }
    }

    private RefusedStart truncated() {
        return unusable("The store " + storeFile + " has lost its newest data (it is truncated or an old copy);"
            + " restore a backup, or remove " + markFile.getFileName() + " to go on with what is left.");
    }

    private MVStore openStore() throws RefusedStart {
        String name = storeFile.toString();
        try {
            MVStoreTool.compactCleanUp(name);
            // nothing may be written behind our back: a commit in the middle of a command would tear an index
            MVStore opened = new MVStore.Builder().fileName(name).autoCommitDisabled().autoCommitBufferSize(0)
                .cacheSize(CACHE_MB).open();
            opened.setVersionsToKeep(0);
            opened.setRetentionTime(0);
            return opened;
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw unusable("The store " + storeFile + " is in use by another process; stop that one or choose"
                    + " another folder with --data.");
            }
            throw damaged();
        } catch (RuntimeException e) {
            throw damaged();
        }
    }

    RefusedStart damaged() {
        return unusable("The store " + storeFile + " is damaged and cannot be opened; restore a backup, or move the"
            + " folder away to begin with an empty store.");
    }

    MVStore store() {
        return store;
    }

    VersionMark mark() {
        return mark;
    }

    /** Commits, makes the file small, and leaves a mark that also knows the file's length. */
    void stop() throws IOException {
        store.commit();
        if (Files.size(storeFile) <= FULL_COMPACTION) {
            store.close();
            rewrite();
        } else {
            store.close(SHORT_COMPACTION_MS);
        }
        long version;
        try (MVStore closed = new MVStore.Builder().fileName(storeFile.toString()).readOnly().open()) {
            version = closed.getCurrentVersion();
        }
        mark.stopped(version, Files.size(storeFile));
        mark.close();
        lockChannel.close();
    }

    private void rewrite() throws IOException {
        // the suffix is the one MVStoreTool.compactCleanUp removes when we are killed meanwhile
        Path fresh = storeFile.resolveSibling(storeFile.getFileName() + ".tempFile");
        MVStoreTool.compact(storeFile.toString(), fresh.toString(), false);
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, storeFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Lets go of the files without writing; what was committed stays. */
    void abandon() throws IOException {
        store.closeImmediately();
        mark.close();
        lockChannel.close();
    }
}
