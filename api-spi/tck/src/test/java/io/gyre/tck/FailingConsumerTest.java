package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.spi.Service;
import io.gyre.spi.consumer.CommandRejected;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.Test;

/** The contract of consumers finds a consumer that repeats poison. */
class FailingConsumerTest {

  @Test
  void findsPoisonThatIsTriedAgain() {
    ConsumerContract careless =
        new ConsumerContract() {
          private final ConcurrentLinkedDeque<String> queue = new ConcurrentLinkedDeque<>();

          @Override
          protected Service consumer(FakeContext context) {
            return run -> {
              run.ready();
              while (!queue.isEmpty()) {
                String next = queue.remove();
                if (rejected(context.sink(), next)) {
                  rejected(context.sink(), next);
                }
              }
              run.awaitStop();
            };
          }

          @Override
          protected void offer(List<String> ids) {
            queue.addAll(ids);
          }
        };
    careless.makeConsumer();
    assertThrows(AssertionError.class, careless::skipsPoisonAndGoesOn);
  }

  private static boolean rejected(RecordingSink sink, String text) throws InterruptedException {
    try {
      sink.apply("publish", BrokerContract.bytes(text));
      return false;
    } catch (CommandRejected poison) {
      return true;
    }
  }
}
