package vn.motcua.exporter;

import io.camunda.zeebe.exporter.api.context.Controller;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import vn.motcua.exporter.RecordBuffer.Batch;

/**
 * Posts batches in order, one at a time, each until it is accepted. A thread of its own, because the broker's timers are late by up
 * to 300 ms when it is idle, and because a slow sink must not block the broker's threads.
 */
final class Sender implements Runnable {
  private static final long FIRST_DELAY_MS = 100;
  private static final long LONGEST_DELAY_MS = 1_000;
  private static final long REMIND_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final RecordBuffer buffer;
  private final Sink sink;
  private final Controller controller;
  private final Logger log;
  private Progress progress;

  Sender(final RecordBuffer buffer, final Sink sink, final Controller controller, final Progress progress, final Logger log) {
    this.buffer = buffer;
    this.sink = sink;
    this.controller = controller;
    this.progress = progress;
    this.log = log;
  }

  @Override
  public void run() {
    try {
      Optional<Batch> batch = buffer.next();
      while (batch.isPresent()) {
        handle(batch.get());
        batch = buffer.next();
      }
    } catch (final InterruptedException e) {
      // closed: what is not acknowledged is offered again at the next start
      Thread.currentThread().interrupt();
    }
  }

  private void handle(final Batch batch) throws InterruptedException {
    progress = progress.startingAt(buffer.firstTimestamp());
    if (batch.count() > 0) {
      deliver(batch);
      progress = progress.posted(batch.last());
    }
    controller.updateLastExportedRecordPosition(buffer.settle(batch), progress.bytes());
  }

  private void deliver(final Batch batch) throws InterruptedException {
    int failures = 0;
    long reported = 0;
    for (Failure failure = attempt(batch); failure != null; failure = attempt(batch)) {
      if (buffer.isClosed()) {
        throw new InterruptedException();
      }
      failures++;
      if (failures == 1 && failure.connection) {
        // a receiver closes connections that were idle; the next one is as good as the first
        continue;
      }
      buffer.sinkFails();
      if (reported == 0 || System.nanoTime() - reported > REMIND_NANOS) {
        reported = System.nanoTime();
        log.warn("{} records up to position {} not delivered, trying again: {}", batch.count(), batch.last(), failure.what);
      }
      Thread.sleep(Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS << Math.min(failures - 1, 10)));
    }
    if (reported != 0) {
      log.info("The sink accepts records again after {} failed attempts.", failures);
    }
  }

  private record Failure(String what, boolean connection) {}

  /** Null if the batch was accepted. */
  private Failure attempt(final Batch batch) throws InterruptedException {
    try {
      final int status = sink.post(batch.body(), progress);
      return status / 100 == 2 ? null : new Failure("the sink answered " + status, false);
    } catch (final IOException e) {
      return new Failure(String.valueOf(e), true);
    } catch (final RuntimeException | Error e) {
      // whatever it is: ending this thread would end the history while the broker says it is well
      return new Failure(String.valueOf(e), false);
    }
  }
}
