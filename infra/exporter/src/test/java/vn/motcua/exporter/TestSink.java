package vn.motcua.exporter;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A small receiver on a free port that keeps what it was sent and answers as the test wants. */
final class TestSink implements AutoCloseable {
  /** One request: the positions in its body, in order, and how it was answered. */
  record Post(List<Long> positions, int answer, Headers headers, String body) {
    String header(final String name) {
      return headers.getFirst(name);
    }
  }

  interface Answer {
    int to(List<Long> positions) throws InterruptedException;
  }

  final List<Post> posts = new CopyOnWriteArrayList<>();
  volatile Answer answer = positions -> 200;
  volatile String expectedSecret;
  private HttpServer server;
  private final int port;

  TestSink() throws IOException {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/records";
  }

  private HttpServer listen(final int onPort) throws IOException {
    final HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
    made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    made.createContext("/records", this::handle);
    made.start();
    return made;
  }

  void goDown() {
    server.stop(0);
  }

  void comeBack() throws IOException {
    server = listen(port);
  }

  private void handle(final HttpExchange exchange) throws IOException {
    final String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    final List<Long> positions = body.lines().map(TestRecord::positionIn).toList();
    try {
      final int status = isKnown(exchange) ? answer.to(positions) : 401;
      posts.add(new Post(positions, status, exchange.getRequestHeaders(), body));
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    } catch (final InterruptedException e) {
      exchange.close();
    }
  }

  private boolean isKnown(final HttpExchange exchange) {
    return expectedSecret == null || ("Bearer " + expectedSecret).equals(exchange.getRequestHeaders().getFirst("authorization"));
  }

  List<Long> accepted() {
    return posts.stream()
        .filter(post -> post.answer == 200)
        .flatMap(post -> post.positions.stream())
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
