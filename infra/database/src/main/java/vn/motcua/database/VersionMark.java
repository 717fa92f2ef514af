package vn.motcua.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * The last committed version, kept beside the store. A store that has lost its tail opens at an older version
 * without a word; the mark is how this is noticed.
 *
 * <p>No crash may raise a false alarm. The mark is written after the commit, so it is never ahead of what the
 * process has written. What the process has written survives its death, but not that of the machine; after a
 * restart of the machine only the version counts that was known to be on the disk.
 */
final class VersionMark implements AutoCloseable {
    /** @param length of the store after an orderly stop, 0 while it is running */
    record State(long committed, long synced, long length, String boot) {
        long expected(String currentBoot) {
            return !boot.isEmpty() && boot.equals(currentBoot) ? committed : synced;
        }
    }

    private static final int SIZE = 256;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final FileChannel channel;
    private final String boot = currentBoot();
    private long committed;
    private long synced;

    private VersionMark(FileChannel channel) {
        this.channel = channel;
    }

    static VersionMark open(Path file) throws IOException {
        return new VersionMark(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    /** Null when there is no readable mark; a half-written one says nothing. */
    static State read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        String[] parts = Files.readString(file, StandardCharsets.ISO_8859_1).trim().split(" ");
        if (parts.length != 5) {
            return null;
        }
        String content = String.join(" ", parts[0], parts[1], parts[2], parts[3]);
        if (!parts[4].equals(checksum(content))) {
            return null;
        }
        return new State(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
            parts[3].equals("-") ? "" : parts[3]);
    }

    static String currentBoot() {
        try {
            return Files.readString(BOOT_ID, StandardCharsets.ISO_8859_1).trim();
        } catch (IOException e) {
            return ""; // another system: only synced versions count
        }
    }

    synchronized void committed(long version) throws IOException {
        committed = Math.max(committed, version);
        write(0);
    }

    synchronized void synced(long version) throws IOException {
        committed = Math.max(committed, version);
        synced = Math.max(synced, version);
        write(0);
    }

    synchronized void stopped(long version, long length) throws IOException {
        committed = version;
        synced = version;
        write(length);
        channel.force(true);
    }

    private void write(long length) throws IOException {
        String content = committed + " " + synced + " " + length + " " + (boot.isEmpty() ? "-" : boot);
        byte[] text = (content + " " + checksum(content)).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer record = ByteBuffer.allocate(SIZE);
        record.put(text);
        while (record.position() < SIZE - 1) {
            record.put((byte) ' ');
        }
        record.put((byte) '\n').flip();
        channel.write(record, 0);
    }

    private static String checksum(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
