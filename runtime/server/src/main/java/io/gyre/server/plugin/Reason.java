package io.gyre.server.plugin;

import java.lang.reflect.InvocationTargetException;

/** Says in words of a plugin's author why a provider could not be made. */
final class Reason {
  private Reason() {}

  static String of(Throwable failure) {
    return switch (failure) {
      case UnsupportedClassVersionError newer ->
          "compiled for a newer Java than this one (%s): %s"
              .formatted(Runtime.version().feature(), newer.getMessage());
      case ExceptionInInitializerError initializer ->
          "its static initializer threw " + causeOf(initializer);
      case NoClassDefFoundError missing -> missing(String.valueOf(missing.getMessage()));
      case ClassNotFoundException missing -> missing(String.valueOf(missing.getMessage()));
      case NoSuchMethodException noConstructor -> "has no public constructor without parameters";
      case IllegalAccessException hidden -> "is not public: " + hidden.getMessage();
      case InvocationTargetException thrown -> "its constructor threw " + causeOf(thrown);
      default -> failure.toString();
    };
  }

  private static String missing(String name) {
    return "the class %s is missing; a plugin sees io.gyre.spi and its own jars"
        .formatted(name.replace('/', '.'));
  }

  private static String causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.toString() : cause.toString();
  }
}
