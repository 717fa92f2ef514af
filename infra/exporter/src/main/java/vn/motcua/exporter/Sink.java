package vn.motcua.exporter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** The receiver of records: posts one batch and says with which status it was answered. */
final class Sink implements AutoCloseable {
  private final URI url;
  private final Path secretFile;
  private final Duration timeout;
  private final String partition;
  private final HttpClient client;
  private Secret secret;

  Sink(final Settings settings, final int partitionId) {
    url = settings.url();
    secretFile = settings.secretFile();
    timeout = settings.timeout();
    partition = Integer.toString(partitionId);
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout).build();
  }

  int post(final byte[] body, final Progress progress) throws IOException, InterruptedException {
    if (secret == null) {
      secret = Secret.read(secretFile);
    }
    final HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("content-type", "application/x-ndjson")
            .header("authorization", secret.authorization())
            .header("x-partition", partition)
            .header("x-after", Long.toString(progress.posted()))
            .header("x-log", Long.toString(progress.log()))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    final int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status == 401) {
      secret = null; // it may have been changed: read it again
    }
    return status;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
