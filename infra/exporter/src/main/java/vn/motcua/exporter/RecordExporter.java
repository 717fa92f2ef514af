package vn.motcua.exporter;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Posts the engine's records, in order and without loss, to an HTTP receiver. Runs inside the broker, one instance a partition. */
public final class RecordExporter implements Exporter {
  private final RecordLine line = new RecordLine();
  private Settings settings;
  private int partitionId;
  private Logger log;
  private RecordBuffer buffer;
  private Sink sink;
  private Thread sender;

  /** Called twice, the first time on an instance that is thrown away, to check the settings: so it starts nothing. */
  @Override
  public void configure(final Context context) throws IOException {
    log = context.getLogger();
    partitionId = context.getPartitionId();
    settings = Settings.from(context.getConfiguration().getArguments());
    // a secret that cannot be used stops the broker's start here; later it would only show as missing history
    Secret.read(settings.secretFile());
    context.setFilter(
        new Context.RecordFilter() {
          @Override
          public boolean acceptType(final RecordType type) {
            return type == RecordType.EVENT || type == RecordType.COMMAND_REJECTION;
          }

          @Override
          public boolean acceptValue(final ValueType type) {
            return settings.valueTypes().contains(type);
          }
        });
  }

  /** Must not fail: an exception here would end the exporter for good, while the broker goes on and says it is well. */
  @Override
  public void open(final Controller controller) {
    final long acknowledged = controller.getLastExportedRecordPosition();
    final Progress progress =
        controller.readMetadata().map(metadata -> Progress.read(metadata, acknowledged)).orElse(Progress.NONE);
    buffer = new RecordBuffer(settings);
    sink = new Sink(settings, partitionId);
    sender = new Thread(new Sender(buffer, sink, controller, progress, log), "record-exporter-" + partitionId);
    sender.setDaemon(true);
    sender.start();
    log.info(
        "Records of partition {} go to {} from position {}, last accepted {}.",
        partitionId,
        settings.url(),
        acknowledged,
        progress.posted());
  }

  @Override
  public void export(final Record<?> record) {
    if (settings.skip().contains(Settings.kind(record.getValueType(), record.getIntent()))) {
      buffer.skip(record.getPosition(), record.getTimestamp());
    } else {
      // the broker reuses the record: it is written out here, before this call returns
      buffer.add(record.getPosition(), record.getTimestamp(), line.of(record));
    }
  }

  @Override
  public void close() {
    if (sender == null) {
      return;
    }
    buffer.close();
    sender.interrupt();
    sink.close();
    try {
      sender.join(TimeUnit.SECONDS.toMillis(1));
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
