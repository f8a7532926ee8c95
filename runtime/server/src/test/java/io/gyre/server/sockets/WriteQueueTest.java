package io.gyre.server.sockets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
  private final WriteQueue queue = new WriteQueue();
  private final ByteBuffer buffer = ByteBuffer.allocate(100);

  @Test
  void givesTheBytesInOrderHoweverFewAreTakenAtATime() {
    Random random = new Random(3);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    for (int round = 0; round < 2000; round++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        byte[] wire = new byte[random.nextInt(60)];
        random.nextBytes(wire);
        queue.add(wire);
        expected.writeBytes(wire);
      }
      take(random.nextInt(101), taken);
    }
    while (!queue.isEmpty()) {
      take(100, taken);
    }
    assertArrayEquals(expected.toByteArray(), taken.toByteArray());
    assertEquals(0, queue.bytes());
  }

  @Test
  void dropsAllButTheRestOfWhatHasBegun() {
    queue.add(new byte[] {1, 2, 3});
    queue.add(new byte[] {4, 5});
    queue.advance(1);
    queue.dropUnstarted();
    queue.add(new byte[] {9});
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    take(100, taken);
    assertArrayEquals(new byte[] {2, 3, 9}, taken.toByteArray());
    assertTrue(queue.isEmpty());
  }

  @Test
  void dropsEverythingIfNothingHasBegun() {
    queue.add(new byte[] {1, 2, 3});
    queue.dropUnstarted();
    assertTrue(queue.isEmpty());
  }

  private void take(int count, ByteArrayOutputStream into) {
    queue.copyTo(buffer.clear());
    int taken = Math.min(count, buffer.flip().remaining());
    into.write(buffer.array(), 0, taken);
    queue.advance(taken);
  }
}
