package io.gyre.config;

/**
 * One thing that is wrong with a configuration: where, what, and what to do about it.
 *
 * @param severity whether the server may start all the same
 * @param path the key in dotted form, such as {@code client.ping_interval}; empty if no key is
 *     meant
 * @param value what was found there, masked if it is a secret; empty if nothing was
 * @param message what is wrong, as the end of a sentence that begins with the key
 * @param remedy what to do, as an imperative; empty if there is nothing to say
 * @param origin the file, environment variable or flag the value came from; empty if none
 */
public record ConfigProblem(
    Severity severity, String path, String value, String message, String remedy, String origin) {

  /** How grave a problem is. */
  public enum Severity {
    /** The server does not start. */
    ERROR,
    /**
     * Probably a mistake, such as an unknown key: a warning, and an error under {@code --strict}.
     */
    SUSPECT,
    /** Worth a line in the log. */
    WARNING
  }

  /** The problem in one line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(path);
    if (!value.isEmpty()) {
      line.append(path.isEmpty() ? "" : " ").append('"').append(value).append('"');
    }
    line.append(line.isEmpty() ? "" : ": ").append(message);
    if (!remedy.isEmpty()) {
      line.append("; ").append(remedy);
    }
    return origin.isEmpty()
        ? line.toString()
        : line.append(" (from ").append(origin).append(')').toString();
  }
}
