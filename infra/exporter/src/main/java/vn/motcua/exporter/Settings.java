package vn.motcua.exporter;

import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the broker's configuration says about this exporter, checked before anything starts. */
record Settings(
    URI url,
    Path secretFile,
    int batchSize,
    int batchBytes,
    int bufferSize,
    Duration linger,
    Duration timeout,
    Set<String> skip,
    Set<ValueType> valueTypes) {

  private static final Set<String> NAMES =
      Stream.of(
              "url", "secretFile", "batchSize", "batchBytes", "bufferSize", "lingerMs", "timeoutMs", "skip", "valueTypes")
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  /** An element that hangs while activating shows through its incident; a parallel join refuses each early token as a matter of course. */
  /** What the engine is about to do: that it has done it comes as a record of its own. */
  private static final String DEFAULT_SKIP =
      "PROCESS_INSTANCE:ELEMENT_ACTIVATING,PROCESS_INSTANCE:ELEMENT_COMPLETING,PROCESS_INSTANCE:ELEMENT_TERMINATING,"
          + "PROCESS_INSTANCE:ACTIVATE_ELEMENT,"
          + "USER_TASK:CREATING,USER_TASK:ASSIGNING,USER_TASK:UPDATING,USER_TASK:COMPLETING,USER_TASK:CANCELING,"
          + "PROCESS_MESSAGE_SUBSCRIPTION:CREATING,PROCESS_MESSAGE_SUBSCRIPTION:DELETING";

  private static final String DEFAULT_VALUE_TYPES =
      "PROCESS_INSTANCE,JOB,USER_TASK,INCIDENT,VARIABLE,TIMER,PROCESS_MESSAGE_SUBSCRIPTION,"
          + "MESSAGE_START_EVENT_SUBSCRIPTION,PROCESS_INSTANCE_MODIFICATION,PROCESS_INSTANCE_MIGRATION,"
          + "DECISION_EVALUATION,PROCESS,SIGNAL,ESCALATION,ERROR";

  static Settings from(final Map<String, Object> arguments) {
    final Arguments given = new Arguments(arguments);
    final Settings settings =
        new Settings(
            given.url("url"),
            given.file("secretFile"),
            given.number("batchSize", 500, 1, 100_000),
            given.number("batchBytes", 1 << 20, 1, 64 << 20),
            given.number("bufferSize", 5_000, 1, 1_000_000),
            Duration.ofMillis(given.number("lingerMs", 2, 0, 60_000)),
            Duration.ofMillis(given.number("timeoutMs", 10_000, 1, 600_000)),
            given.list("skip", DEFAULT_SKIP).stream().map(Settings::kind).collect(Collectors.toUnmodifiableSet()),
            given.list("valueTypes", DEFAULT_VALUE_TYPES).stream()
                .map(Settings::valueType)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ValueType.class))));
    if (settings.valueTypes.isEmpty()) {
      throw new IllegalArgumentException("Exporter argument 'valueTypes' names no value type.");
    }
    return settings;
  }

  /** A kind of record as the skip list writes it. */
  static String kind(final ValueType valueType, final Intent intent) {
    return valueType.name() + ":" + intent.name();
  }

  private static String kind(final String text) {
    final String[] parts = text.split(":", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("Exporter argument 'skip': '" + text + "' is not VALUE_TYPE:INTENT.");
    }
    final ValueType valueType = valueType(parts[0]);
    final Intent intent;
    try {
      intent = Intent.fromProtocolValue(valueType, parts[1]);
    } catch (final IllegalArgumentException e) {
      throw new IllegalArgumentException("Exporter argument 'skip': " + valueType + " has no intent '" + parts[1] + "'.", e);
    }
    return kind(valueType, intent);
  }

  private static ValueType valueType(final String name) {
    try {
      return ValueType.valueOf(name);
    } catch (final IllegalArgumentException e) {
      throw new IllegalArgumentException("Exporter arguments name an unknown value type '" + name + "'.", e);
    }
  }

  /** Arguments from environment variables arrive as text under lower-cased names, those from YAML keep case and type. */
  private static final class Arguments {
    private final Map<String, String> values = new TreeMap<>();

    Arguments(final Map<String, Object> arguments) {
      arguments.forEach(
          (name, value) -> {
            final String key = name.toLowerCase(Locale.ROOT);
            if (!NAMES.contains(key)) {
              throw new IllegalArgumentException("Unknown exporter argument '" + name + "'.");
            }
            values.put(key, value == null ? "" : String.valueOf(value).trim());
          });
    }

    private String required(final String name) {
      final String value = values.getOrDefault(name.toLowerCase(Locale.ROOT), "");
      if (value.isEmpty()) {
        throw new IllegalArgumentException("Exporter argument '" + name + "' is missing.");
      }
      return value;
    }

    URI url(final String name) {
      final URI url;
      try {
        url = URI.create(required(name));
      } catch (final IllegalArgumentException e) {
        throw new IllegalArgumentException("Exporter argument '" + name + "' is missing or not a URL.", e);
      }
      final boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      if (!web || url.getHost() == null || url.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "Exporter argument '" + name + "' must be an http or https URL with a host and without a user.");
      }
      return url;
    }

    Path file(final String name) {
      return Path.of(required(name));
    }

    int number(final String name, final int otherwise, final int least, final int most) {
      final String text = values.get(name.toLowerCase(Locale.ROOT));
      if (text == null) {
        return otherwise;
      }
      final int number;
      try {
        number = Integer.parseInt(text);
      } catch (final NumberFormatException e) {
        throw new IllegalArgumentException("Exporter argument '" + name + "' is not a whole number.", e);
      }
      if (number < least || number > most) {
        throw new IllegalArgumentException(
            "Exporter argument '" + name + "' must lie between " + least + " and " + most + ".");
      }
      return number;
    }

    List<String> list(final String name, final String otherwise) {
      final String text = values.getOrDefault(name.toLowerCase(Locale.ROOT), otherwise);
      return Arrays.stream(text.split(",")).map(String::trim).filter(part -> !part.isEmpty()).toList();
    }
  }
}
