package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo page as two people see it, in a real browser. */
@Timeout(120)
class DemoPageTest {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 800;
  private static final int COLOURS_AT_LEAST = 100;
  private static final String TEXTS =
      "[...document.querySelectorAll('#messages .bubble')].map(row => row.textContent)";

  @TempDir Path folder;

  @Test
  void twoTabsTalkAndADroppedConnectionMissesNothing() throws Exception {
    String config = Files.readString(Distribution.folder().resolve("conf/demo.yaml"));
    try (RunningGyre server = RunningGyre.start(folder, config);
        Browser browser = Browser.start(folder)) {
      Tab ada = enter(browser, server, "Ada");
      Tab ben = enter(browser, server, "Ben");
      seesBoth(ada);
      seesBoth(ben);

      ada.submit("text", "Hello Ben");
      ben.await(TEXTS + ".includes('Hello Ben')");
      ben.submit("text", "Hello Ada");
      ada.await(TEXTS + ".includes('Hello Ada')");

      comesBackWithoutLoss(ada, ben);
      String position = "document.getElementById('fact-position').textContent";
      ben.await(position + " === " + Json.write(ada.text(position)));
      save(ben, "demo");
      looksAlive(save(ada, "demo-recovered"), WIDTH, HEIGHT);
      ben.size(390, 844);
      looksAlive(save(ben, "demo-phone"), 390, 844);
      int overflow = ben.evaluate("document.documentElement.scrollWidth - innerWidth").asInt();
      assertTrue(overflow <= 0, "wider than a phone by " + overflow);
    }
  }

  private static Tab enter(Browser browser, RunningGyre server, String name) {
    Tab tab = browser.open(URI.create(server.http("/demo/") + "?name=" + name));
    tab.size(WIDTH, HEIGHT);
    tab.await("document.getElementById('status').dataset.state === 'connected'");
    return tab;
  }

  private static void seesBoth(Tab tab) {
    tab.await(
        "['Ada', 'Ben'].every(name => [...document.querySelectorAll('#people .label')]"
            + ".some(row => row.textContent === name))");
    assertEquals("2", tab.text("document.getElementById('count').textContent"));
  }

  /** The button cuts the socket; what the other writes meanwhile comes with the recovery. */
  private static void comesBackWithoutLoss(Tab away, Tab other) {
    away.evaluate("document.getElementById('bot').checked = false");
    away.click("drop");
    away.await("document.getElementById('status').dataset.state === 'connecting'");
    for (String line : new String[] {"missed 1", "missed 2", "missed 3"}) {
      other.submit("text", line);
      other.await(TEXTS + ".includes('" + line + "')");
    }
    assertEquals("connecting", away.text("document.getElementById('status').dataset.state"));
    away.await("document.getElementById('recovery').dataset.state === 'done'");
    assertEquals("3", away.text("document.getElementById('recovery').dataset.recovered"));
    assertEquals("Hello Ben|Hello Ada|missed 1|missed 2|missed 3", away.text(TEXTS + ".join('|')"));
    assertEquals("1", away.text("document.getElementById('fact-reconnects').textContent"));
    seesBoth(away);
  }

  /** Leaves the picture for people to look at. */
  private static BufferedImage save(Tab tab, String name) throws IOException {
    byte[] png = tab.screenshot();
    Path target = Path.of(System.getProperty("gyre.target")).resolve("screenshots");
    Files.write(Files.createDirectories(target).resolve(name + ".png"), png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static void looksAlive(BufferedImage picture, int width, int height) {
    assertEquals(width, picture.getWidth());
    assertEquals(height, picture.getHeight());
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    long colours = IntStream.of(pixels).distinct().count();
    assertTrue(colours >= COLOURS_AT_LEAST, "colours: " + colours);
    for (int quarter = 0; quarter < 4; quarter++) {
      int left = quarter % 2 * width / 2;
      int top = quarter / 2 * height / 2;
      int[] part = picture.getRGB(left, top, width / 2, height / 2, null, 0, width / 2);
      assertTrue(IntStream.of(part).distinct().count() > 8, "blank quarter: " + quarter);
    }
  }
}
