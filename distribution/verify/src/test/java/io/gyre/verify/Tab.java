package io.gyre.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Base64;
import java.util.Map;

/** A page in a browser. Thread-safe. */
final class Tab {
  private static final int WAIT_MILLIS_MAX = 20_000;

  private final Browser browser;
  private final String session;

  Tab(Browser browser, String session) {
    this.browser = browser;
    this.session = session;
  }

  void load(URI page) {
    browser.call(session, "Page.enable", Map.of());
    browser.call(session, "Page.navigate", Map.of("url", page.toString()));
    await("location.href !== 'about:blank' && document.readyState === 'complete'");
  }

  /** The value of an expression; a promise is waited for. */
  JsonNode evaluate(String expression) {
    JsonNode result =
        browser.call(
            session,
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  String text(String expression) {
    return evaluate(expression).asText();
  }

  /** Waits in the page until a condition holds. */
  void await(String condition) {
    String wait =
        """
        new Promise(done => {
          const end = Date.now() + %d;
          const look = () => {
            if (%s) done(true);
            else if (Date.now() > end) done(false);
            else setTimeout(look, 20);
          };
          look();
        })\
        """
            .formatted(WAIT_MILLIS_MAX, condition);
    boolean held;
    try {
      held = evaluate(wait).asBoolean();
    } catch (IllegalStateException navigated) {
      held = evaluate(wait).asBoolean(); // the page that was asked first is gone
    }
    if (!held) {
      throw new AssertionError(
          condition + " never came; the page: " + text("document.body.innerText"));
    }
  }

  /** Types into a field as far as the page can tell, and sends its form. */
  void submit(String field, String text) {
    evaluate(
        "(() => { const field = document.getElementById(%s); field.value = %s;"
                .formatted(Json.write(field), Json.write(text))
            + " field.form.requestSubmit(); })()");
  }

  void click(String id) {
    evaluate("document.getElementById(" + Json.write(id) + ").click()");
  }

  void size(int width, int height) {
    browser.call(
        session,
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** A picture of what is visible, as a PNG file. */
  byte[] screenshot() {
    browser.call(session, "Page.bringToFront", Map.of());
    return Base64.getDecoder()
        .decode(
            browser
                .call(session, "Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText());
  }
}
