package io.gyre.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads frames as they were sent. What has begun has to be complete in time. Used by one thread,
 * which is interrupted otherwise.
 */
final class FrameReader {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private final DataReader bytes;
  private final Alarm alarm;
  private final Duration time;
  private long endNanos;
  private boolean timed;

  /** Reads frames that may take so long; the alarm is set for each wait. */
  FrameReader(DataReader bytes, Alarm alarm, Duration time) {
    this.bytes = bytes;
    this.alarm = alarm;
    this.time = time;
  }

  /** What comes from now on has to be complete in time. */
  void begin() {
    endNanos = System.nanoTime() + time.toNanos();
    timed = true;
  }

  /** It is complete; the peer may be silent. */
  void complete() {
    timed = false;
  }

  /** What every client sends first. */
  byte[] preface() {
    byte[] preface = read(PREFACE.length);
    if (!Arrays.equals(preface, PREFACE)) {
      throw new Http2Exception(Http2ErrorCode.PROTOCOL, "no connection preface");
    }
    return preface;
  }

  /** The next frame, which has to be complete in time as soon as its first byte is there. */
  Frame frame() {
    boolean alone = !timed;
    if (alone) {
      awaitByte();
      begin();
    }
    byte[] head = read(Frame.HEAD_BYTES);
    int length = Frame.length(head);
    if (length > Frame.PAYLOAD_BYTES_MAX) {
      throw new Http2Exception(Http2ErrorCode.FRAME_SIZE, "frame of " + length + " bytes");
    }
    byte[] payload = length == 0 ? head : read(length);
    if (alone) {
      complete();
    }
    return Frame.of(head, length == 0 ? new byte[0] : payload);
  }

  private void awaitByte() {
    if (bytes.available() == 0) {
      await(
          Alarm.NEVER,
          () -> {
            bytes.ensureAvailable();
            return bytes;
          });
    }
  }

  private byte[] read(int count) {
    return bytes.available() >= count
        ? bytes.readBytes(count)
        : await(endNanos, () -> bytes.readBytes(count));
  }

  private <T> T await(long until, Supplier<T> read) {
    alarm.set(until);
    boolean late = false;
    try {
      return read.get();
    } catch (DataReader.InsufficientDataAvailableException end) {
      throw new CloseConnectionException("peer left", end);
    } catch (RuntimeException e) {
      late = alarm.clear();
      throw late ? new CloseConnectionException("peer too slow", e) : e;
    } finally {
      alarm.clear();
    }
  }
}
