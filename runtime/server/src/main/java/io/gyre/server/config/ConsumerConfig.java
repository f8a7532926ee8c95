package io.gyre.server.config;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;
import java.time.Duration;
import java.util.List;

/** An asynchronous source of API commands or publications ({@code consumers[]}). */
public record ConsumerConfig(
    @Key(doc = "Unique name, [a-zA-Z0-9_]{2,}.", fallback = "") String name,
    @Key(doc = "Run it.", fallback = "false") boolean enabled,
    @Key(
            doc =
                "Postgresql, kafka, nats_jetstream, redis_stream, google_pub_sub, aws_sqs or"
                    + " azure_service_bus.",
            fallback = "")
        String type,
    @Key(doc = "Outbox table settings.") Postgresql postgresql,
    @Key(doc = "Kafka settings.") Kafka kafka,
    @Key(doc = "JetStream settings.") NatsJetstream natsJetstream,
    @Key(doc = "Redis stream settings.") RedisStream redisStream,
    @Key(doc = "Google Pub/Sub settings.") GooglePubSub googlePubSub,
    @Key(doc = "SQS settings.") AwsSqs awsSqs,
    @Key(doc = "Azure Service Bus settings.") AzureServiceBus azureServiceBus) {

  /** An outbox table in PostgreSQL. */
  public record Postgresql(
      @Key(doc = "Connection string.", fallback = "", secret = true) String dsn,
      @Key(doc = "Table polled for rows (id, method, payload, partition).", fallback = "")
          String outboxTableName,
      @Key(doc = "Number of parallel partitions.", fallback = "1") int numPartitions,
      @Key(doc = "Rows per transaction.", fallback = "100") int partitionSelectLimit,
      @Key(doc = "Idle poll period.", fallback = "300ms") Duration partitionPollInterval,
      @Key(doc = "LISTEN channel whose payload is a partition number.", fallback = "")
          String partitionNotificationChannel,
      @Key(doc = "Direct DSN for LISTEN when dsn is a pooler.", fallback = "", secret = true)
          String partitionNotificationDsn,
      @Key(doc = "Client TLS.") TlsConfig tls,
      @Key(doc = "Non-blocking advisory lock per partition.", fallback = "false")
          boolean useTryLock) {}

  /** The payload is the publication; headers say where it goes. */
  public record HeaderDataMode(
      @Key(doc = "Treat the payload as publication data.", fallback = "false") boolean enabled,
      @Key(
              doc = "Name of the header carrying the comma-separated target channels.",
              fallback = "centrifugo-channels")
          String channelsHeader,
      @Key(
              doc = "Name of the header carrying the idempotency key.",
              fallback = "centrifugo-idempotency-key")
          String idempotencyKeyHeader,
      @Key(doc = "Name of the header carrying the delta flag.", fallback = "centrifugo-delta")
          String deltaHeader,
      @Key(
              doc = "Name of the header carrying the publication version.",
              fallback = "centrifugo-version")
          String versionHeader,
      @Key(
              doc = "Name of the header carrying the version epoch.",
              fallback = "centrifugo-version-epoch")
          String versionEpochHeader,
      @Key(doc = "Prefix of header names turned into tags.", fallback = "centrifugo-tag-")
          String tagsHeaderPrefix) {}

  /** Kafka topics. */
  public record Kafka(
      @Key(doc = "Seed brokers.", fallback = "") List<String> brokers,
      @Key(doc = "Topics.", fallback = "") List<String> topics,
      @Key(doc = "Group id.", fallback = "") String consumerGroup,
      @Key(doc = "Records per poll.", fallback = "100") int maxPollRecords,
      @Key(doc = "Fetch size cap; 0 = client default.", fallback = "0") int fetchMaxBytes,
      @Key(doc = "Broker wait for data.", fallback = "500ms") Duration fetchMaxWait,
      @Key(doc = "Read open transactions too.", fallback = "false") boolean fetchReadUncommitted,
      @Key(doc = "Queued records that pause a partition; -1 pauses every poll.", fallback = "1000")
          int partitionQueueMaxSize,
      @Key(doc = "TCP connect timeout.", fallback = "3s") Duration dialTimeout,
      @Key(doc = "Client TLS.") TlsConfig tls,
      @Key(doc = "Plain, scram-sha-256, scram-sha-512 or aws-msk-iam.", fallback = "")
          String saslMechanism,
      @Key(doc = "User / access key.", fallback = "") String saslUser,
      @Key(doc = "Password / secret key.", fallback = "", secret = true) String saslPassword,
      @Key(doc = "STS role for aws-msk-iam.", fallback = "") String assumeRoleArn,
      @Key(doc = "Static membership id.", fallback = "") String instanceId,
      @Key(doc = "Header naming the API method.", fallback = "centrifugo-method")
          String methodHeader,
      @Key(doc = "Payload-is-data mode.") HeaderDataMode publicationDataMode) {}

  /** A NATS JetStream stream. */
  public record NatsJetstream(
      @Key(doc = "Server URL.", fallback = "nats://127.0.0.1:4222") String url,
      @Key(doc = "Creds file (wins over user/password and token).", fallback = "")
          String credentialsFile,
      @Key(doc = "User.", fallback = "") String username,
      @Key(doc = "Password.", fallback = "", secret = true) String password,
      @Key(doc = "Auth token.", fallback = "", secret = true) String token,
      @Key(doc = "Stream.", fallback = "") String streamName,
      @Key(doc = "Bind to a durable that must already exist.", fallback = "false")
          boolean useExistingConsumer,
      @Key(doc = "Subject filters.", fallback = "") List<String> subjects,
      @Key(doc = "Durable name.", fallback = "") String durableConsumerName,
      @Key(doc = "New or all.", fallback = "new") String deliverPolicy,
      @Key(doc = "Unacked cap.", fallback = "100") int maxAckPending,
      @Key(doc = "Header naming the API method.", fallback = "centrifugo-method")
          String methodHeader,
      @Key(doc = "Payload-is-data mode.") HeaderDataMode publicationDataMode,
      @Key(doc = "Client TLS.") TlsConfig tls) {}

  /** The payload is the publication; values of the entry say where it goes. */
  public record ValueDataMode(
      @Key(doc = "Treat the payload as publication data.", fallback = "false") boolean enabled,
      @Key(
              doc = "Name of the value carrying the comma-separated target channels.",
              fallback = "centrifugo-channels")
          String channelsValue,
      @Key(
              doc = "Name of the value carrying the idempotency key.",
              fallback = "centrifugo-idempotency-key")
          String idempotencyKeyValue,
      @Key(doc = "Name of the value carrying the delta flag.", fallback = "centrifugo-delta")
          String deltaValue,
      @Key(
              doc = "Name of the value carrying the publication version.",
              fallback = "centrifugo-version")
          String versionValue,
      @Key(
              doc = "Name of the value carrying the version epoch.",
              fallback = "centrifugo-version-epoch")
          String versionEpochValue,
      @Key(doc = "Prefix of value names turned into tags.", fallback = "centrifugo-tag-")
          String tagsValuePrefix) {}

  /** Redis streams. */
  public record RedisStream(
      RedisConfig connection,
      @Key(doc = "Stream keys.", fallback = "") List<String> streams,
      @Key(doc = "Group name.", fallback = "") String consumerGroup,
      @Key(doc = "Idle time before pending entries are claimed.", fallback = "30s")
          Duration visibilityTimeout,
      @Key(doc = "Workers per stream.", fallback = "1") int numWorkers,
      @Key(doc = "Entry field holding the command payload.", fallback = "payload")
          String payloadValue,
      @Key(doc = "Entry field naming the API method.", fallback = "method") String methodValue,
      @Key(doc = "Payload-is-data mode.") ValueDataMode publicationDataMode) {}

  /** The payload is the publication; attributes say where it goes. */
  public record AttributeDataMode(
      @Key(doc = "Treat the payload as publication data.", fallback = "false") boolean enabled,
      @Key(
              doc = "Name of the attribute carrying the comma-separated target channels.",
              fallback = "centrifugo-channels")
          String channelsAttribute,
      @Key(
              doc = "Name of the attribute carrying the idempotency key.",
              fallback = "centrifugo-idempotency-key")
          String idempotencyKeyAttribute,
      @Key(doc = "Name of the attribute carrying the delta flag.", fallback = "centrifugo-delta")
          String deltaAttribute,
      @Key(
              doc = "Name of the attribute carrying the publication version.",
              fallback = "centrifugo-version")
          String versionAttribute,
      @Key(
              doc = "Name of the attribute carrying the version epoch.",
              fallback = "centrifugo-version-epoch")
          String versionEpochAttribute,
      @Key(doc = "Prefix of attribute names turned into tags.", fallback = "centrifugo-tag-")
          String tagsAttributePrefix) {}

  /** Google Pub/Sub subscriptions. */
  public record GooglePubSub(
      @Key(doc = "Project.", fallback = "") String projectId,
      @Key(doc = "Subscription ids.", fallback = "") List<String> subscriptions,
      @Key(doc = "Unacked message cap.", fallback = "100") int maxOutstandingMessages,
      @Key(doc = "Unacked byte cap.", fallback = "1000000") int maxOutstandingBytes,
      @Key(doc = "Default or service_account.", fallback = "") String authMechanism,
      @Key(doc = "Service account file.", fallback = "") String credentialsFile,
      @Key(doc = "Attribute naming the API method.", fallback = "centrifugo-method")
          String methodAttribute,
      @Key(doc = "Payload-is-data mode.") AttributeDataMode publicationDataMode) {}

  /** Amazon SQS queues. */
  public record AwsSqs(
      @Key(doc = "Queue URLs.", fallback = "") List<String> queues,
      @Key(doc = "Unwrap SNS envelope.", fallback = "false") boolean snsEnvelope,
      @Key(doc = "Region.", fallback = "") String region,
      @Key(doc = "Messages per receive.", fallback = "10") int maxNumberOfMessages,
      @Key(doc = "Long poll wait (note the key spelling wait_time_time).", fallback = "20s")
          Duration waitTimeTime,
      @Key(doc = "Hide time while processing.", fallback = "30s") Duration visibilityTimeout,
      @Key(doc = "Parallelism in a batch.", fallback = "1") int maxConcurrency,
      @Key(doc = "Shared profile.", fallback = "") String credentialsProfile,
      @Key(doc = "Role to assume.", fallback = "") String assumeRoleArn,
      @Key(doc = "Attribute naming the API method.", fallback = "centrifugo-method")
          String methodAttribute,
      @Key(doc = "LocalStack URL.", fallback = "") String localstackEndpoint,
      @Key(doc = "Payload-is-data mode.") AttributeDataMode publicationDataMode) {}

  /** The payload is the publication; properties say where it goes. */
  public record PropertyDataMode(
      @Key(doc = "Treat the payload as publication data.", fallback = "false") boolean enabled,
      @Key(
              doc = "Name of the property carrying the comma-separated target channels.",
              fallback = "centrifugo-channels")
          String channelsProperty,
      @Key(
              doc = "Name of the property carrying the idempotency key.",
              fallback = "centrifugo-idempotency-key")
          String idempotencyKeyProperty,
      @Key(doc = "Name of the property carrying the delta flag.", fallback = "centrifugo-delta")
          String deltaProperty,
      @Key(
              doc = "Name of the property carrying the publication version.",
              fallback = "centrifugo-version")
          String versionProperty,
      @Key(
              doc = "Name of the property carrying the version epoch.",
              fallback = "centrifugo-version-epoch")
          String versionEpochProperty,
      @Key(doc = "Prefix of property names turned into tags.", fallback = "centrifugo-tag-")
          String tagsPropertyPrefix) {}

  /** Azure Service Bus queues. */
  public record AzureServiceBus(
      @Key(doc = "Connection string auth.", fallback = "", secret = true) String connectionString,
      @Key(doc = "Use AAD instead.", fallback = "false") boolean useAzureIdentity,
      @Key(doc = "Namespace host (AAD).", fallback = "") String fullyQualifiedNamespace,
      @Key(doc = "Tenant (AAD).", fallback = "") String tenantId,
      @Key(doc = "Application id (AAD).", fallback = "") String clientId,
      @Key(doc = "Application secret (AAD).", fallback = "", secret = true) String clientSecret,
      @Key(doc = "Queues.", fallback = "") List<String> queues,
      @Key(doc = "Session-ordered receive.", fallback = "false") boolean useSessions,
      @Key(doc = "Parallel handlers.", fallback = "1") int maxConcurrentCalls,
      @Key(doc = "Messages per receive.", fallback = "1") int maxReceiveMessages,
      @Key(doc = "Property naming the API method.", fallback = "centrifugo-method")
          String methodProperty,
      @Key(doc = "Payload-is-data mode.") PropertyDataMode publicationDataMode) {}
}
