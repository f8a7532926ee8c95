package io.gyre.core.channel;

import static io.gyre.core.channel.ChannelFixtures.config;
import static io.gyre.core.channel.ChannelFixtures.namespace;
import static io.gyre.core.channel.ChannelFixtures.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private static final SubscribeRule ALLOWED = new SubscribeRule.Allowed();
  private static final SubscribeRule DENIED = new SubscribeRule.Denied(Verdict.PERMISSION_DENIED);
  private static final SubscribeRule BY_TOKEN = new SubscribeRule.ByToken();

  private final Namespaces namespaces =
      new Namespaces(
          config(
              options(),
              namespace("closed"),
              namespace("client", "allowSubscribeForClient", true),
              namespace(
                  "anon", "allowSubscribeForClient", true, "allowSubscribeForAnonymous", true),
              namespace("anononly", "allowSubscribeForAnonymous", true),
              namespace("limited", "allowUserLimitedChannels", true),
              namespace(
                  "limclient", "allowUserLimitedChannels", true, "allowSubscribeForClient", true),
              namespace(
                  "limproxy",
                  "allowUserLimitedChannels",
                  true,
                  "subscribeProxyEnabled",
                  true,
                  "subscribeProxyName",
                  "p"),
              namespace(
                  "stream", "subscribeStreamProxyEnabled", true, "subscribeStreamProxyName", "s"),
              namespace(
                  "bidi",
                  "subscribeStreamProxyEnabled",
                  true,
                  "subscribeStreamProxyName",
                  "s",
                  "subscribeStreamProxyBidirectional",
                  true),
              namespace("map", "subscriptionType", "map", "allowSubscribeForClient", true),
              namespace("pubproxy", "publishProxyEnabled", true, "publishProxyName", "p"),
              namespace("pubclient", "allowPublishForClient", true),
              namespace(
                  "pubsub", "allowPublishForSubscriber", true, "allowPublishForAnonymous", true),
              namespace("pres", "presence", true, "allowPresenceForSubscriber", true),
              namespace(
                  "hist",
                  "historySize",
                  1,
                  "historyTtl",
                  Duration.ofSeconds(1),
                  "allowHistoryForClient",
                  true),
              namespace("histsize", "historySize", 1, "allowHistoryForClient", true)));
  private final Permissions permissions = new Permissions(namespaces, false);
  private final Permissions insecure = new Permissions(namespaces, true);

  @Test
  void subscribingNeedsAnOptionATokenOrALuckyName() {
    assertEquals(DENIED, subscribe("x", "u1"));
    assertEquals(DENIED, subscribe("closed:x", "u1"));
    assertEquals(ALLOWED, subscribe("client:x", "u1"));
    assertEquals(DENIED, subscribe("client:x", ""));
    assertEquals(ALLOWED, subscribe("anon:x", "u1"));
    assertEquals(ALLOWED, subscribe("anon:x", ""));
    assertEquals(DENIED, subscribe("anononly:x", ""));
    assertEquals(DENIED, subscribe("anononly:x", "u1"));
    assertEquals(new SubscribeRule.Denied(Verdict.UNKNOWN_CHANNEL), subscribe("nons:x", "u1"));
    assertEquals(new SubscribeRule.Denied(Verdict.BAD_REQUEST), subscribe("client:é", "u1"));
    assertEquals(DENIED, subscribe(":x", "u1"));
  }

  @Test
  void aTokenWinsOverEveryOption() {
    assertEquals(BY_TOKEN, permissions.subscribe("closed:x", "u1", 0, true));
    assertEquals(BY_TOKEN, permissions.subscribe("client:x", "u1", 0, true));
    assertEquals(BY_TOKEN, permissions.subscribe("$closed:x", "u1", 0, true));
    assertEquals(BY_TOKEN, permissions.subscribe("limited:x#u2", "u1", 0, true));
    assertEquals(BY_TOKEN, permissions.subscribe("limproxy:x", "u1", 0, true));
    assertEquals(
        new SubscribeRule.Denied(Verdict.UNKNOWN_CHANNEL),
        permissions.subscribe("$nons:x", "u1", 0, true));
  }

  @Test
  void privateChannelsNeedAToken() {
    assertEquals(DENIED, subscribe("$client:x", "u1"));
    assertEquals(DENIED, subscribe("$x", "u1"));
    assertEquals(ALLOWED, subscribe("client:$x", "u1"));
  }

  @Test
  void userLimitedChannelsAskNobodyElse() {
    assertEquals(DENIED, subscribe("limited:x#u2", "u1"));
    assertEquals(ALLOWED, subscribe("limited:x#u2,u1", "u1"));
    assertEquals(ALLOWED, subscribe("limited:x#", ""));
    assertEquals(DENIED, subscribe("limited:x#u1", ""));
    assertEquals(ALLOWED, subscribe("client:x#u2", "u1"));
    assertEquals(DENIED, subscribe("limclient:x#u2", "u1"));
    assertEquals(ALLOWED, subscribe("limclient:x", "u1"));
    assertEquals(DENIED, subscribe("limproxy:x#u2", "u1"));
    assertEquals(ALLOWED, subscribe("limproxy:x#u1", "u1"));
    assertEquals(new SubscribeRule.ByProxy("p"), subscribe("limproxy:x", "u1"));
  }

  @Test
  void theSubscriptionTypeMustFit() {
    assertEquals(DENIED, subscribe("map:x", "u1"));
    assertEquals(ALLOWED, permissions.subscribe("map:x", "u1", 1, false));
    assertEquals(DENIED, permissions.subscribe("client:x", "u1", 1, false));
    assertEquals(DENIED, permissions.subscribe("map:x", "u1", 9, true));
  }

  @Test
  void insecureClientsMaySubscribeToAllButPrivateChannels() {
    assertEquals(ALLOWED, insecure.subscribe("x", "", 0, false));
    assertEquals(ALLOWED, insecure.subscribe("limited:x#u2", "u1", 0, false));
    assertEquals(DENIED, insecure.subscribe("$x", "", 0, false));
    assertEquals(new SubscribeRule.ByProxy("p"), insecure.subscribe("limproxy:x", "", 0, false));
    assertEquals(
        new SubscribeRule.Denied(Verdict.UNKNOWN_CHANNEL),
        insecure.subscribe("nons:x", "", 0, false));
  }

  @Test
  void streamProxiesDecideAboutSubscribingAndPublishing() {
    assertEquals(new SubscribeRule.ByStreamProxy("s", false), subscribe("stream:x", "u1"));
    assertEquals(new SubscribeRule.ByStreamProxy("s", true), subscribe("bidi:x", "u1"));
    assertEquals(
        new PublishRule.Denied(Verdict.NOT_AVAILABLE), permissions.publish("stream:x", "u1", true));
    assertEquals(new PublishRule.IntoStream(), permissions.publish("bidi:x", "u1", true));
  }

  @Test
  void publishingAsksTheProxyFirstAndThenTheOptions() {
    PublishRule denied = new PublishRule.Denied(Verdict.PERMISSION_DENIED);
    PublishRule allowed = new PublishRule.Allowed();
    assertEquals(new PublishRule.ByProxy("p"), permissions.publish("pubproxy:x", "", false));
    assertEquals(allowed, permissions.publish("pubclient:x", "u1", false));
    assertEquals(denied, permissions.publish("pubclient:x", "", true));
    assertEquals(denied, permissions.publish("pubsub:x", "u1", false));
    assertEquals(allowed, permissions.publish("pubsub:x", "u1", true));
    assertEquals(allowed, permissions.publish("pubsub:x", "", true));
    assertEquals(denied, permissions.publish("client:x", "u1", true));
    assertEquals(allowed, insecure.publish("client:x", "", false));
    assertEquals(
        new PublishRule.Denied(Verdict.UNKNOWN_CHANNEL), insecure.publish("nons:x", "", false));
  }

  @Test
  void presenceMustBeOnBeforePermissionMatters() {
    assertEquals(Verdict.NOT_AVAILABLE, permissions.presence("client:x", "u1", true));
    assertEquals(Verdict.NOT_AVAILABLE, insecure.presence("client:x", "u1", true));
    assertEquals(Verdict.PERMISSION_DENIED, permissions.presence("pres:x", "u1", false));
    assertEquals(Verdict.ALLOWED, permissions.presence("pres:x", "u1", true));
    assertEquals(Verdict.PERMISSION_DENIED, permissions.presence("pres:x", "", true));
    assertEquals(Verdict.UNKNOWN_CHANNEL, permissions.presence("nons:x", "", true));
  }

  @Test
  void historyMustBeKeptBeforePermissionMatters() {
    assertEquals(Verdict.NOT_AVAILABLE, permissions.history("histsize:x", "u1", true));
    assertEquals(Verdict.ALLOWED, permissions.history("hist:x", "u1", false));
    assertEquals(Verdict.PERMISSION_DENIED, permissions.history("hist:x", "", true));
    assertEquals(Verdict.ALLOWED, insecure.history("hist:x", "", false));
  }

  @Test
  void flagsAreForcedAskedForOrLeftOut() {
    SubscriptionFlags none = new SubscriptionFlags(false, false, false);
    SubscriptionFlags all = new SubscriptionFlags(true, true, true);
    SubscriptionFlags recovery = new SubscriptionFlags(false, true, false);
    assertEquals(none, permissions.flags(options(), "u1", none, all));
    assertEquals(all, permissions.flags(options(), "u1", all, none));
    assertEquals(
        new SubscriptionFlags(true, true, false),
        permissions.flags(options(), "u1", recovery, none));
    assertEquals(
        none, permissions.flags(options("forceRecovery", true), "u1", none, none), "overridden");
    assertEquals(
        new SubscriptionFlags(true, false, false),
        permissions.flags(options("allowPositioning", true), "u1", none, all));
    assertEquals(
        new SubscriptionFlags(true, true, false),
        permissions.flags(options("allowHistoryForSubscriber", true), "u1", none, all));
    assertEquals(
        none, permissions.flags(options("allowHistoryForSubscriber", true), "", none, all));
    assertEquals(
        new SubscriptionFlags(false, false, true),
        permissions.flags(options("allowPresenceForClient", true), "u1", none, all));
  }

  @Test
  void channelsNamedOnConnectAreThoseThatNeitherTokenNorBackEndDecidesAbout() {
    assertTrue(permissions.askedOnConnect("client:x", "u1"));
    assertFalse(permissions.askedOnConnect("client:x", ""));
    assertTrue(permissions.askedOnConnect("anon:x", ""));
    assertFalse(permissions.askedOnConnect("$client:x", "u1"));
    assertFalse(permissions.askedOnConnect("closed:x", "u1"));
    assertFalse(permissions.askedOnConnect("client:é", "u1"));
    assertFalse(permissions.askedOnConnect("limproxy:x#u1", "u1"));
    assertTrue(permissions.askedOnConnect("limclient:x#u1", "u1"));
    assertFalse(permissions.askedOnConnect("limclient:x#u2", "u1"));
    assertFalse(permissions.askedOnConnect("limited:x#", ""), "nobody is in no list here");
    assertTrue(insecure.askedOnConnect("limited:x#u2", "u1"));
    assertTrue(permissions.askedOnConnect("client:" + "x".repeat(99), "u1"));
  }

  private SubscribeRule subscribe(String channel, String user) {
    return permissions.subscribe(channel, user, 0, false);
  }
}
