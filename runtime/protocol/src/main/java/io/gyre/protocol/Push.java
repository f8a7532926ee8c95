package io.gyre.protocol;

/** What the server sends of its own accord. */
public sealed interface Push
    permits Publication,
        JoinPush,
        LeavePush,
        UnsubscribePush,
        MessagePush,
        SubscribePush,
        ConnectPush,
        DisconnectPush,
        RefreshPush {}
