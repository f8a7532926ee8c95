package io.gyre.api;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Drops what is logged: the tests cause failures on purpose. */
final class SilentLogger implements System.Logger {
  @Override
  public String getName() {
    return "silent";
  }

  @Override
  public boolean isLoggable(Level level) {
    return false;
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {}

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object... values) {}
}
