package io.gyre.server.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file that the configuration names cannot be used, in words of who wrote it. */
public final class FileFault {
  private FileFault() {}

  /** The reason; the JDK says for the commonest ones no more than the name of the file. */
  public static String reason(IOException fault) {
    return switch (fault) {
      case NoSuchFileException absent -> "no such file or folder; make its folder first";
      case AccessDeniedException denied ->
          "permission denied; let the user %s have it"
              .formatted(System.getProperty("user.name", "of the server"));
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(fault.getMessage());
    };
  }
}
