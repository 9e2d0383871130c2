import sys

import intercom
from greeting import GREETING

parent = intercom.parent
expected = 0


@parent.on("mirror")
def mirror(value):
    parent.emit("mirrored", value)


@parent.on("ask")
def ask(number, answer):
    answer(number + 1)


@parent.on("give")
def give():
    parent.emit("given", lambda text, answer: answer(text.upper()))


@parent.on("fail")
def fail():
    raise ValueError("on purpose")


@parent.on("leave")
def leave(count):
    for number in range(count):
        parent.emit("last", number)
    sys.exit(7)


@parent.on("work")
def work(count):
    @parent.on_stop
    def failing():
        raise ValueError("on purpose")

    @parent.on_stop
    async def finish():
        for number in range(count):
            parent.emit("left", number)

    parent.emit("working")


@parent.on("flood")
def flood(count):
    for number in range(count):
        parent.emit("down", number)


@parent.on("up")
def up(number, count):
    global expected
    if number != expected:
        parent.emit("disorder", number)
    expected += 1
    if expected == count:
        parent.emit("all", expected)


parent.emit("hello", GREETING, sys.argv[1:])
parent.run()
