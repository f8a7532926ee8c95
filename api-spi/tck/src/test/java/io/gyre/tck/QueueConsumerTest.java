package io.gyre.tck;

import io.gyre.spi.Service;
import io.gyre.spi.consumer.CommandRejected;
import io.gyre.spi.error.BackendUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The contract of consumers holds for a consumer that is right by inspection. */
class QueueConsumerTest extends ConsumerContract {
  private final ConcurrentLinkedDeque<String> queue = new ConcurrentLinkedDeque<>();

  @Override
  protected Service consumer(FakeContext context) {
    return run -> {
      run.ready();
      while (run.pause(Duration.ZERO)) {
        String head = queue.peek();
        if (head == null) {
          continue;
        }
        try {
          context.sink().apply("publish", BrokerContract.bytes(head));
          queue.remove();
        } catch (CommandRejected poison) {
          queue.remove();
        } catch (BackendUnavailable forNow) {
          run.pause(Duration.ofMillis(10));
        }
      }
    };
  }

  @Override
  protected void offer(List<String> ids) {
    queue.addAll(ids);
  }
}
