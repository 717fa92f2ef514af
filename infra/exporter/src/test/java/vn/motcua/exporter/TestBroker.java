package vn.motcua.exporter;

import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;

/** The broker's side: hands out settings and a logger, and keeps what the exporter acknowledges, as a snapshot would. */
final class TestBroker implements Context, Controller {
  final List<Long> acknowledged = new CopyOnWriteArrayList<>();
  final List<String> logged = new CopyOnWriteArrayList<>();
  private final Map<String, Object> arguments;
  private volatile long position = -1;
  private volatile byte[] metadata;
  RecordFilter filter;

  TestBroker(final Map<String, Object> arguments) {
    this.arguments = arguments;
  }

  /** The same broker after a restart, gone back to what an earlier snapshot held. */
  TestBroker restartedAt(final long snapshotPosition, final byte[] snapshotMetadata) {
    final TestBroker restarted = new TestBroker(arguments);
    restarted.position = snapshotPosition;
    restarted.metadata = snapshotMetadata;
    return restarted;
  }

  RecordExporter startExporter() throws Exception {
    final RecordExporter exporter = new RecordExporter();
    exporter.configure(this);
    exporter.open(this);
    return exporter;
  }

  byte[] metadata() {
    return metadata;
  }

  @Override
  public Logger getLogger() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, parameters) -> {
              logged.add(method.getName() + " " + Arrays.deepToString(parameters));
              return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
            });
  }

  @Override
  public Configuration getConfiguration() {
    return new Configuration() {
      @Override
      public String getId() {
        return "motcua";
      }

      @Override
      public Map<String, Object> getArguments() {
        return arguments;
      }

      @Override
      public <T> T instantiate(final Class<T> type) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Override
  public int getPartitionId() {
    return 1;
  }

  @Override
  public void setFilter(final RecordFilter filter) {
    this.filter = filter;
  }

  @Override
  public void updateLastExportedRecordPosition(final long newPosition) {
    throw new AssertionError("an acknowledgement without metadata");
  }

  @Override
  public void updateLastExportedRecordPosition(final long newPosition, final byte[] newMetadata) {
    acknowledged.add(newPosition);
    position = newPosition;
    metadata = newMetadata.clone();
  }

  @Override
  public long getLastExportedRecordPosition() {
    return position;
  }

  @Override
  public ScheduledTask scheduleCancellableTask(final Duration delay, final Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<byte[]> readMetadata() {
    return Optional.ofNullable(metadata);
  }
}
