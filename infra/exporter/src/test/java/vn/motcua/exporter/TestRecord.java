package vn.motcua.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A record of which only position, kind and text matter. */
record TestRecord(long position, Intent intent, String filler) implements Record<RecordValue> {
  static final long FIRST_TIMESTAMP = 1_764_000_000_000L;
  private static final Pattern POSITION = Pattern.compile("\"position\":(\\d+)");

  static TestRecord sent(final long position) {
    return new TestRecord(position, ProcessInstanceIntent.ELEMENT_ACTIVATED, "");
  }

  static TestRecord skipped(final long position) {
    return new TestRecord(position, ProcessInstanceIntent.ELEMENT_ACTIVATING, "");
  }

  static TestRecord large(final long position, final int characters) {
    return new TestRecord(position, ProcessInstanceIntent.ELEMENT_ACTIVATED, "x".repeat(characters));
  }

  static long positionIn(final String json) {
    final Matcher matcher = POSITION.matcher(json);
    if (!matcher.find()) {
      throw new AssertionError("not a record: " + json);
    }
    return Long.parseLong(matcher.group(1));
  }

  @Override
  public String toJson() {
    return "{\"partitionId\":1,\"position\":" + position + ",\"text\":\"Hồ sơ " + filler + "\"}";
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public long getTimestamp() {
    return FIRST_TIMESTAMP + position;
  }

  @Override
  public Intent getIntent() {
    return intent;
  }

  @Override
  public ValueType getValueType() {
    return ValueType.PROCESS_INSTANCE;
  }

  @Override
  public RecordType getRecordType() {
    return RecordType.EVENT;
  }

  @Override
  public int getPartitionId() {
    return 1;
  }

  @Override
  public long getSourceRecordPosition() {
    return -1;
  }

  @Override
  public long getKey() {
    return position;
  }

  @Override
  public RejectionType getRejectionType() {
    return RejectionType.NULL_VAL;
  }

  @Override
  public String getRejectionReason() {
    return "";
  }

  @Override
  public String getBrokerVersion() {
    return "8.5.8";
  }

  @Override
  public Map<String, Object> getAuthorizations() {
    return Map.of();
  }

  @Override
  public int getRecordVersion() {
    return 1;
  }

  @Override
  public RecordValue getValue() {
    return new RecordValue() {
      @Override
      public String toJson() {
        return "{}";
      }
    };
  }
}
