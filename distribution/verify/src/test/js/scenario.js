// What the official JavaScript SDK does with a server, over one transport in one encoding: in Node and in a page.
//
// sdk:  the SDK's class, and the options that its surroundings need
// plan: { transport, format, endpoint, emulation, token, channel }
// ask:  asks for what happens at the server: "publish" (the number 2), "cut" (the line, while 3, 4 and 5 are published),
//       "disconnect" (of this client, by the server)

const same = (actual, expected, what) => {
  const [found, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (found !== wanted) {
    throw new Error(what + ": " + found + " instead of " + wanted);
  }
};

const once = (source, event) => new Promise((resolve) => source.once(event, resolve));

const codeOf = (promise) => promise.then(() => "no error", (error) => error.code);

/** Keeps publications, and lets a scenario wait until there are enough. */
const inbox = (source) => {
  const taken = [];
  let look = () => {};
  source.on("publication", (publication) => {
    taken.push(publication);
    look();
  });
  const upTo = (count) =>
    new Promise((resolve) => {
      look = () => taken.length >= count && resolve();
      look();
    });
  return { taken, upTo };
};

async function scenario({ Centrifuge, options }, plan, ask) {
  // Payloads are JSON either way; in the binary protocol the SDK leaves their encoding to the application.
  const binary = plan.format === "protobuf";
  const pack = (value) => (binary ? new TextEncoder().encode(JSON.stringify(value)) : value);
  const unpack = (data) => (binary ? JSON.parse(new TextDecoder().decode(data)) : data);
  const numbers = (publications) => publications.map((publication) => unpack(publication.data).n);
  const client = (more) =>
    new Centrifuge([{ transport: plan.transport, endpoint: plan.endpoint }], {
      ...options,
      emulationEndpoint: plan.emulation,
      minReconnectDelay: 50,
      maxReconnectDelay: 200,
      ...more,
    });

  const centrifuge = client({ token: plan.token });
  const room = centrifuge.newSubscription(plan.channel, { recoverable: true });
  const messages = inbox(room);

  const connects = async () => {
    const subscribed = once(room, "subscribed");
    const connected = once(centrifuge, "connected");
    room.subscribe();
    centrifuge.connect();
    const { client: id, transport } = await connected;
    same(transport, plan.transport, "transport");
    const { recoverable, streamPosition } = await subscribed;
    same([recoverable, streamPosition.offset], [true, 0], "subscribed");
    return id;
  };

  const publishes = async (id) => {
    const text = "\u00e4\u20ac\ud83d\ude00".repeat(2000); // many bytes, and characters of two, three and four
    await room.publish(pack({ n: 1, text }));
    await messages.upTo(1);
    ask("publish");
    await messages.upTo(2);
    const [own, foreign] = messages.taken;
    same([own.info.user, own.info.client, own.offset, unpack(own.data).text === text], ["ann", id, 1, true], "own");
    same([foreign.info === undefined, foreign.offset, unpack(foreign.data)], [true, 2, { n: 2 }], "foreign");
  };

  const asks = async (id) => {
    const history = await room.history({ limit: 10 });
    same([numbers(history.publications), history.offset], [[1, 2], 2], "history");
    const last = await room.history({ limit: 1, reverse: true });
    same(numbers(last.publications), [2], "last publication");
    const { clients } = await room.presence();
    same([Object.keys(clients), clients[id].user], [[id], "ann"], "presence");
    const { numClients, numUsers } = await room.presenceStats();
    same([numClients, numUsers], [1, 1], "presence stats");
  };

  const isRefused = async () => {
    await centrifuge.rpc("ping", pack({}));
    same(await codeOf(centrifuge.rpc("unknown", pack({}))), 104, "unknown method");
    same(await codeOf(centrifuge.presence("closed:room")), 103, "presence of others");
    const other = client({ token: "not a token" });
    const gone = once(other, "disconnected");
    other.connect();
    same((await gone).code, 3500, "wrong token");
  };

  const recovers = async () => {
    const away = once(centrifuge, "connecting");
    const back = once(room, "subscribed");
    ask("cut");
    await away;
    const { wasRecovering, recovered } = await back;
    same([wasRecovering, recovered], [true, true], "recovery");
    await messages.upTo(5);
    await room.publish(pack({ n: 6 }));
    await messages.upTo(6);
    same(numbers(messages.taken), [1, 2, 3, 4, 5, 6], "what came");
  };

  const leaves = async () => {
    const unsubscribed = once(room, "unsubscribed");
    room.unsubscribe();
    same((await unsubscribed).code, 0, "unsubscribed");
    await centrifuge.rpc("ping", pack({}));
    const left = once(centrifuge, "disconnected");
    centrifuge.disconnect();
    same((await left).code, 0, "disconnected");
    const back = once(centrifuge, "connected");
    centrifuge.connect();
    await back;
    const thrown = once(centrifuge, "disconnected");
    ask("disconnect");
    same((await thrown).code, 3503, "disconnected by the server");
  };

  const id = await connects();
  await publishes(id);
  await asks(id);
  await isRefused();
  await recovers();
  await leaves();
}

if (typeof module !== "undefined") {
  module.exports = { scenario };
}
