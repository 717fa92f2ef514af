package vn.motcua.exporter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shared secret. It never appears in a message: the broker prints configurations and exceptions. */
final class Secret {
  private final String text;

  private Secret(final String text) {
    this.text = text;
  }

  static Secret read(final Path file) throws IOException {
    final String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (final IOException e) {
      throw new IOException("The exporter's secret file " + file + " cannot be read.", e);
    }
    // the HTTP client names a header value it refuses in its exception: refuse it first, without the value
    if (text.length() < 16 || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IOException(
          "The exporter's secret file " + file + " must hold at least 16 printable ASCII characters without spaces.");
    }
    return new Secret(text);
  }

  String authorization() {
    return "Bearer " + text;
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
