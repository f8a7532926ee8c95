package com.example.gyre;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.spi.Key;
import io.gyre.spi.Service;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.consumer.CommandRejected;
import io.gyre.spi.consumer.ConsumerContext;
import io.gyre.spi.consumer.ConsumerProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes consumers that publish a number every while, {@code type: ticker}. */
public final class TickerProvider implements ConsumerProvider<TickerProvider.Config> {

  /** What users write in the consumer's block {@code ticker}. */
  public record Config(
      @Key(doc = "Where to publish.", fallback = "public:ticks") String channel,
      @Key(doc = "How long to wait between two ticks.", fallback = "1s") Duration interval) {}

  @Override
  public String type() {
    return "ticker";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  /** What the sink throws ends the run; the server starts another, which tries that tick again. */
  @Override
  public Service create(Config config, ConsumerContext context) {
    AtomicLong tick = new AtomicLong();
    return run -> {
      run.ready();
      while (run.pause(config.interval())) {
        byte[] data = ("{\"tick\":" + tick + "}").getBytes(UTF_8);
        try {
          context.sink().publish(List.of(config.channel()), data, PublishOptions.EPHEMERAL);
        } catch (CommandRejected poison) {
          context.log().log(System.Logger.Level.WARNING, "tick refused tick=" + tick, poison);
        }
        tick.incrementAndGet();
      }
    };
  }
}
