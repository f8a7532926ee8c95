package io.gyre.api;

/**
 * An error of the server API.
 *
 * @param code what callers branch on
 * @param message for developers
 * @param status the HTTP status where errors are to be told by status
 */
public record ApiError(int code, String message, int status) {
  /** Something failed that the caller cannot know of; worth a retry. */
  public static final ApiError INTERNAL = new ApiError(100, "internal server error", 500);

  /** The channel's namespace is not configured. */
  public static final ApiError UNKNOWN_CHANNEL = new ApiError(102, "unknown channel", 404);

  /** There is no such command or extension. */
  public static final ApiError NOT_FOUND = new ApiError(104, "not found", 404);

  /** The request lacks something or holds something malformed. */
  public static final ApiError BAD_REQUEST = new ApiError(107, "bad request", 400);

  /** The channel's namespace does not have the feature switched on. */
  public static final ApiError NOT_AVAILABLE = new ApiError(108, "not available", 400);

  /** The position asked for is in another stream. */
  public static final ApiError UNRECOVERABLE_POSITION =
      new ApiError(112, "unrecoverable position", 416);

  /** What was to be written changed meanwhile. */
  public static final ApiError CONFLICT = new ApiError(113, "conflict", 409);

  /** The error of this code; one that is not catalogued keeps its message. */
  public static ApiError of(int code, String message) {
    return switch (code) {
      case 100 -> INTERNAL;
      case 102 -> UNKNOWN_CHANNEL;
      case 104 -> NOT_FOUND;
      case 107 -> BAD_REQUEST;
      case 108 -> NOT_AVAILABLE;
      case 112 -> UNRECOVERABLE_POSITION;
      case 113 -> CONFLICT;
      default -> new ApiError(code, message, 500);
    };
  }
}
