package io.gyre.core.channel;

/**
 * Reads channel names: {@code [private prefix][namespace boundary]rest[user boundary users]}.
 * Immutable; reading a name allocates nothing.
 */
public final class ChannelNames {
  private final int bytesMax;
  private final String privatePrefix;
  private final String namespaceBoundary;
  private final String userBoundary;
  private final String userSeparator;

  /**
   * Takes the lengths and boundaries from the configuration; an empty boundary switches its part
   * off.
   */
  public ChannelNames(ChannelConfig config) {
    this.bytesMax = config.maxLength();
    // As recorded: an empty prefix in the configuration leaves the usual one in force.
    this.privatePrefix = config.privatePrefix().isEmpty() ? "$" : config.privatePrefix();
    this.namespaceBoundary = config.namespaceBoundary();
    this.userBoundary = config.userBoundary();
    this.userSeparator = config.userSeparator();
  }

  /** Says whether the name has more bytes than allowed, if that is limited. */
  public boolean isTooLong(String channel) {
    // No character takes more than three bytes, so most names need not be walked.
    return bytesMax > 0 && channel.length() > bytesMax / 3 && bytes(channel) > bytesMax;
  }

  /** Says whether the channel always needs a subscription token. */
  public boolean isPrivate(String channel) {
    return channel.startsWith(privatePrefix);
  }

  /** Returns where the namespace starts; it ends at {@link #namespaceEnd}. */
  int namespaceStart(String channel) {
    return isPrivate(channel) ? privatePrefix.length() : 0;
  }

  /** Returns where the namespace ends, which is where it starts if there is none. */
  int namespaceEnd(String channel) {
    int start = namespaceStart(channel);
    return namespaceBoundary.isEmpty()
        ? start
        : Math.max(start, channel.indexOf(namespaceBoundary, start));
  }

  /**
   * Returns what {@code channel_regex} looks at: the part after the namespace, or all of a name
   * without one.
   */
  public String rest(String channel) {
    int start = namespaceStart(channel);
    int boundary = namespaceBoundary.isEmpty() ? -1 : channel.indexOf(namespaceBoundary, start);
    return boundary < 0 ? channel : channel.substring(boundary + namespaceBoundary.length());
  }

  /** Says whether the name ends with a list of users. */
  public boolean isUserLimited(String channel) {
    return !userBoundary.isEmpty() && channel.contains(userBoundary);
  }

  /**
   * Says whether a user is in the list at the end of the name; the empty list holds the anonymous
   * user.
   */
  public boolean lists(String channel, String user) {
    int boundary = userBoundary.isEmpty() ? -1 : channel.lastIndexOf(userBoundary);
    if (boundary < 0) {
      return false;
    }
    int from = boundary + userBoundary.length();
    if (userSeparator.isEmpty()) {
      return isAt(channel, from, channel.length(), user);
    }
    int to = channel.indexOf(userSeparator, from);
    while (to >= 0) {
      if (isAt(channel, from, to, user)) {
        return true;
      }
      from = to + userSeparator.length();
      to = channel.indexOf(userSeparator, from);
    }
    return isAt(channel, from, channel.length(), user);
  }

  /** Returns the channel of one user in a namespace; an empty namespace means none. */
  public String personal(String namespace, String user) {
    return namespace.isEmpty()
        ? userBoundary + user
        : namespace + namespaceBoundary + userBoundary + user;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAt(String channel, int from, int to, String user) {
    return to - from == user.length() && channel.startsWith(user, from);
  }

  /**
   * Counts the bytes of a text in UTF-8; half a surrogate pair counts as the replacement character
   * does.
   */
  private static int bytes(String text) {
    int count = text.length();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character > 0x7ff) {
        count += 2;
        if (Character.isHighSurrogate(character)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          // Two characters, four bytes.
          i++;
        }
      } else if (character > 0x7f) {
        count++;
      }
    }
    return count;
  }
}
