package vn.motcua.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    private static Journal journal(StoreFolder opened) {
        return new Journal(opened.store(), opened.mark(), false, () -> {
            throw new AssertionError("the store has failed");
        });
    }

    @Test
    void aCommandWithMuchDataIsNotWrittenBeforeItIsComplete() throws Exception {
        StoreFolder opened = StoreFolder.open(folder);
        MVStore store = opened.store();
        MVMap<Object, byte[]> map = store.openMap("m", new MVMap.Builder<Object, byte[]>()
            .keyType(PositionType.INSTANCE).valueType(DocumentType.INSTANCE));
        store.commit();
        long before = store.getCurrentVersion();
        AtomicLong during = new AtomicLong();
        journal(opened).write(true, () -> {
            for (int i = 0; i < 40; i++) {
                map.put(i, new byte[1 << 20]);
            }
            during.set(store.getCurrentVersion());
            return null;
        });
        assertEquals(before, during.get());
        assertNotEquals(before, store.getCurrentVersion());
        opened.abandon();
    }

    @Test
    void aCommitWaitsForTheCommandsThatAreRunning() throws Exception {
        StoreFolder opened = StoreFolder.open(folder);
        MVStore store = opened.store();
        MVMap<Integer, String> map = store.openMap("m");
        Journal journal = journal(opened);
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread slow = new Thread(() -> journal.write(false, () -> {
            map.put(1, "first half");
            half.countDown();
            await(goOn);
            map.put(2, "second half");
            return null;
        }));
        slow.start();
        await(half);
        long before = store.getCurrentVersion();
        Thread other = new Thread(() -> journal.write(true, () -> map.put(3, "another")));
        other.start();
        other.join(200);
        assertTrue(other.isAlive());
        assertEquals(before, store.getCurrentVersion());
        goOn.countDown();
        other.join(5000);
        assertEquals(before + 1, store.getCurrentVersion());
        opened.abandon();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
