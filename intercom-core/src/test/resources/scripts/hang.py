import re
import time

import intercom

parent = intercom.parent


@parent.on("work")
def works(millis):
    time.sleep(millis / 1000)
    parent.emit("worked")


@parent.on("hang")
def loops_without_end():
    parent.emit("hanging")
    time.sleep(0.05)
    re.match("(a+)+$", "a" * 40 + "b")  # backtracks for ages, and lets no other thread run


parent.run()
