package io.gyre.server;

import io.gyre.core.node.Peers;
import io.gyre.server.ServiceGroup.Member;
import io.gyre.server.ServiceGroup.OnFailure;
import io.gyre.server.component.Components.Running;
import io.gyre.server.component.MadeEngine;
import io.gyre.server.sockets.ShardLoops;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs, in the order of dependence.
 *
 * @param engines engines, and components that run besides their work
 * @param shards the event threads, what hears other nodes, and what looks after the heap
 * @param transports transports with listeners of their own
 * @param consumers feeds of API commands
 */
record Waves(
    List<Member> engines, List<Member> shards, List<Member> transports, List<Member> consumers) {

  static Waves of(
      MadeEngines engines,
      List<Running> services,
      ShardLoops loops,
      Peers peers,
      List<Running> transports,
      List<Running> consumers) {
    List<Member> first = new ArrayList<>();
    for (MadeEngine engine : engines.all()) {
      first.add(
          new Member(
              engine.name(), engine.engine(), OnFailure.STOP_NODE, engine.inPlugin().loader()));
    }
    first.addAll(members(services, OnFailure.RESTART));
    ClassLoader own = Waves.class.getClassLoader();
    return new Waves(
        List.copyOf(first),
        List.of(
            new Member("shards", loops, OnFailure.STOP_NODE, own),
            new Member("peers", peers, OnFailure.STOP_NODE, own),
            new Member("heap", HeapTrim.ofThisProcess(), OnFailure.RESTART, own)),
        members(transports, OnFailure.STOP_NODE),
        members(consumers, OnFailure.RESTART));
  }

  private static List<Member> members(List<Running> running, OnFailure onFailure) {
    return running.stream()
        .map(one -> new Member(one.name(), one.service(), onFailure, one.loader()))
        .toList();
  }
}
