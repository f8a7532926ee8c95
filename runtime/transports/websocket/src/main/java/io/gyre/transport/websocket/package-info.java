/** Connections over WebSocket, bidirectional and unidirectional. */
@NullMarked
package io.gyre.transport.websocket;

import org.jspecify.annotations.NullMarked;
