package io.gyre.protocol;

/**
 * Turns frames into commands. Stateless and thread-safe; see {@link JsonDecoder#INSTANCE} and
 * {@link ProtobufDecoder#INSTANCE}. Malformed input gives {@link ProtocolException} and nothing
 * else; every length, depth and count is checked before memory is taken for it. Payloads are
 * copies: nothing keeps the frame alive.
 */
public sealed interface Decoder permits JsonDecoder, ProtobufDecoder {
  /** Commands a frame may hold. */
  int COMMANDS_MAX = 65_536;

  /** Entries a map or list of a message may hold. */
  int ENTRIES_MAX = 16_384;

  /** Nodes a tags filter may have. */
  int FILTER_NODES_MAX = 1_024;

  /** Levels a tags filter may have. */
  int FILTER_DEPTH_MAX = 32;

  /** Reads the commands of a frame, one at a time: the good ones before a bad one are still had. */
  CommandReader commands(byte[] frame);

  /** Reads the body of a unidirectional connect; the command's id is 0. */
  Command.Connect connectRequest(byte[] body);

  /** Reads the body of an emulation request. */
  EmulationRequest emulationRequest(byte[] body);
}
