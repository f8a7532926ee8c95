package io.gyre.server.sockets;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends by the system's own call, from one buffer. A channel's write takes two locks, looks for who
 * might close it meanwhile, and goes by a slower call: most of what a delivery costs beside the
 * kernel. Only for a channel that is registered with the caller's selector, so that nobody else can
 * give its descriptor away. Belongs to one shard's thread.
 */
final class SystemSend {
  private static final int LINUX_DONTWAIT = 0x40;
  private static final int LINUX_NOSIGNAL = 0x4000;

  private final ByteBuffer buffer;
  private final VarHandle descriptor;
  private final long address;

  private SystemSend(ByteBuffer buffer, VarHandle descriptor) {
    this.buffer = buffer;
    this.descriptor = descriptor;
    this.address = MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
  }

  /**
   * Sends from a direct buffer; nothing where the system, or how this JVM was started, leaves it to
   * channels. The system property {@code gyre.sockets.send=false} does so, too.
   */
  static Optional<SystemSend> from(ByteBuffer buffer) {
    return Optional.ofNullable(Calls.FOUND).map(calls -> new SystemSend(buffer, calls.descriptor));
  }

  /** The descriptor of an open channel. */
  int descriptor(SocketChannel channel) {
    return (int) descriptor.get(channel);
  }

  /**
   * Sends what the peer takes now and moves the buffer's position behind it.
   *
   * @return how many bytes that were; negative if the channel has to be asked, which then says why
   */
  @SuppressWarnings("ReferenceEquality") // the address is that of one buffer
  int send(int socket, ByteBuffer bytes) {
    if (bytes != buffer) {
      return -1;
    }
    int sent = send(socket, address + bytes.position(), bytes.remaining());
    if (sent > 0) {
      bytes.position(bytes.position() + sent);
    }
    return sent;
  }

  private static int send(int socket, long from, int count) {
    try {
      return (int)
          (long)
              Calls.SEND.invokeExact(socket, from, (long) count, LINUX_DONTWAIT | LINUX_NOSIGNAL);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Found when the first connection needs it: finding takes some milliseconds. */
  private static final class Calls {
    private static final System.Logger LOG = System.getLogger(SystemSend.class.getName());
    private static final MethodHandle NONE =
        MethodHandles.dropArguments(
            MethodHandles.constant(long.class, -1L),
            0,
            int.class,
            long.class,
            long.class,
            int.class);

    static final @Nullable Calls FOUND = find();

    /** A constant, so that the compiler sees through it. */
    static final MethodHandle SEND = FOUND == null ? NONE : FOUND.send;

    private final MethodHandle send;
    private final VarHandle descriptor;

    private Calls(MethodHandle send, VarHandle descriptor) {
      this.send = send;
      this.descriptor = descriptor;
    }

    private static @Nullable Calls find() {
      if (!System.getProperty("os.name").equals("Linux")
          || "false".equals(System.getProperty("gyre.sockets.send"))) {
        return null;
      }
      try {
        Class<?> channel = Class.forName("sun.nio.ch.SocketChannelImpl");
        var inChannel = MethodHandles.privateLookupIn(channel, MethodHandles.lookup());
        return new Calls(linked(), inChannel.findVarHandle(channel, "fdVal", int.class));
      } catch (ReflectiveOperationException | IllegalCallerException closed) {
        LOG.log(
            System.Logger.Level.DEBUG,
            "channels write: needs --add-opens=java.base/sun.nio.ch and --enable-native-access"
                + " cause="
                + closed);
        return null;
      }
    }

    @SuppressWarnings("restricted") // that is what it is for
    private static MethodHandle linked() {
      SymbolLookup library = Linker.nativeLinker().defaultLookup();
      var signature =
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG, // an address as a number: no segment for each call
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT);
      // Critical: it never waits, and is over in the time that leaving and entering Java takes.
      return Linker.nativeLinker()
          .downcallHandle(
              library.find("send").orElseThrow(), signature, Linker.Option.critical(false));
    }
  }
}
