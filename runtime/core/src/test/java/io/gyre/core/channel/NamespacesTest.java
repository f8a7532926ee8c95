package io.gyre.core.channel;

import static io.gyre.core.channel.ChannelFixtures.config;
import static io.gyre.core.channel.ChannelFixtures.namespace;
import static io.gyre.core.channel.ChannelFixtures.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamespacesTest {
  private final Namespaces namespaces =
      new Namespaces(
          config(
              options(),
              namespace("client"),
              namespace("dotted.name-1_x"),
              namespace("re", "channelRegex", "^[a-z]+[0-9]{2}$"),
              namespace("slow", "channelRegex", "^(a+)+$")));

  @Test
  void findsTheNamespaceBeforeTheFirstBoundary() {
    assertEquals("client", name("client:x"));
    assertEquals("client", name("client:"));
    assertEquals("client", name("client:a:b"));
    assertEquals("client", name("$client:x"));
    assertEquals("dotted.name-1_x", name("dotted.name-1_x:a"));
    assertEquals("", name("x"));
    assertEquals("", name("$x"));
    assertEquals("", name(":x"));
    assertEquals("", name("client"));
    assertTrue(namespaces.of("nons:x").isEmpty());
    assertTrue(namespaces.of("$nons:x").isEmpty());
    assertTrue(namespaces.of("clien:x").isEmpty());
    assertTrue(namespaces.of("client2:x").isEmpty());
  }

  @Test
  void findsEachOfManyNamespaces() {
    NamespaceConfig[] many =
        IntStream.range(0, 500).mapToObj(i -> namespace("ns" + i)).toArray(NamespaceConfig[]::new);
    Namespaces found = new Namespaces(config(options(), many));
    for (int i = 0; i < 500; i++) {
      assertEquals("ns" + i, found.of("ns" + i + ":a").orElseThrow().name());
      assertEquals("ns" + i, found.named("ns" + i).orElseThrow().name());
    }
    assertTrue(found.named("ns500").isEmpty());
    assertEquals("", found.named("").orElseThrow().name());
  }

  @Test
  void refusesTwoNamespacesOfOneName() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Namespaces(config(options(), namespace("aa"), namespace("aa"))));
  }

  @Test
  void otherBoundariesAreHonoured() {
    Namespaces other =
        new Namespaces(
            new ChannelConfig(
                options(),
                List.of(namespace("ns")),
                Duration.ofDays(1),
                "",
                255,
                "!",
                "::",
                "@",
                "|"));
    assertEquals("ns", other.of("ns::x").orElseThrow().name());
    assertEquals("ns", other.of("!ns::x").orElseThrow().name());
    assertEquals("", other.of("ns:x").orElseThrow().name());
    assertTrue(other.of("$ns::x").isEmpty());
    assertTrue(other.names().lists("ns::x@u2|u1", "u1"));
    assertFalse(other.names().isUserLimited("ns::x#u2"));
  }

  @Test
  void emptyBoundariesSwitchTheirPartOff() {
    Namespaces plain =
        new Namespaces(
            new ChannelConfig(
                options(), List.of(namespace("ns")), Duration.ofDays(1), "", 255, "", "", "", ""));
    assertEquals("", plain.of("ns:x").orElseThrow().name());
    assertFalse(plain.names().isUserLimited("x#u"));
    assertFalse(plain.names().lists("x#u", "u"));
  }

  @Test
  void anEmptyPrivatePrefixIsTheUsualOne() {
    Namespaces plain =
        new Namespaces(
            new ChannelConfig(
                options(), List.of(), Duration.ofDays(1), "", 255, "", ":", "#", ","));
    assertTrue(plain.names().isPrivate("$x"));
    assertFalse(plain.names().isPrivate("x"));
  }

  @Test
  void usersAreListedAfterTheLastBoundary() {
    ChannelNames names = namespaces.names();
    assertTrue(names.lists("x#u2,u1", "u1"));
    assertTrue(names.lists("x#u2#u1", "u1"));
    assertFalse(names.lists("x#u1#u2", "u1"));
    assertFalse(names.lists("x#u2, u1", "u1"));
    assertFalse(names.lists("x#u12", "u1"));
    assertTrue(names.lists("x#", ""));
    assertTrue(names.lists("x#u1,", ""));
    assertFalse(names.lists("x#u1", ""));
    assertFalse(names.lists("x", ""));
  }

  @Test
  void namesAreCheckedForNamespaceAndCharacters() {
    assertEquals(Verdict.ALLOWED, namespaces.check("client:a/b?c=d&e%20+*~"));
    assertEquals(Verdict.ALLOWED, namespaces.check("x".repeat(40)));
    assertEquals(Verdict.ALLOWED, namespaces.check("x".repeat(41)), "who subscribes is refused");
    assertEquals(Verdict.UNKNOWN_CHANNEL, namespaces.check("nons:x"));
    assertEquals(Verdict.BAD_REQUEST, namespaces.check("client:é"));
    assertEquals(Verdict.BAD_REQUEST, namespaces.check("client:привет"));
    assertEquals(Verdict.ALLOWED, namespaces.check("re:abc12"));
    assertEquals(Verdict.BAD_REQUEST, namespaces.check("re:abc1"));
  }

  @Test
  void anExpressionSeesTheWholeNameWhereThereIsNoNamespace() {
    Namespaces plain = new Namespaces(config(options("channelRegex", "^é+$")));
    assertEquals(Verdict.ALLOWED, plain.check("éé"));
    assertEquals(Verdict.BAD_REQUEST, plain.check("e"));
  }

  @Test
  void aHostileExpressionCostsLinearTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> assertEquals(Verdict.BAD_REQUEST, namespaces.check("slow:" + "a".repeat(34) + "!")));
  }

  @Test
  void lengthIsCountedInBytes() {
    Random random = new Random(20261121);
    String[] characters = {"a", "é", "漢", "😀", "\u07ff", "\u0800"};
    for (int round = 0; round < 5000; round++) {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        name.append(characters[random.nextInt(characters.length)]);
      }
      String channel = name.toString();
      assertEquals(
          channel.getBytes(StandardCharsets.UTF_8).length > 40,
          namespaces.names().isTooLong(channel),
          channel);
    }
  }

  @Test
  void personalChannelsAreLimitedToTheirUser() {
    ChannelNames names = namespaces.names();
    assertEquals("#u1", names.personal("", "u1"));
    assertEquals("client:#u1", names.personal("client", "u1"));
    assertTrue(names.lists(names.personal("client", "u1"), "u1"));
  }

  private String name(String channel) {
    return namespaces.of(channel).orElseThrow().name();
  }
}
