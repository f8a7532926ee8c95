// The demo: one chat room on the official SDK. Nothing here is special to Gyre's server.
const CHANNEL = "chat:lobby";
const HISTORY_LIMIT = 50;
const ROWS_MAX = 300;
const BOT_LINES = ["Still there?", "You just missed this one.", "And this. See you in a second!"];
const ANIMALS = ["Otter", "Heron", "Lynx", "Wren", "Badger", "Marten", "Kestrel", "Seal", "Ibis", "Newt"];
const MOODS = ["Curious", "Brisk", "Quiet", "Sunny", "Bold", "Gentle", "Witty", "Nimble"];

const $ = (id) => document.getElementById(id);
const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/connection/websocket`;

// ---- who I am: one name a tab, so that two tabs are two people
const pick = (list) => list[Math.floor(Math.random() * list.length)];
const storage = { get: (k) => { try { return sessionStorage.getItem(k); } catch { return null; } },
                  set: (k, v) => { try { sessionStorage.setItem(k, v); } catch { /* private mode */ } } };
let myName = new URLSearchParams(location.search).get("name") || storage.get("name") || `${pick(MOODS)} ${pick(ANIMALS)}`;
storage.set("name", myName);
$("name").value = myName;

// ---- the connection; sockets are remembered so that the button can cut one for real
let socket = null;
class RememberedSocket extends WebSocket {
  constructor(...args) { super(...args); socket = this; }
}
const centrifuge = new Centrifuge(address, {
  websocket: RememberedSocket, name: "gyre-demo", minReconnectDelay: 3000, maxReconnectDelay: 4000,
});
const room = centrifuge.newSubscription(CHANNEL, { joinLeave: true });

let clientId = "";
let reconnects = -1;
let recovering = null; // counts what comes back right after a subscription
let dropped = false;
const names = new Map(); // client id -> name
const people = new Set(); // client ids

centrifuge.on("connecting", ({ code }) => state("connecting", code === 0 ? "Connecting" : "Reconnecting"));
centrifuge.on("disconnected", ({ reason }) => state("disconnected", reason || "Disconnected"));
centrifuge.on("connected", ({ client, transport }) => {
  clientId = client;
  reconnects += 1;
  names.set(client, myName);
  $("fact-transport").textContent = transport;
  $("fact-client").textContent = client.slice(0, 8);
  $("fact-client").title = client;
  $("fact-reconnects").textContent = String(reconnects);
  state("connected", "Connected");
});

function state(name, text) {
  $("status").dataset.state = name;
  $("status-text").textContent = text;
  $("send").disabled = name !== "connected";
  $("drop").disabled = name !== "connected";
}

// ---- the room
let firstTime = true;
const shown = new Set(); // offsets that are on the page
room.on("subscribed", (context) => {
  if (context.wasRecovering) {
    recovering = { count: 0, complete: context.recovered };
    setTimeout(finishRecovery); // the SDK delivers what was missed before it returns
  }
  showPosition(context.streamPosition?.offset, context.streamPosition?.epoch);
  if (firstTime) {
    firstTime = false;
    loadHistory().then(sayHello);
  } else {
    sayHello();
  }
  loadPresence();
});
room.on("error", ({ error }) => addEvent(`Subscription: ${error.message}`));
room.on("publication", ({ data, info, offset }) => {
  shown.add(offset);
  showPosition(offset);
  if (recovering && data.text) {
    recovering.count += 1;
  }
  receive(data, info?.client, recovering !== null);
});
room.on("join", ({ info }) => { people.add(info.client); drawPeople(); });
room.on("leave", ({ info }) => { people.delete(info.client); drawPeople(); });

function receive(data, client, recovered) {
  if (client && data.name) {
    names.set(client, data.name);
    drawPeople();
  }
  if (typeof data.text === "string") {
    addMessage({ name: data.name || "Somebody", text: data.text, at: data.at, mine: client === clientId, recovered });
  }
}

async function loadHistory() {
  try {
    const { publications } = await room.history({ limit: HISTORY_LIMIT, reverse: true });
    const rows = publications.reverse().filter((p) => !shown.has(p.offset));
    rows.forEach((p) => receive(p.data, p.info?.client, false));
    if (rows.some((p) => p.data.text)) {
      addEvent("Earlier messages, from the channel's history");
    }
  } catch (error) {
    addEvent(`History: ${error.message}`);
  }
  $("empty").hidden = $("messages").childElementCount > 0;
}

async function loadPresence() {
  try {
    const { clients } = await room.presence();
    people.clear();
    Object.keys(clients).forEach((client) => people.add(client));
    drawPeople();
  } catch (error) {
    addEvent(`Presence: ${error.message}`);
  }
}

/** Nobody is logged in here, so everyone tells the others a name. */
const sayHello = () => room.publish({ name: myName }).catch(() => {});

// ---- drop and recovery
$("drop").addEventListener("click", () => {
  if (!socket || dropped) {
    return;
  }
  dropped = true;
  report("away", "Connection cut. The client comes back by itself in a few seconds.");
  socket.close();
  if ($("bot").checked) {
    robin();
  }
});

function finishRecovery() {
  const { count, complete } = recovering;
  recovering = null;
  dropped = false;
  const box = $("recovery");
  box.dataset.recovered = String(count);
  if (!complete) {
    report("lost", "Back, but the history no longer reached far enough back.");
  } else {
    report("done", `Back again: ${count} missed ${count === 1 ? "message" : "messages"} recovered.`);
  }
}

function report(stateName, text) {
  const box = $("recovery");
  box.hidden = false;
  box.dataset.state = stateName;
  box.textContent = text;
}

/** A second client of this page that writes while the first is away. */
function robin() {
  const bot = new Centrifuge(address, { name: "gyre-demo-bot" });
  const lines = BOT_LINES.map((text, i) => ({ text, delay: 500 + i * 600 }));
  const there = bot.newSubscription(CHANNEL);
  there.on("subscribed", () => {
    lines.forEach(({ text, delay }) => setTimeout(() => there.publish({ name: "Robin", text, at: Date.now() }).catch(() => {}), delay));
    setTimeout(() => bot.disconnect(), 6000);
  });
  there.subscribe();
  bot.connect();
}

// ---- drawing
let lastAuthor = "";

function addMessage({ name, text, at, mine, recovered }) {
  const row = document.createElement("li");
  const author = `${name}/${mine}`;
  row.className = [author === lastAuthor ? "follow" : "", mine ? "mine" : "", recovered ? "recovered" : "", "fresh"].join(" ");
  lastAuthor = author;
  const body = element("div", "body");
  const who = element("p", "who");
  who.append(element("b", "", name), time(at));
  body.append(who, element("div", "bubble", text));
  row.append(avatar(name), body);
  append(row);
}

function addEvent(text) {
  const row = element("li", "event");
  row.append(element("span", "", text));
  lastAuthor = "";
  append(row);
}

function append(row) {
  const list = $("messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.append(row);
  while (list.childElementCount > ROWS_MAX) {
    list.firstElementChild.remove();
  }
  $("empty").hidden = true;
  if (atEnd) {
    list.scrollTop = list.scrollHeight;
  } else {
    $("newer").hidden = false;
  }
}

$("newer").addEventListener("click", () => { $("messages").scrollTop = $("messages").scrollHeight; });
$("messages").addEventListener("scroll", () => {
  const list = $("messages");
  if (list.scrollHeight - list.scrollTop - list.clientHeight < 80) {
    $("newer").hidden = true;
  }
});

function drawPeople() {
  const sorted = [...people].map((client) => ({ client, name: names.get(client) || `Guest ${client.slice(0, 4)}` }))
    .sort((a, b) => (b.client === clientId) - (a.client === clientId) || a.name.localeCompare(b.name));
  $("count").textContent = String(sorted.length);
  $("people").replaceChildren(...sorted.map(({ client, name }) => {
    const row = document.createElement("li");
    row.dataset.client = client;
    row.append(avatar(name), element("span", "label", name));
    if (client === clientId) {
      row.append(element("span", "you", "you"));
    }
    return row;
  }));
}

let epoch = "";
function showPosition(offset, newEpoch) {
  epoch = newEpoch ?? epoch;
  if (offset !== undefined) {
    $("fact-position").textContent = `${offset} @ ${epoch}`;
  }
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function avatar(name) {
  const made = element("span", "avatar", name.split(/\s+/).slice(0, 2).map((w) => w[0] || "").join("").toUpperCase());
  made.setAttribute("aria-hidden", "true");
  made.style.setProperty("--hue", String([...name].reduce((h, c) => (h * 31 + c.codePointAt(0)) % 360, 7)));
  return made;
}

function time(at) {
  const made = element("time", "", at ? new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : "");
  if (at) {
    made.dateTime = new Date(at).toISOString();
  }
  return made;
}

// ---- input
$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) {
    return;
  }
  room.publish({ name: myName, text, at: Date.now() })
    .then(() => { $("text").value = ""; })
    .catch((error) => addEvent(`Not sent: ${error.message}`));
});

$("identity").addEventListener("submit", (event) => { event.preventDefault(); $("text").focus(); });
$("name").addEventListener("change", () => {
  myName = $("name").value.trim() || myName;
  $("name").value = myName;
  storage.set("name", myName);
  names.set(clientId, myName);
  drawPeople();
  sayHello();
});

room.subscribe();
centrifuge.connect();
