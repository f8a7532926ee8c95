package io.gyre.server.config;

import io.gyre.config.Problems;
import java.util.List;

/** Consumers: names are well-formed, and one that is enabled has what its type needs. */
final class ConsumerRules {

  private static final String NAME = "[a-zA-Z0-9_]{2,}";

  private final String path;
  private final Problems problems;

  private ConsumerRules(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  static void check(List<ConsumerConfig> consumers, Problems problems) {
    Words.names("consumers", consumers.stream().map(ConsumerConfig::name).toList(), NAME, problems);
    for (int index = 0; index < consumers.size(); index++) {
      ConsumerConfig consumer = consumers.get(index);
      if (consumer.enabled()) {
        new ConsumerRules("consumers[" + index + "](" + consumer.name() + ").", problems)
            .check(consumer);
      }
    }
  }

  private void check(ConsumerConfig consumer) {
    switch (consumer.type()) {
      case "postgresql" -> {
        needed("postgresql.dsn", consumer.postgresql().dsn());
        needed("postgresql.outbox_table_name", consumer.postgresql().outboxTableName());
      }
      case "kafka" -> {
        needed("kafka.brokers", consumer.kafka().brokers());
        needed("kafka.topics", consumer.kafka().topics());
        needed("kafka.consumer_group", consumer.kafka().consumerGroup());
      }
      case "nats_jetstream" -> {
        needed("nats_jetstream.url", consumer.natsJetstream().url());
        needed("nats_jetstream.stream_name", consumer.natsJetstream().streamName());
        needed(
            "nats_jetstream.durable_consumer_name", consumer.natsJetstream().durableConsumerName());
      }
      case "redis_stream" -> {
        needed("redis_stream.streams", consumer.redisStream().streams());
        needed("redis_stream.consumer_group", consumer.redisStream().consumerGroup());
      }
      case "google_pub_sub" -> {
        needed("google_pub_sub.project_id", consumer.googlePubSub().projectId());
        needed("google_pub_sub.subscriptions", consumer.googlePubSub().subscriptions());
      }
      case "aws_sqs" -> needed("aws_sqs.queues", consumer.awsSqs().queues());
      case "azure_service_bus" ->
          needed("azure_service_bus.queues", consumer.azureServiceBus().queues());
      case "" ->
          problems.error(path + "type", "", "is required", "write which kind of consumer it is");
      default -> {} // a plugin's: whether there is one is known to the loader of plugins
    }
  }

  private void needed(String key, String value) {
    if (value.isEmpty()) {
      problems.error(path + key, "", "is required", "set it, or switch the consumer off");
    }
  }

  private void needed(String key, List<String> values) {
    if (values.isEmpty()) {
      problems.error(path + key, "", "is required", "set it, or switch the consumer off");
    }
  }
}
