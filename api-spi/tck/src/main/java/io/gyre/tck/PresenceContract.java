package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.PresenceStats;
import io.gyre.spi.engine.PresenceManager;
import io.gyre.spi.engine.PresenceManager.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PresenceManager} does. Extend it and make the engine; it is used like {@link
 * BrokerContract}.
 */
public abstract class PresenceContract extends EngineContract {
  private static final AtomicLong CHANNELS = new AtomicLong(System.nanoTime());
  private static final int THREADS = 8;
  private static final int CLIENTS_EACH = 50;

  private final String channel = "tck:p" + Long.toString(CHANNELS.incrementAndGet(), 36);

  /** Instances are made by JUnit. */
  protected PresenceContract() {}

  /** The presence under test. */
  protected final PresenceManager presence() {
    return engine().presence().orElseThrow();
  }

  @Test
  final void findsNobodyInAChannelNeverUsed() {
    assertEquals(List.of(), List.copyOf(presence().presence(channel)));
    assertEquals(new PresenceStats(0, 0), presence().stats(channel));
    presence().remove(channel, client("a", "u"));
    assertEquals(new PresenceStats(0, 0), presence().stats(channel));
  }

  @Test
  final void remembersAllThatIsKnownOfAClient() {
    byte[] connInfo = {0, (byte) 0xff, 10};
    presence().add(channel, new ClientInfo("клиент", "", connInfo, BrokerContract.bytes("{}")));

    ClientInfo found = presence().presence(channel).iterator().next();
    assertEquals("клиент", found.client());
    assertEquals("", found.user());
    assertEquals(List.of((byte) 0, (byte) 0xff, (byte) 10), list(found.connInfo()));
    assertEquals("{}", BrokerContract.text(found.chanInfo()));
  }

  @Test
  final void countsConnectionsAndUsers() {
    presence().add(channel, client("a", "u1"));
    presence().add(channel, client("b", "u1"));
    presence().add(channel, client("c", "u2"));
    assertEquals(new PresenceStats(3, 2), presence().stats(channel));

    presence().remove(channel, client("a", "u1"));
    assertEquals(new PresenceStats(2, 2), presence().stats(channel));
    presence().remove(channel, client("b", "u1"));
    assertEquals(new PresenceStats(1, 1), presence().stats(channel));
    assertEquals(List.of("c"), clients(channel));
    presence().remove(channel, client("c", "u2"));
    assertEquals(new PresenceStats(0, 0), presence().stats(channel));
  }

  @Test
  final void countsAClientOnceHoweverOftenItIsRenewed() {
    presence().add(channel, client("a", "u"));
    presence().add(channel, new ClientInfo("a", "u", new byte[0], BrokerContract.bytes("new")));
    presence()
        .renew(
            List.of(
                new Presence(channel, client("b", "u")), new Presence(channel, client("b", "u"))));

    assertEquals(new PresenceStats(2, 1), presence().stats(channel));
    presence().remove(channel, client("a", "u"));
    presence().remove(channel, client("a", "u"));
    assertEquals(List.of("b"), clients(channel));
  }

  @Test
  final void replacesWhatIsKnownOfAClient() {
    presence().add(channel, client("a", "u"));
    presence().add(channel, new ClientInfo("a", "u", new byte[0], BrokerContract.bytes("new")));
    ClientInfo found = presence().presence(channel).iterator().next();
    assertEquals("new", BrokerContract.text(found.chanInfo()));
  }

  @Test
  final void keepsChannelsApart() {
    presence().add(channel, client("a", "u"));
    presence().add(channel + "2", client("b", "u"));
    assertEquals(List.of("a"), clients(channel));
    assertEquals(List.of("b"), clients(channel + "2"));
  }

  @Test
  final void handsOutASnapshot() {
    presence().add(channel, client("a", "u"));
    Collection<ClientInfo> before = presence().presence(channel);
    presence().add(channel, client("b", "u"));
    assertEquals(1, before.size());
  }

  @Test
  final void countsRightUnderManyCallers() throws InterruptedException {
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String user = "u" + i % 2;
      callers.add(Thread.ofVirtual().start(() -> comeAndGo(user)));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertEquals(new PresenceStats(THREADS * CLIENTS_EACH / 2, 2), presence().stats(channel));
    assertEquals(THREADS * CLIENTS_EACH / 2, presence().presence(channel).size());
  }

  private void comeAndGo(String user) {
    for (int i = 0; i < CLIENTS_EACH; i++) {
      ClientInfo client = client(Thread.currentThread().threadId() + "-" + i, user);
      presence().add(channel, client);
      if (i % 2 == 0) {
        presence().remove(channel, client);
      }
    }
  }

  private List<String> clients(String of) {
    return presence().presence(of).stream().map(ClientInfo::client).sorted().toList();
  }

  private static ClientInfo client(String client, String user) {
    return new ClientInfo(client, user, new byte[0], new byte[0]);
  }

  private static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte one : bytes) {
      list.add(one);
    }
    return list;
  }
}
