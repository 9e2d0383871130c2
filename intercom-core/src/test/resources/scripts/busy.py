import intercom

intercom.parent.emit("busy")
while True:
    pass
