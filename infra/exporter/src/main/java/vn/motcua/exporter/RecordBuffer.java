package vn.motcua.exporter;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue between the broker's thread, which adds, and our sender, which takes batches from the front. */
final class RecordBuffer {
  /** A sink that keeps up makes room within milliseconds, while each refused record costs at least the broker's first delay of 1 s. */
  private static final long ROOM_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int batchSize;
  private final int batchBytes;
  private final int bufferSize;
  private final long bufferBytes;
  private final long lingerNanos;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition drained = lock.newCondition();
  // all guarded by lock
  private final ArrayDeque<Entry> queue = new ArrayDeque<>();
  private long queuedBytes;
  private long seen = -1;
  private long settled = -1;
  private long firstTimestamp = -1;
  private boolean failing;
  private boolean closed;

  RecordBuffer(final Settings settings) {
    batchSize = settings.batchSize();
    batchBytes = settings.batchBytes();
    bufferSize = settings.bufferSize();
    bufferBytes = 8L * settings.batchBytes();
    lingerNanos = settings.linger().toNanos();
  }

  private record Entry(long position, byte[] json) {}

  /** What the sender does next: post a body, or (count 0) only report the position up to which everything was skipped. */
  record Batch(byte[] body, int count, long last) {}

  /** Makes the broker offer the same record again, later. Without a stack trace, because the broker logs each one. */
  static final class SinkBehind extends RuntimeException {
    private static final long serialVersionUID = 1;

    SinkBehind(final String message) {
      super(message, null, false, false);
    }
  }

  void add(final long position, final long timestamp, final byte[] json) {
    lock.lock();
    try {
      waitForRoom();
      see(position, timestamp);
      queue.add(new Entry(position, json));
      queuedBytes += json.length;
      if (queue.size() == 1 || queue.size() == batchSize) {
        filled.signal();
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SinkBehind("Interrupted while waiting for the sink.");
    } finally {
      lock.unlock();
    }
  }

  /** A record that is not sent but must be acknowledged with the others, or the broker never compacts its log. */
  void skip(final long position, final long timestamp) {
    lock.lock();
    try {
      see(position, timestamp);
    } finally {
      lock.unlock();
    }
  }

  private void see(final long position, final long timestamp) {
    seen = position;
    if (firstTimestamp == -1) {
      firstTimestamp = timestamp;
    }
  }

  /** When the first record came about that was offered since the start. */
  long firstTimestamp() {
    lock.lock();
    try {
      return firstTimestamp;
    } finally {
      lock.unlock();
    }
  }

  private void waitForRoom() throws InterruptedException {
    long left = ROOM_NANOS;
    while (isFull() && !failing && !closed && left > 0) {
      left = drained.awaitNanos(left);
    }
    if (isFull()) {
      throw new SinkBehind("The sink is behind by " + queue.size() + " records.");
    }
  }

  private boolean isFull() {
    return queue.size() >= bufferSize || queuedBytes >= bufferBytes;
  }

  /** The front of the queue, which stays in place until {@link #settle}; empty once the buffer is closed. */
  Optional<Batch> next() throws InterruptedException {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        filled.awaitNanos(IDLE_NANOS);
        if (queue.isEmpty() && seen > settled && !closed) {
          return Optional.of(new Batch(new byte[0], 0, seen));
        }
      }
      long left = lingerNanos;
      while (left > 0 && queue.size() < batchSize && !closed) {
        left = filled.awaitNanos(left);
      }
      return closed ? Optional.empty() : Optional.of(front());
    } finally {
      lock.unlock();
    }
  }

  private Batch front() {
    final ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
    int count = 0;
    long last = -1;
    for (final Entry entry : queue) {
      // a record larger than a whole batch travels alone
      if (count > 0 && (count >= batchSize || body.size() + entry.json.length > batchBytes)) {
        break;
      }
      body.writeBytes(entry.json);
      body.write('\n');
      last = entry.position;
      count++;
    }
    return new Batch(body.toByteArray(), count, last);
  }

  /** Removes an accepted batch and returns the position to acknowledge, which covers skipped records behind it. */
  long settle(final Batch batch) {
    lock.lock();
    try {
      for (int i = 0; i < batch.count; i++) {
        queuedBytes -= queue.remove().json.length;
      }
      settled = queue.isEmpty() ? seen : batch.last;
      failing = false;
      drained.signal();
      return settled;
    } finally {
      lock.unlock();
    }
  }

  /** While the sink fails nobody waits for room: the broker's thread has other work. */
  void sinkFails() {
    lock.lock();
    try {
      failing = true;
      drained.signal();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
