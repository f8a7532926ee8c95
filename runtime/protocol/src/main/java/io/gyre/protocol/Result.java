package io.gyre.protocol;

/** What a command led to: the body of a reply, an error included. */
public sealed interface Result
    permits ConnectResult,
        SubscribeResult,
        UnsubscribeResult,
        PublishResult,
        PresenceResult,
        PresenceStatsResult,
        HistoryResult,
        PingResult,
        RpcResult,
        RefreshResult,
        SubRefreshResult,
        ErrorReply {}
