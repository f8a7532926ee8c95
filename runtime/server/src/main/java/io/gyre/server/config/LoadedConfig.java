package io.gyre.server.config;

import io.gyre.config.ConfigBinder;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigSchema;
import io.gyre.config.Problems;

/**
 * A configuration that may be used. Immutable.
 *
 * @param server the server's own keys
 * @param tree everything that was written, file, environment and flags laid over one another
 * @param schema every key there is
 */
public record LoadedConfig(GyreConfig server, Block tree, ConfigSchema schema) {

  /**
   * The block of a provider, such as {@code section("client", JwtConfig.class)} or {@code
   * section("consumers[0].kafka", KafkaConfig.class)}; defaults if the block was not written.
   *
   * @throws IllegalArgumentException naming all problems, if the block cannot be bound
   */
  public <C extends Record> C section(String path, Class<C> type) {
    Block block = Sections.at(tree, path).orElseGet(() -> Block.empty(""));
    Problems problems = new Problems();
    return new ConfigBinder(problems)
        .bind(block, path, type)
        .orElseThrow(
            () -> new IllegalArgumentException(String.join("\n", Sections.lines(problems.all()))));
  }
}
