package io.gyre.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.config.ConfigField;
import io.gyre.config.ConfigSchema;
import io.gyre.config.Reference;
import io.gyre.server.plugin.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "reference", "configuration.md");
  private final ConfigSchema schema =
      new ConfigLoader(
              ProviderSections.of(
                  new PluginLoader(ReferencePageTest.class.getClassLoader()).load(Path.of("none"))))
          .schema();

  /** Writes the page anew where it is out of date, so that a second run passes: commit it then. */
  @Test
  void theCommittedPageIsWhatTheRecordsSay() throws IOException {
    String page =
        "<!-- Made by `gyre configdoc`; ReferencePageTest writes it anew when a record changes. -->\n"
            + Reference.markdown(schema, "");
    String committed = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (!page.equals(committed)) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(
        committed, page, PAGE + " was out of date and is written anew: look at it and commit it");
  }

  @Test
  void everyKeySaysWhatItIsFor() {
    List<String> paths = schema.paths();
    assertTrue(paths.size() > 1000, "keys: " + paths.size());
    for (String path : paths) {
      ConfigField field = schema.field(path).orElseThrow();
      assertFalse(field.doc().isBlank(), path);
      assertTrue(field.name().matches("[a-z0-9_]+"), path);
    }
  }
}
