import itertools
import os

import intercom

parent = intercom.parent
ticks = itertools.count()


@parent.on("job")
def job(number, acknowledge):
    parent.emit("tick", os.getpid(), next(ticks))
    acknowledge(number)
    parent.emit("tick", os.getpid(), next(ticks))


parent.run()
