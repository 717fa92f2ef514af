package vn.motcua.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecordExporterTest {
  private static final String SECRET = "correct-horse-battery-staple";

  @TempDir private Path folder;
  private Path secretFile;
  private TestSink sink;
  private RecordExporter exporter;

  @BeforeEach
  void startSink() throws Exception {
    secretFile = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    sink = new TestSink();
  }

  @AfterEach
  void stop() {
    if (exporter != null) {
      exporter.close();
    }
    sink.close();
  }

  @Test
  void postsRecordsInOrderAndAcknowledgesThem() throws Exception {
    // given
    final TestBroker broker = broker();
    exporter = broker.startExporter();

    // when
    export(1, 1_000);

    // then
    eventually(() -> acknowledged(broker) == 1_000);
    assertEquals(positions(1, 1_000), sink.accepted());
    assertTrue(sink.posts.getFirst().body().startsWith("{\"partitionId\":1,\"position\":1,\"text\":\"Hồ sơ "));
    assertEquals("application/x-ndjson", sink.posts.getFirst().header("content-type"));
    assertEquals("Bearer " + SECRET, sink.posts.getFirst().header("authorization"));
    assertEquals("1", sink.posts.getFirst().header("x-partition"));
  }

  @Test
  void keepsBatchesWithinBothLimits() throws Exception {
    // given
    final CountDownLatch open = new CountDownLatch(1);
    sink.answer =
        positions -> {
          open.await();
          return 200;
        };
    final TestBroker broker = broker("batchSize", "10", "batchBytes", "1000");
    exporter = broker.startExporter();

    // when
    export(1, 45);
    exporter.export(TestRecord.large(46, 5_000));
    export(47, 50);
    open.countDown();

    // then
    eventually(() -> acknowledged(broker) == 50);
    assertEquals(positions(1, 50), sink.accepted());
    assertTrue(sink.posts.stream().allMatch(post -> post.positions().size() <= 10));
    assertTrue(sink.posts.stream().anyMatch(post -> post.positions().size() == 10));
    assertTrue(sink.posts.stream().anyMatch(post -> post.positions().equals(List.of(46L))));
  }

  @Test
  void sendsARefusedBatchAgainUnchangedAndLogsItOnce() throws Exception {
    // given
    final AtomicInteger refusals = new AtomicInteger();
    sink.answer = positions -> positions.contains(30L) && refusals.getAndIncrement() < 3 ? 409 : 200;
    final TestBroker broker = broker("batchSize", "10");
    exporter = broker.startExporter();

    // when
    export(1, 100);

    // then
    eventually(() -> acknowledged(broker) == 100);
    assertEquals(positions(1, 100), sink.accepted());
    final List<TestSink.Post> attempts = sink.posts.stream().filter(post -> post.positions().contains(30L)).toList();
    assertEquals(4, attempts.size());
    assertEquals(1, attempts.stream().map(TestSink.Post::body).distinct().count());
    assertEquals(1, attempts.stream().map(post -> post.header("x-after")).distinct().count());
    assertEquals(1, broker.logged.stream().filter(line -> line.startsWith("warn") && line.contains("409")).count());
  }

  @Test
  void waitsForASinkThatIsDownAndLosesNothing() throws Exception {
    // given
    final TestBroker broker = broker();
    exporter = broker.startExporter();
    export(1, 10);
    eventually(() -> acknowledged(broker) == 10);

    // when
    sink.goDown();
    export(11, 200);
    Thread.sleep(500);
    final long whileDown = acknowledged(broker);
    sink.comeBack();

    // then
    assertEquals(10, whileDown);
    eventually(() -> acknowledged(broker) == 200);
    assertEquals(positions(1, 200), sink.accepted());
  }

  @Test
  void refusesRecordsWithoutStackTraceWhenTheBufferIsFull() throws Exception {
    // given
    sink.answer = positions -> 503;
    final TestBroker broker = broker("bufferSize", "20");
    exporter = broker.startExporter();
    export(1, 20);

    // when
    final RuntimeException refused = assertThrows(RuntimeException.class, () -> exporter.export(TestRecord.sent(21)));
    sink.answer = positions -> 200;
    eventually(() -> acknowledged(broker) == 20);
    export(21, 30);

    // then
    assertEquals(0, refused.getStackTrace().length);
    eventually(() -> acknowledged(broker) == 30);
    assertEquals(positions(1, 30), sink.accepted());
  }

  @Test
  void refusesRecordsWhenTheBufferHoldsTooManyBytes() throws Exception {
    // given
    sink.answer = positions -> 503;
    exporter = broker("batchBytes", "1000").startExporter();

    // when / then
    assertThrows(
        RuntimeException.class,
        () -> {
          for (int position = 1; position <= 10; position++) {
            exporter.export(TestRecord.large(position, 900));
          }
        });
  }

  @Test
  void waitsForRoomInsteadOfRefusingWhileASlowSinkKeepsAccepting() throws Exception {
    // given
    sink.answer =
        positions -> {
          Thread.sleep(30);
          return 200;
        };
    final TestBroker broker = broker("bufferSize", "20", "batchSize", "10");
    exporter = broker.startExporter();

    // when
    export(1, 200);

    // then
    eventually(() -> acknowledged(broker) == 200);
    assertEquals(positions(1, 200), sink.accepted());
  }

  @Test
  void triesAgainWhenAnAnswerTakesTooLong() throws Exception {
    // given
    final AtomicInteger calls = new AtomicInteger();
    sink.answer =
        positions -> {
          if (calls.getAndIncrement() < 2) {
            Thread.sleep(1_000);
          }
          return 200;
        };
    final TestBroker broker = broker("timeoutMs", "150");
    exporter = broker.startExporter();

    // when
    export(1, 5);

    // then
    eventually(() -> acknowledged(broker) == 5);
    assertTrue(calls.get() > 2);
  }

  @Test
  void acknowledgesSkippedRecordsWithoutSendingThem() throws Exception {
    // given
    final TestBroker broker = broker();
    exporter = broker.startExporter();

    // when
    exporter.export(TestRecord.sent(1));
    exporter.export(TestRecord.skipped(2));
    eventually(() -> acknowledged(broker) == 2);
    exporter.export(TestRecord.skipped(3));

    // then
    eventually(() -> acknowledged(broker) == 3);
    assertEquals(List.of(1L), sink.accepted());
  }

  @Test
  void namesTheLastPostedRecordBeforeEachBatchAndIgnoresSkippedOnes() throws Exception {
    // given
    final TestBroker broker = broker();
    exporter = broker.startExporter();

    // when
    exporter.export(TestRecord.skipped(1));
    exporter.export(TestRecord.sent(2));
    eventually(() -> acknowledged(broker) == 2);
    exporter.export(TestRecord.skipped(3));
    eventually(() -> acknowledged(broker) == 3);
    exporter.export(TestRecord.sent(4));
    eventually(() -> acknowledged(broker) == 4);

    // then
    assertEquals(List.of("-1", "2"), sink.posts.stream().map(post -> post.header("x-after")).toList());
    final String log = Long.toString(TestRecord.FIRST_TIMESTAMP + 1);
    assertTrue(sink.posts.stream().allMatch(post -> log.equals(post.header("x-log"))));
  }

  @Test
  void goesBackToTheSnapshotAfterARestart() throws Exception {
    // given
    final TestBroker broker = broker();
    exporter = broker.startExporter();
    export(1, 10);
    eventually(() -> acknowledged(broker) == 10);
    final byte[] snapshot = broker.metadata();
    export(11, 20);
    eventually(() -> acknowledged(broker) == 20);
    exporter.close();
    sink.posts.clear();

    // when
    final TestBroker restarted = broker.restartedAt(10, snapshot);
    exporter = restarted.startExporter();
    export(11, 20);

    // then
    eventually(() -> acknowledged(restarted) == 20);
    assertEquals("10", sink.posts.getFirst().header("x-after"));
    assertEquals(Long.toString(TestRecord.FIRST_TIMESTAMP + 1), sink.posts.getFirst().header("x-log"));
  }

  @Test
  void startsWithNothingPostedWhenOnlyFilteredRecordsWentBefore() throws Exception {
    // given
    final TestBroker broker = broker().restartedAt(7, null);

    // when
    exporter = broker.startExporter();
    export(8, 8);

    // then
    eventually(() -> acknowledged(broker) == 8);
    assertEquals("-1", sink.posts.getFirst().header("x-after"));
  }

  @Test
  void claimsTheAcknowledgedPositionWhenItsMetadataCannotBeRead() throws Exception {
    // given
    final TestBroker broker = broker().restartedAt(7, new byte[] {1, 2, 3});

    // when
    exporter = broker.startExporter();
    export(8, 8);

    // then
    eventually(() -> acknowledged(broker) == 8);
    assertEquals("7", sink.posts.getFirst().header("x-after"));
  }

  @Test
  void closesQuicklyWhileSendingAndAcknowledgesNothingMore() throws Exception {
    // given
    final CountDownLatch reached = new CountDownLatch(1);
    sink.answer =
        positions -> {
          reached.countDown();
          Thread.sleep(5_000);
          return 200;
        };
    final TestBroker broker = broker();
    exporter = broker.startExporter();
    export(1, 5);
    reached.await();

    // when
    assertTimeout(Duration.ofMillis(1_500), exporter::close);

    // then
    assertTrue(broker.acknowledged.isEmpty());
  }

  @Test
  void readsTheSecretAgainWhenItIsRefused() throws Exception {
    // given
    sink.expectedSecret = "another-secret-of-the-operator";
    final TestBroker broker = broker();
    exporter = broker.startExporter();
    export(1, 1);
    eventually(() -> !sink.posts.isEmpty());

    // when
    Files.writeString(secretFile, "another-secret-of-the-operator");

    // then
    eventually(() -> acknowledged(broker) == 1);
  }

  @Test
  void neverLogsTheSecret() throws Exception {
    // given
    final AtomicInteger calls = new AtomicInteger();
    sink.answer = positions -> calls.getAndIncrement() < 2 ? 401 : 200;
    final TestBroker broker = broker();

    // when
    exporter = broker.startExporter();
    export(1, 10);
    eventually(() -> acknowledged(broker) == 10);

    // then
    assertFalse(broker.logged.isEmpty());
    assertTrue(broker.logged.stream().noneMatch(line -> line.contains(SECRET)), broker.logged::toString);
  }

  @Test
  void configuringStartsNothing() throws Exception {
    // given
    final RecordExporter thrownAway = new RecordExporter();

    // when
    thrownAway.configure(broker());

    // then
    final Set<Thread> threads = Thread.getAllStackTraces().keySet();
    assertTrue(threads.stream().noneMatch(thread -> thread.getName().matches("record-exporter.*|HttpClient.*")));
    thrownAway.close();
  }

  private TestBroker broker(final String... more) {
    final Map<String, Object> arguments = new HashMap<>(Map.of("url", sink.url(), "secretfile", secretFile.toString()));
    for (int i = 0; i < more.length; i += 2) {
      arguments.put(more[i], more[i + 1]);
    }
    return new TestBroker(arguments);
  }

  private void export(final long first, final long last) {
    LongStream.rangeClosed(first, last).forEach(position -> exporter.export(TestRecord.sent(position)));
  }

  private static List<Long> positions(final long first, final long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static long acknowledged(final TestBroker broker) {
    return broker.getLastExportedRecordPosition();
  }

  private static void eventually(final BooleanSupplier condition) throws InterruptedException {
    final long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "did not become true within 10 s");
      Thread.sleep(10);
    }
  }
}
