package io.gyre.server.cli;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a small configuration to begin with; its secrets are random. */
@Command(
    name = "genconfig",
    mixinStandardHelpOptions = true,
    description = "Write a minimal configuration file.")
final class GenConfigCommand implements Callable<Integer> {

  private static final int SECRET_BYTES = 48;

  private final Surroundings surroundings;
  private final SecureRandom random = new SecureRandom();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The file to write.")
  private String file = "config.yaml";

  GenConfigCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("allowed_origins", List.of());
    client.put("token", Map.of("hmac_secret_key", secret()));
    Map<String, Object> admin = new LinkedHashMap<>();
    admin.put("enabled", false);
    admin.put("password", secret());
    admin.put("secret", secret());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("client", client);
    values.put("http_api", Map.of("key", secret()));
    values.put("admin", admin);
    NewFile.write(surroundings.folder().resolve(file), values);
    return 0;
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
