package io.gyre.core.hub;

/**
 * A subscription as the hub sees it. Called on the thread of its shard only; the slot is the hub's
 * own business.
 */
public abstract class Subscriber {
  /** Where the subscriber stands among those of its channel and shard; -1 while it does not. */
  int slot = -1;

  /** A publication arrived. */
  public abstract void onBroadcast(Broadcast broadcast);

  /** Somebody joined or left. */
  public abstract void onAnnouncement(Announcement announcement);
}
