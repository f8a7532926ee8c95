package io.gyre.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFaultTest {
  @TempDir Path scratch;

  @Test
  void saysWhatKeepsAFileFromBeingWritten() {
    Path lost = scratch.resolve("nowhere").resolve("file");
    IOException fault = assertThrows(IOException.class, () -> Files.writeString(lost, ""));
    assertEquals("no such file or folder; make its folder first", FileFault.reason(fault));
  }

  @Test
  void saysWhatKeepsAFileFromBeingRead() {
    IOException folder = assertThrows(IOException.class, () -> Files.readString(scratch));
    assertEquals("Is a directory", FileFault.reason(folder));
    String denied = FileFault.reason(new AccessDeniedException("file"));
    assertTrue(denied.startsWith("permission denied; "), denied);
  }
}
