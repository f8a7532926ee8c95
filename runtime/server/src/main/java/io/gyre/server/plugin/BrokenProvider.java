package io.gyre.server.plugin;

/**
 * A provider that could not be made. It stops the start only if the configuration may have meant
 * it.
 *
 * @param noun the kind of component it would make
 * @param className the provider's class
 * @param origin the jar that names it
 * @param reason what went wrong
 */
public record BrokenProvider(String noun, String className, String origin, String reason) {

  /** One line for the log or an error. */
  public String describe() {
    return origin + ": " + noun + " provider " + className + ": " + reason;
  }
}
