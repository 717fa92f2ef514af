package vn.motcua.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Map<String, Object> LEAST = Map.of("url", "http://127.0.0.1:8087/records", "secretFile", "/secret");

  @TempDir private Path folder;

  @Test
  void hasDefaultsForAllButUrlAndSecretFile() {
    final Settings settings = Settings.from(LEAST);

    assertEquals(Duration.ofMillis(2), settings.linger());
    assertTrue(settings.skip().contains("PROCESS_INSTANCE:ELEMENT_ACTIVATING"));
    assertTrue(settings.valueTypes().contains(ValueType.USER_TASK));
    assertFalse(settings.valueTypes().contains(ValueType.JOB_BATCH));
  }

  @Test
  void readsLowerCaseTextAsTheEnvironmentGivesIt() {
    final Settings settings = Settings.from(with("batchsize", "7", "skip", "JOB:CREATED, JOB:COMPLETED", "valuetypes", "JOB"));

    assertEquals(7, settings.batchSize());
    assertEquals(2, settings.skip().size());
    assertEquals(1, settings.valueTypes().size());
  }

  @ParameterizedTest
  @CsvSource({
    "url, ''",
    "url, not a url",
    "url, ftp://127.0.0.1/records",
    "url, http:///records",
    "url, http://user:pw@127.0.0.1/records",
    "secretFile, ''",
    "batchSize, many",
    "batchSize, 0",
    "batchSize, ''",
    "lingerMs, -1",
    "skip, ELEMENT_ACTIVATING",
    "skip, PROCESS_INSTANCE:NO_SUCH_INTENT",
    "skip, NO_SUCH_TYPE:CREATED",
    "valueTypes, ''",
    "valueTypes, NO_SUCH_TYPE",
    "bathcSize, 10",
    "secret, in-clear",
  })
  void refusesArgumentsThatCannotBeMeant(final String name, final String value) {
    final var refused = assertThrows(IllegalArgumentException.class, () -> Settings.from(with(name, value)));

    assertTrue(refused.getMessage().contains(name.equals("valueTypes") ? "value type" : name.equals("skip") ? "" : name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "too-short", "with a space in the middle", "line\nbreak-in-the-middle", "mật-khẩu-không-phải-ascii"})
  void refusesASecretThatCannotBeUsedAndDoesNotRepeatIt(final String secret) throws IOException {
    final Path file = Files.writeString(folder.resolve("exporter"), secret);

    final var refused = assertThrows(IOException.class, () -> Secret.read(file));

    assertTrue(refused.getMessage().contains(file.toString()));
    assertTrue(secret.isEmpty() || !refused.getMessage().contains(secret));
  }

  @Test
  void refusesToBeConfiguredWithoutASecretFile() {
    final TestBroker broker = new TestBroker(with("secretFile", folder.resolve("missing").toString()));

    assertThrows(IOException.class, () -> new RecordExporter().configure(broker));
  }

  @Test
  void asksTheBrokerOnlyForEventsAndRejectionsOfTheChosenValueTypes() throws IOException {
    final Path file = Files.writeString(folder.resolve("exporter"), "correct-horse-battery-staple");
    final TestBroker broker = new TestBroker(with("secretFile", file.toString()));

    new RecordExporter().configure(broker);

    assertTrue(broker.filter.acceptType(RecordType.EVENT));
    assertTrue(broker.filter.acceptType(RecordType.COMMAND_REJECTION));
    assertFalse(broker.filter.acceptType(RecordType.COMMAND));
    assertTrue(broker.filter.acceptValue(ValueType.JOB));
    assertFalse(broker.filter.acceptValue(ValueType.DEPLOYMENT));
  }

  private static Map<String, Object> with(final String... more) {
    final Map<String, Object> arguments = new HashMap<>(LEAST);
    for (int i = 0; i < more.length; i += 2) {
      arguments.put(more[i], more[i + 1]);
    }
    return arguments;
  }
}
