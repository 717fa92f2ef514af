package vn.motcua.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ImmutableJobRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableRecordValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordLineTest {
  private static final String HEAD =
      "{\"partitionId\":1,\"position\":42,\"key\":2251799813685249,\"timestamp\":1764000000000,\"recordType\":\"EVENT\",";
  private static final String ACCEPTED = "\"rejectionType\":\"NULL_VAL\",\"rejectionReason\":\"\",";

  private final RecordLine line = new RecordLine();

  @Test
  void givenATokenThatMoves_whenWritten_thenOnlyWhatAHistoryKeepsIsThere() {
    final var value =
        ImmutableProcessInstanceRecordValue.builder()
            .withBpmnProcessId("house-permit--r1")
            .withProcessInstanceKey(2251799813685250L)
            .withElementId("approve")
            .withFlowScopeKey(2251799813685251L)
            .withBpmnElementType(BpmnElementType.USER_TASK)
            .withParentProcessInstanceKey(-1)
            .build();
    assertEquals(
        HEAD
            + "\"valueType\":\"PROCESS_INSTANCE\",\"intent\":\"ELEMENT_ACTIVATED\","
            + ACCEPTED
            + "\"value\":{\"bpmnProcessId\":\"house-permit--r1\",\"processInstanceKey\":2251799813685250,\"elementId\":\"approve\","
            + "\"flowScopeKey\":2251799813685251,\"bpmnElementType\":\"USER_TASK\",\"parentProcessInstanceKey\":-1}}",
        written(ValueType.PROCESS_INSTANCE, ProcessInstanceIntent.ELEMENT_ACTIVATED, value));
  }

  @Test
  void givenAVariableWithMarksAndVietnamese_whenWritten_thenTheTextIsEscapedAndWhole() {
    final var value =
        ImmutableVariableRecordValue.builder()
            .withBpmnProcessId("p")
            .withProcessInstanceKey(7)
            .withScopeKey(8)
            .withName("note")
            .withValue("\"Ký\\\n\tđuyệt\u0001\"")
            .build();
    assertEquals(
        HEAD
            + "\"valueType\":\"VARIABLE\",\"intent\":\"CREATED\","
            + ACCEPTED
            + "\"value\":{\"bpmnProcessId\":\"p\",\"processInstanceKey\":7,\"scopeKey\":8,\"name\":\"note\","
            + "\"value\":\"\\\"Ký\\\\\\u000a\\u0009đuyệt\\u0001\\\"\"}}",
        written(ValueType.VARIABLE, VariableIntent.CREATED, value));
  }

  @Test
  void givenAJob_whenWritten_thenItsVariablesStayBehind() {
    final var value =
        ImmutableJobRecordValue.builder()
            .withBpmnProcessId("p")
            .withProcessInstanceKey(7)
            .withElementId("issue-receipt")
            .withElementInstanceKey(9)
            .withType("issue-receipt")
            .withWorker("w")
            .withRetries(3)
            .withErrorMessage("")
            .withErrorCode("")
            .withVariables(Map.of("dossierId", "d1"))
            .build();
    assertEquals(
        HEAD
            + "\"valueType\":\"JOB\",\"intent\":\"COMPLETED\","
            + ACCEPTED
            + "\"value\":{\"bpmnProcessId\":\"p\",\"processInstanceKey\":7,\"elementId\":\"issue-receipt\",\"elementInstanceKey\":9,"
            + "\"type\":\"issue-receipt\",\"worker\":\"w\",\"retries\":3,\"errorMessage\":\"\",\"errorCode\":\"\"}}",
        written(ValueType.JOB, JobIntent.COMPLETED, value));
  }

  @Test
  void givenAnyOtherRecord_whenWritten_thenItIsTheBrokersOwnText() {
    final var record = TestRecord.sent(5);
    assertEquals(record.toJson(), new String(line.of(record), StandardCharsets.UTF_8));
  }

  private String written(final ValueType valueType, final Intent intent, final RecordValue value) {
    final Record<RecordValue> record =
        ImmutableRecord.builder()
            .withPartitionId(1)
            .withPosition(42)
            .withKey(2251799813685249L)
            .withTimestamp(1_764_000_000_000L)
            .withRecordType(RecordType.EVENT)
            .withValueType(valueType)
            .withIntent(intent)
            .withRejectionType(RejectionType.NULL_VAL)
            .withRejectionReason("")
            .withAuthorizations(Map.of())
            .withValue(value)
            .build();
    return new String(line.of(record), StandardCharsets.UTF_8);
  }
}
