package io.gyre.transport.http;

import io.gyre.protocol.Decoder;
import io.gyre.protocol.EmulationRequest;
import io.gyre.protocol.JsonDecoder;
import io.gyre.protocol.ProtobufDecoder;
import io.gyre.protocol.ProtocolException;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.web.Mounts;
import io.gyre.spi.web.WebTransportContext;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Takes commands of clients that listen to a stream, on this node or another. Thread-safe. */
final class EmulationEndpoint implements Handler {
  private final String path;
  private final int bodyBytesMax;
  private final Mounts mounts;
  private final ClientGateway gateway;
  private final CrossOrigin crossOrigin;

  EmulationEndpoint(EmulationConfig config, Mounts mounts, WebTransportContext context) {
    this.path = Mounts.path(config.handlerPrefix());
    this.bodyBytesMax = config.maxRequestBodySize();
    this.mounts = mounts;
    this.gateway = context.gateway();
    this.crossOrigin = new CrossOrigin(context.origins());
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (!mounts.emulationExpected() || !request.path().absolute().path().equals(path)) {
      response.next();
      return;
    }
    crossOrigin.grant(request, response);
    Method method = request.prologue().method();
    if (method.equals(Method.OPTIONS)) {
      CrossOrigin.answerPreflight(response);
    } else if (method.equals(Method.POST)) {
      response.status(take(request)).send();
    } else {
      response.status(Status.METHOD_NOT_ALLOWED_405).send();
    }
  }

  private Status take(ServerRequest request) {
    Decoder decoder =
        RequestBody.isProtobuf(request) ? ProtobufDecoder.INSTANCE : JsonDecoder.INSTANCE;
    try {
      byte[] body = RequestBody.read(request, bodyBytesMax);
      if (body.length == 0) {
        return Status.BAD_REQUEST_400;
      }
      EmulationRequest commands = decoder.emulationRequest(body);
      boolean known = gateway.emulate(commands.node(), commands.session(), commands.data());
      return known ? Status.NO_CONTENT_204 : Status.NOT_FOUND_404;
    } catch (RequestBody.Refused refused) {
      return refused.status();
    } catch (ProtocolException malformed) {
      return Status.BAD_REQUEST_400;
    } catch (ClientErrorException noAnswer) {
      return Status.INTERNAL_SERVER_ERROR_500;
    }
  }
}
