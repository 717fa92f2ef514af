package vn.motcua.database;

import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** ObjectIds whose order is the order of creation; the library's own are random. */
final class TimeOrderedIds {
    private static final byte[] PROCESS = new byte[5];
    private static final AtomicInteger COUNTER;

    static {
        SecureRandom random = new SecureRandom();
        random.nextBytes(PROCESS);
        COUNTER = new AtomicInteger(random.nextInt(1 << 23));
    }

    private TimeOrderedIds() {
    }

    static ObjectId next() {
        int count = COUNTER.incrementAndGet();
        ByteBuffer id = ByteBuffer.allocate(12).putInt((int) (System.currentTimeMillis() / 1000)).put(PROCESS);
        id.put((byte) (count >> 16)).put((byte) (count >> 8)).put((byte) count);
        return new ObjectId(id.array());
    }
}
