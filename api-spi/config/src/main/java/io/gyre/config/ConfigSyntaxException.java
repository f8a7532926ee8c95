package io.gyre.config;

/** A text that is not what its format asks for. The message says what and where. */
public final class ConfigSyntaxException extends IllegalArgumentException {

  /** A failure with a message for users. */
  public ConfigSyntaxException(String message) {
    super(message);
  }
}
