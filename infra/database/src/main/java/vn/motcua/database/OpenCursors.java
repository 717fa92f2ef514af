package vn.motcua.database;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.exception.CursorNotFoundException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows when each open cursor was last used; the library keeps those of vanished clients for ever. */
final class OpenCursors {
    abstract static class Ageing extends AbstractCursor {
        private volatile long usedAt = System.nanoTime();

        Ageing(long id) {
            super(id);
        }

        final void touch() {
            usedAt = System.nanoTime();
        }
    }

    private final CursorRegistry registry;
    private final Map<Long, Ageing> cursors = new ConcurrentHashMap<>();

    OpenCursors(CursorRegistry registry) {
        this.registry = registry;
    }

    CursorRegistry registry() {
        return registry;
    }

    long nextId() {
        return registry.generateCursorId();
    }

    void add(Ageing cursor) {
        cursors.put(cursor.getId(), cursor);
        registry.add(cursor);
    }

    void close(long id) {
        registry.remove(id);
        cursors.remove(id);
    }

    void closeIdle(Duration longest) {
        long now = System.nanoTime();
        cursors.forEach((id, cursor) -> {
            if (now - cursor.usedAt > longest.toNanos() || isClosed(id)) {
                close(id);
            }
        });
    }

    private boolean isClosed(long id) {
        try {
            return registry.getCursor(id) == null;
        } catch (CursorNotFoundException e) {
            return true; // read to its end
        }
    }
}
