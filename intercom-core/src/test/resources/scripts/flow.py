import os
import sys
import time

import intercom

parent = intercom.parent
gate = sys.argv[1]
TEXT = "x" * 4096
expected = 0


@parent.on("flood")
def flood(count):
    for number in range(count):
        parent.emit("down", number, TEXT)
        print(number)


@parent.on("up")
def up(number, count, text):
    global expected
    while number == 0 and not os.path.exists(gate):
        time.sleep(0.02)
    if number != expected:
        parent.emit("disorder", number)
    expected += 1
    if expected == count:
        parent.emit("all", expected)


parent.run()
