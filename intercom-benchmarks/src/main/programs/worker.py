"""A child in Python."""

import intercom

parent = intercom.parent
received = 0
expected = 0


@parent.on("flood")
def flood(count):
    for number in range(count):
        parent.emit("up", {"id": number, "name": "an item", "ok": True})


@parent.on("expect")
def expect(count):
    global received, expected
    received = 0
    expected = count


@parent.on("down")
def down(item):
    global received
    if item["ok"]:
        received += 1
        if received == expected:
            parent.emit("received", received)


@parent.on("text")
def text(value):
    parent.emit("echo", value)


@parent.on("ping")
def ping(item):
    parent.emit("pong", item)


parent.run()
