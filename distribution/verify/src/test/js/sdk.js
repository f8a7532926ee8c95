// The official JavaScript SDK, unmodified, against a running server.
// usage: node sdk.js json|protobuf WEBSOCKET_ADDRESS API_ADDRESS API_KEY TOKEN
const assert = require("node:assert/strict");
const WebSocket = require("ws");

const [format, address, api, key, token] = process.argv.slice(2);
const binary = format === "protobuf";
const { Centrifuge } = require(binary ? "centrifuge/build/protobuf" : "centrifuge");
const CHANNEL = "sdk:" + format;

// Payloads are JSON either way; in the binary protocol the SDK leaves their encoding to the application.
const pack = (value) => (binary ? new TextEncoder().encode(JSON.stringify(value)) : value);
const unpack = (data) => (binary ? JSON.parse(new TextDecoder().decode(data)) : data);

const sockets = [];
class RememberedSocket extends WebSocket {
  constructor(...args) {
    super(...args);
    sockets.push(this);
  }
}

const once = (source, event) => new Promise((resolve) => source.once(event, resolve));

/** Collects the data of publications and lets a test wait until there are enough. */
function inbox(source) {
  const taken = [];
  let look = () => {};
  source.on("publication", (publication) => {
    taken.push(publication);
    look();
  });
  const upTo = (count) =>
    new Promise((resolve) => {
      look = () => taken.length >= count && resolve(taken.map((publication) => unpack(publication.data)));
      look();
    });
  return { taken, upTo };
}

async function publish(data) {
  const response = await fetch(api + "/publish", {
    method: "POST",
    headers: { "X-API-Key": key },
    body: JSON.stringify({ channel: CHANNEL, data }),
  });
  const reply = await response.json();
  assert.ok(reply.result, JSON.stringify(reply));
}

const client = (options) =>
  new Centrifuge(address, { websocket: RememberedSocket, minReconnectDelay: 300, maxReconnectDelay: 400, ...options });

async function talks(centrifuge, room, messages) {
  const subscribed = once(room, "subscribed");
  const connected = once(centrifuge, "connected");
  room.subscribe();
  centrifuge.connect();
  const { client: id, transport } = await connected;
  assert.equal(transport, "websocket");
  const { recoverable, positioned, streamPosition } = await subscribed;
  assert.deepEqual([recoverable, positioned, streamPosition.offset], [true, true, 0]);

  await room.publish(pack({ n: 1 }));
  await publish({ n: 2 });
  assert.deepEqual(await messages.upTo(2), [{ n: 1 }, { n: 2 }]);
  const [own, foreign] = messages.taken;
  assert.deepEqual([own.info.user, own.info.client, own.offset], ["ann", id, 1]);
  assert.deepEqual([foreign.info, foreign.offset], [undefined, 2]);
  return id;
}

async function asks(room, id) {
  const history = await room.history({ limit: 10 });
  assert.deepEqual(history.publications.map((publication) => unpack(publication.data)), [{ n: 1 }, { n: 2 }]);
  assert.equal(history.offset, 2);
  const last = await room.history({ limit: 1, reverse: true });
  assert.deepEqual(last.publications.map((publication) => publication.offset), [2]);
  const { clients } = await room.presence();
  assert.deepEqual(Object.keys(clients), [id]);
  assert.equal(clients[id].user, "ann");
  assert.deepEqual(await room.presenceStats(), { numClients: 1, numUsers: 1 });
}

async function isRefused(centrifuge) {
  await centrifuge.rpc("ping", pack({}));
  await assert.rejects(centrifuge.rpc("unknown", pack({})), (error) => error.code === 104);
  await assert.rejects(centrifuge.presence("closed:room"), (error) => error.code === 103);
  const other = client({ token: "not a token" });
  const gone = once(other, "disconnected");
  other.connect();
  assert.equal((await gone).code, 3500);
}

async function recovers(centrifuge, room, messages) {
  const away = once(centrifuge, "connecting");
  const back = once(room, "subscribed");
  sockets[0].terminate();
  await away;
  for (let n = 3; n <= 5; n += 1) {
    await publish({ n });
  }
  const { wasRecovering, recovered } = await back;
  assert.deepEqual([wasRecovering, recovered], [true, true]);
  await publish({ n: 6 });
  assert.deepEqual(await messages.upTo(6), [1, 2, 3, 4, 5, 6].map((n) => ({ n })));
  assert.equal(messages.taken.length, 6);
}

async function leaves(centrifuge, room) {
  const unsubscribed = once(room, "unsubscribed");
  room.unsubscribe();
  assert.equal((await unsubscribed).code, 0);
  const disconnected = once(centrifuge, "disconnected");
  centrifuge.disconnect();
  await disconnected;
}

async function main() {
  const centrifuge = client({ token });
  const room = centrifuge.newSubscription(CHANNEL);
  const messages = inbox(room);
  const id = await talks(centrifuge, room, messages);
  await asks(room, id);
  await isRefused(centrifuge);
  await recovers(centrifuge, room, messages);
  await leaves(centrifuge, room);
  console.log("done: " + format + ", " + messages.taken.length + " publications");
}

main().then(
  () => process.exit(0),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
