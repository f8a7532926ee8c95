package io.gyre.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a publication by the HTTP API costs the server, as a ratio to what a bare write costs on
 * this machine in the same minute.
 */
@Timeout(120)
class PublishCostTest {
  private static final int CALLERS = 16;
  private static final int WRITTEN_SOCKETS = 200;
  private static final int WARM_UP_ROUNDS = 12_000;
  private static final int ROUNDS = 8_000;

  /**
   * Measured: 2.3 on two shared processors, and 9 where each call has a thread, a parser and a
   * router of its own. The server is young here: compiling is in both figures.
   */
  private static final double RATIO_MAX = 6;

  @TempDir Path folder;

  @Test
  void publishesForNotMuchMoreThanItTakesToAnswer() throws Exception {
    double write = BareWrites.nanosEach(WRITTEN_SOCKETS, 178);
    double call = nanosPerCall();
    System.out.printf("call %.0f ns, bare write %.0f ns, ratio %.2f%n", call, write, call / write);
    assertTrue(
        call < RATIO_MAX * write,
        () -> "a publish call costs %.0f ns, a bare write %.0f ns".formatted(call, write));
  }

  private double nanosPerCall() throws Exception {
    try (RunningGyre server = RunningGyre.start(folder, "");
        RawSubscribers answers = new RawSubscribers()) {
      ByteBuffer request = request(server);
      List<SocketChannel> callers = new ArrayList<>();
      int answerBytes = 0;
      for (int i = 0; i < CALLERS; i++) {
        SocketChannel caller =
            SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()));
        caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
        answerBytes = firstCall(caller, request);
        answers.add(caller);
        callers.add(caller);
      }
      call(callers, request, answers, answerBytes, WARM_UP_ROUNDS);
      long before = server.cpu().toNanos();
      call(callers, request, answers, answerBytes, ROUNDS);
      return (double) (server.cpu().toNanos() - before) / (ROUNDS * CALLERS);
    }
  }

  private static ByteBuffer request(RunningGyre server) {
    String body = "{\"channel\":\"cost\",\"data\":{\"text\":\"" + "x".repeat(116) + "\"}}";
    byte[] bytes = RawApi.request(server.key(), "publish", body);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** All answers are as long as the first. */
  private static int firstCall(SocketChannel caller, ByteBuffer request) throws Exception {
    caller.write(request.rewind());
    ByteBuffer answer = ByteBuffer.allocate(1024);
    String text = "";
    while (!text.endsWith("{\"result\":{}}")) {
      assertTrue(caller.read(answer) > 0, text);
      text = new String(answer.array(), 0, answer.position(), US_ASCII);
    }
    return text.length();
  }

  private static void call(
      List<SocketChannel> callers,
      ByteBuffer request,
      RawSubscribers answers,
      int answerBytes,
      int rounds)
      throws Exception {
    for (int i = 0; i < rounds; i++) {
      for (SocketChannel caller : callers) {
        assertEquals(request.capacity(), caller.write(request.rewind()));
      }
      answers.swallow((long) callers.size() * answerBytes);
    }
  }
}
