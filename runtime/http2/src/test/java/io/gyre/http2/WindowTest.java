package io.gyre.http2;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long TIME = 10;
  private static final long WANTED = 100;

  private final Window window = new Window(50);

  private boolean isStalled(long now, long wanted) {
    return window.isStalled(now, TIME, wanted);
  }

  @Test
  void anOpenWindowKeepsNobodyWaiting() {
    window.sent(49);
    assertFalse(isStalled(0, WANTED));
    assertFalse(isStalled(1000, WANTED));
  }

  @Test
  void aWindowThatStaysClosedIsStalledInTime() {
    window.sent(50);
    assertFalse(isStalled(0, WANTED));
    assertFalse(isStalled(10, WANTED));
    assertTrue(isStalled(11, WANTED));
  }

  @Test
  void aByteNowAndThenIsNotEnough() {
    window.sent(50);
    for (int now = 0; now <= 10; now++) {
      assertFalse(isStalled(now, WANTED));
      window.credit(1);
      window.sent(1);
    }
    assertTrue(isStalled(11, WANTED));
  }

  @Test
  void whatKeepsUpIsGivenTimeAgain() {
    window.sent(50);
    for (int now = 0; now <= 100; now++) {
      assertFalse(isStalled(now, WANTED));
      window.credit(20);
      window.sent(20);
    }
  }

  @Test
  void nobodyWaitsWhileNothingIsToBeSent() {
    window.sent(50);
    assertFalse(isStalled(0, 0));
    assertFalse(isStalled(1000, 0));
    assertFalse(isStalled(1001, WANTED));
    assertTrue(isStalled(1012, WANTED));
  }
}
