package vn.motcua.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Notices when the process that started this one is gone, so that no server is left behind without a master. */
final class ParentWatch {
    private final long pid;
    private final Optional<Instant> startedAt;

    ParentWatch(long pid) {
        this.pid = pid;
        this.startedAt = ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
    }

    boolean isGone() {
        ProcessHandle process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).orElse(null);
        if (process == null || isZombie()) {
            return true;
        }
        // the number may have been given to another process meanwhile
        Optional<Instant> started = process.info().startInstant();
        return startedAt.isPresent() && started.isPresent() && !started.equals(startedAt);
    }

    /** A dead process that nobody has waited for still counts as alive for the virtual machine. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // no such file system here
        }
    }
}
