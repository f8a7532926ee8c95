"""The official Python SDK, unmodified, against a running server.

usage: sdk.py json|protobuf WEBSOCKET_ADDRESS TOKEN

Says "publish" and "cut" to whoever started it, who then publishes over HTTP, or cuts the line and mends it.
"""

import asyncio
import json
import sys

from centrifuge import Client, ClientEventHandler, ReplyError, SubscriptionEventHandler

FORMAT, ADDRESS, TOKEN = sys.argv[1:]
BINARY = FORMAT == "protobuf"
CHANNEL = "sdk:python-" + FORMAT


def pack(value):
    return json.dumps(value).encode() if BINARY else value


def unpack(data):
    return json.loads(data) if BINARY else data


class Connections(ClientEventHandler):
    def __init__(self):
        self.ended = asyncio.Queue()
        self.connected = asyncio.Queue()

    async def on_connected(self, ctx):
        self.connected.put_nowait(ctx)

    async def on_disconnected(self, ctx):
        self.ended.put_nowait(ctx)


class Room(SubscriptionEventHandler):
    def __init__(self):
        self.subscribed = asyncio.Queue()
        self.publications = asyncio.Queue()

    async def on_subscribed(self, ctx):
        self.subscribed.put_nowait(ctx)

    async def on_publication(self, ctx):
        self.publications.put_nowait(ctx.pub)

    async def take(self, count):
        return [await self.publications.get() for _ in range(count)]


def same(actual, expected):
    if actual != expected:
        raise AssertionError(f"{actual} instead of {expected}")


async def refused(question, code):
    try:
        await question
    except ReplyError as error:
        same(error.code, code)
        return
    raise AssertionError(f"no error {code}")


async def token_is_refused():
    events = Connections()
    other = Client(ADDRESS, events=events, token="not a token", use_protobuf=BINARY)
    await other.connect()
    same((await events.ended.get()).code, 3500)


async def main():
    events, room = Connections(), Room()
    client = Client(ADDRESS, events=events, token=TOKEN, use_protobuf=BINARY, max_reconnect_delay=0.2)
    subscription = client.new_subscription(CHANNEL, events=room, recoverable=True)
    await client.connect()
    await subscription.subscribe()
    own_id = (await events.connected.get()).client
    first = await room.subscribed.get()
    same((first.recoverable, first.was_recovering, first.stream_position.offset), (True, False, 0))

    await subscription.publish(pack({"n": 1}))
    print("publish", flush=True)
    own, foreign = await room.take(2)
    same((own.offset, unpack(own.data), own.info.user, own.info.client), (1, {"n": 1}, "ann", own_id))
    same((foreign.offset, unpack(foreign.data), foreign.info), (2, {"n": 2}, None))

    history = await subscription.history(limit=10)
    same([unpack(publication.data) for publication in history.publications], [{"n": 1}, {"n": 2}])
    same(history.offset, 2)
    clients = (await subscription.presence()).clients
    same([(key, info.user) for key, info in clients.items()], [(own_id, "ann")])
    await refused(client.presence("closed:room"), 103)
    await refused(client.rpc("unknown", pack({})), 104)
    await token_is_refused()

    print("cut", flush=True)
    again = await room.subscribed.get()
    same((again.was_recovering, again.recovered), (True, True))
    missed = await room.take(3)
    same([(publication.offset, unpack(publication.data)) for publication in missed], [(n, {"n": n}) for n in (3, 4, 5)])
    await subscription.publish(pack({"n": 6}))
    (last,) = await room.take(1)
    same((last.offset, unpack(last.data)), (6, {"n": 6}))
    await client.disconnect()
    same(room.publications.qsize(), 0)
    print("done")


asyncio.run(asyncio.wait_for(main(), 30))
