package io.gyre.core.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.protocol.Command;
import io.gyre.protocol.RpcResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class TraceTest {
  private static final Logger LOGGER = Logger.getLogger("gyre.trace");

  @Test
  void showsCommandsAndRepliesWithoutTokens() {
    List<String> lines = new ArrayList<>();
    Handler handler = new Lines(lines);
    Level before = LOGGER.getLevel();
    LOGGER.setLevel(Level.ALL);
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
    try {
      byte[] data = "{\"a\":1}".getBytes(UTF_8);
      Trace.in(
          "c1", new Command.Connect(1, "secret.token", data, Map.of(), "js", "5", Map.of(), 0));
      Trace.in("c1", new Command.Refresh(2, "secret.token"));
      Trace.reply("c1", 3, new RpcResult(data));
      Trace.reply("c1", 4, new RpcResult(new byte[] {-1}));
    } finally {
      LOGGER.removeHandler(handler);
      LOGGER.setUseParentHandlers(true);
      LOGGER.setLevel(before);
    }
    assertEquals(
        List.of(
            "--> client=c1 id=1 connect name=js version=5 data={\"a\":1} subs=[]",
            "--> client=c1 id=2 refresh",
            "<-- client=c1 {\"id\":3,\"rpc\":{\"data\":{\"a\":1}}}",
            "<-- client=c1 id=4 RpcResult with binary data"),
        lines);
  }

  private static final class Lines extends Handler {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord entry) {
      lines.add(entry.getMessage());
    }

    @Override
    public void flush() {
      // a list needs none
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
