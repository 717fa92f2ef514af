package vn.motcua.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFolderTest {
    @TempDir
    Path folder;

    private Path store() {
        return folder.resolve("store.mv");
    }

    private Path mark() {
        return folder.resolve("store.version");
    }

    private static void put(StoreFolder opened, int from, int to) {
        MVMap<Integer, String> map = opened.store().openMap("m");
        for (int i = from; i < to; i++) {
            map.put(i, "value " + i);
            opened.store().commit();
        }
    }

    private void inFolder(Consumer<StoreFolder> work) throws RefusedStart, IOException {
        StoreFolder opened = StoreFolder.open(folder);
        work.accept(opened);
        opened.stop();
    }

    private String refusal() {
        RefusedStart refused = assertThrows(RefusedStart.class, () -> StoreFolder.open(folder));
        assertEquals(RefusedStart.STORE_UNUSABLE, refused.exitCode());
        return refused.getMessage();
    }

    @Test
    void whatWasWrittenIsThereAfterAnOrderlyStop() throws Exception {
        inFolder(opened -> put(opened, 0, 50));
        inFolder(opened -> assertEquals(50, opened.store().openMap("m").size()));
    }

    @Test
    void aShortenedFileIsRefusedAlsoAfterAnOrderlyStop() throws Exception {
        inFolder(opened -> put(opened, 0, 50));
        try (RandomAccessFile file = new RandomAccessFile(store().toFile(), "rw")) {
            file.setLength(file.length() - 100);
        }
        assertTrue(refusal().contains("lost its newest data"));
    }

    @Test
    void anOlderCopyOfTheStoreIsRefused() throws Exception {
        StoreFolder opened = StoreFolder.open(folder);
        put(opened, 0, 10);
        Path copy = folder.resolve("copy");
        Files.copy(store(), copy);
        put(opened, 10, 20);
        opened.mark().committed(opened.store().getCurrentVersion());
        opened.abandon();
        Files.move(copy, store(), StandardCopyOption.REPLACE_EXISTING);
        assertTrue(refusal().contains("lost its newest data"));
    }

    @Test
    void aCommitWhoseMarkWasNotWrittenIsNoAlarm() throws Exception {
        StoreFolder opened = StoreFolder.open(folder);
        put(opened, 0, 10);
        opened.mark().committed(opened.store().getCurrentVersion());
        put(opened, 10, 20); // the process dies between commit and mark
        opened.abandon();
        inFolder(again -> assertEquals(20, again.store().openMap("m").size()));
    }

    @Test
    void aHalfWrittenMarkSaysNothing() throws Exception {
        inFolder(opened -> put(opened, 0, 10));
        byte[] content = Files.readAllBytes(mark());
        content[0] ^= 1;
        Files.write(mark(), content);
        assertNull(VersionMark.read(mark()));
        inFolder(opened -> assertEquals(10, opened.store().openMap("m").size()));
    }

    @Test
    void afterARestartOfTheMachineOnlySyncedVersionsCount() {
        VersionMark.State state = new VersionMark.State(20, 15, 0, "boot-1");
        assertEquals(20, state.expected("boot-1"));
        assertEquals(15, state.expected("boot-2"));
        assertEquals(15, new VersionMark.State(20, 15, 0, "").expected(""));
    }

    @Test
    void aStoreInUseIsRefused() throws Exception {
        inFolder(opened -> assertTrue(refusal().contains("in use by another process")));
    }

    @Test
    void aDamagedStoreIsRefused() throws Exception {
        inFolder(opened -> put(opened, 0, 10));
        byte[] noise = new byte[(int) Files.size(store())];
        Arrays.fill(noise, (byte) 7);
        Files.write(store(), noise);
        assertTrue(refusal().contains("is damaged"));
    }

    @Test
    void aMissingStoreIsNotSilentlyReplacedByAnEmptyOne() throws Exception {
        inFolder(opened -> put(opened, 0, 10));
        Files.delete(store());
        assertTrue(refusal().contains("is missing"));
    }
}
