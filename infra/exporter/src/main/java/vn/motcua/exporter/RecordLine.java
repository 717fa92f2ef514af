package vn.motcua.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.nio.charset.StandardCharsets;

/**
 * A record as one line of JSON. Nine of ten records are tokens that move, variables and jobs: of these only what a history keeps is
 * written, under the broker's own names. The broker's general way costs several times as much, on the thread that runs the processes,
 * and unpacks the variables of every job. All other records are written in full.
 */
final class RecordLine {
  private static final int USUAL_LENGTH = 512;
  private static final String HEX = "0123456789abcdef";

  /** One thread calls us, so the text is written in the same place each time. */
  private final StringBuilder text = new StringBuilder(USUAL_LENGTH);

  byte[] of(final Record<?> record) {
    return lineOf(record).getBytes(StandardCharsets.UTF_8);
  }

  private String lineOf(final Record<?> record) {
    final RecordValue value = record.getValue();
    if (value instanceof final ProcessInstanceRecordValue instance) {
      open(record);
      field("bpmnProcessId", instance.getBpmnProcessId());
      field("processInstanceKey", instance.getProcessInstanceKey());
      field("elementId", instance.getElementId());
      field("flowScopeKey", instance.getFlowScopeKey());
      field("bpmnElementType", instance.getBpmnElementType().name());
      field("parentProcessInstanceKey", instance.getParentProcessInstanceKey());
    } else if (value instanceof final VariableRecordValue variable) {
      open(record);
      field("bpmnProcessId", variable.getBpmnProcessId());
      field("processInstanceKey", variable.getProcessInstanceKey());
      field("scopeKey", variable.getScopeKey());
      field("name", variable.getName());
      field("value", variable.getValue());
    } else if (value instanceof final JobRecordValue job) {
      open(record);
      field("bpmnProcessId", job.getBpmnProcessId());
      field("processInstanceKey", job.getProcessInstanceKey());
      field("elementId", job.getElementId());
      field("elementInstanceKey", job.getElementInstanceKey());
      field("type", job.getType());
      field("worker", job.getWorker());
      field("retries", job.getRetries());
      field("errorMessage", job.getErrorMessage());
      field("errorCode", job.getErrorCode());
    } else {
      return record.toJson();
    }
    return text.append("}}").toString();
  }

  private void open(final Record<?> record) {
    text.setLength(0);
    text.append('{');
    field("partitionId", record.getPartitionId());
    field("position", record.getPosition());
    field("key", record.getKey());
    field("timestamp", record.getTimestamp());
    field("recordType", record.getRecordType().name());
    field("valueType", record.getValueType().name());
    field("intent", record.getIntent().name());
    field("rejectionType", record.getRejectionType().name());
    field("rejectionReason", record.getRejectionReason());
    name("value");
    text.append('{');
  }

  private void name(final String name) {
    if (text.charAt(text.length() - 1) != '{') {
      text.append(',');
    }
    text.append('"').append(name).append("\":");
  }

  private void field(final String name, final long value) {
    name(name);
    text.append(value);
  }

  private void field(final String name, final String value) {
    name(name);
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      final char character = value.charAt(i);
      if (character == '"' || character == '\\') {
        text.append('\\').append(character);
      } else if (character < ' ') {
        text.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
      } else {
        text.append(character);
      }
    }
    text.append('"');
  }
}
