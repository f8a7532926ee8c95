package io.gyre.server.config;

import io.gyre.config.Problems;
import java.util.List;
import java.util.Set;

/** Consumers: names are well-formed, and one that is enabled has what its type needs. */
final class ConsumerRules {

  private static final String NAME = "[a-zA-Z0-9_]{2,}";

  private static final List<String> TYPES =
      List.of(
          "postgresql",
          "kafka",
          "nats_jetstream",
          "redis_stream",
          "google_pub_sub",
          "aws_sqs",
          "azure_service_bus");

  private final String path;
  private final Problems problems;

  private ConsumerRules(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  static void check(List<ConsumerConfig> consumers, Set<String> others, Problems problems) {
    Words.names("consumers", consumers.stream().map(ConsumerConfig::name).toList(), NAME, problems);
    for (int index = 0; index < consumers.size(); index++) {
      ConsumerConfig consumer = consumers.get(index);
      ConsumerRules rules =
          new ConsumerRules("consumers[" + index + "](" + consumer.name() + ").", problems);
      if (!others.contains(consumer.type())) {
        Words.oneOf(rules.path + "type", consumer.type(), TYPES, problems);
      }
      if (consumer.enabled()) {
        rules.check(consumer);
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
        role(consumer.kafka());
      }
      case "nats_jetstream" -> {
        needed("nats_jetstream.url", consumer.natsJetstream().url());
        needed("nats_jetstream.stream_name", consumer.natsJetstream().streamName());
        needed(
            "nats_jetstream.durable_consumer_name", consumer.natsJetstream().durableConsumerName());
        if (!consumer.natsJetstream().useExistingConsumer()) {
          Words.oneOf(
              path + "nats_jetstream.deliver_policy",
              consumer.natsJetstream().deliverPolicy(),
              List.of("new", "all"),
              problems);
        }
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
      case "azure_service_bus" -> azure(consumer.azureServiceBus());
      default -> {} // a plugin's
    }
  }

  private void role(ConsumerConfig.Kafka kafka) {
    if (!kafka.assumeRoleArn().isEmpty() && !kafka.saslMechanism().equals("aws-msk-iam")) {
      problems.error(
          path + "kafka.assume_role_arn",
          kafka.assumeRoleArn(),
          "needs kafka.sasl_mechanism aws-msk-iam",
          "set it, or remove the role");
    }
  }

  private void azure(ConsumerConfig.AzureServiceBus azure) {
    if (azure.useAzureIdentity()) {
      needed("azure_service_bus.fully_qualified_namespace", azure.fullyQualifiedNamespace());
      needed("azure_service_bus.tenant_id", azure.tenantId());
      needed("azure_service_bus.client_id", azure.clientId());
      needed("azure_service_bus.client_secret", azure.clientSecret());
    } else {
      needed("azure_service_bus.connection_string", azure.connectionString());
    }
    needed("azure_service_bus.queues", azure.queues());
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
