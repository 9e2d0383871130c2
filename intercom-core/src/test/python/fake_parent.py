"""A parent for tests: listens on a socket, starts one child and speaks the protocol by hand."""

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import textwrap
import time

RUNTIME = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "main", "python"))
# what the tests were started with is not the child's, but for the mark by which left-over processes are found
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith("INTERCOM_") or name == "INTERCOM_TEST_RUN"}
TOKEN = "one-time-token"
TIMEOUT = 20.0
METHODS = {"method": "methods", "arguments": [{"emit": "[Function]", "goodbye": "[Function]"}],
           "callbacks": {"0": ["0", "emit"], "1": ["0", "goodbye"]}, "links": []}
CHILD_METHODS = {"method": "methods",
                 "arguments": [{"emit": "[Function]", "goodbye": "[Function]", "ping": "[Function]"}],
                 "callbacks": {"0": ["0", "emit"], "1": ["0", "goodbye"], "2": ["0", "ping"]}, "links": []}


class FakeParent:
    """Use it in a ``with`` statement: the child is killed by its pid and the socket removed at the end."""

    def __init__(self, script, *args, tcp=False, handshake=True, limit=None, flags=("-u", "-X", "utf8"), env=None):
        self.folder = tempfile.TemporaryDirectory(prefix="icp")
        if tcp:
            server = socket.socket(socket.AF_INET)
            server.bind(("127.0.0.1", 0))
            address = "tcp:127.0.0.1:%d" % server.getsockname()[1]
        else:
            server = socket.socket(socket.AF_UNIX)
            server.bind(os.path.join(self.folder.name, "s"))
            address = "unix:" + os.path.join(self.folder.name, "s")
        server.listen(1)
        server.settimeout(TIMEOUT)
        path = os.path.join(self.folder.name, "script.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(script))
        environment = dict(ENVIRONMENT, INTERCOM_CHANNEL=address, INTERCOM_TOKEN=TOKEN, INTERCOM_CHILD="test",
                           PYTHONPATH=RUNTIME + os.pathsep + "/other", **(env or {}))
        if limit is not None:
            environment["INTERCOM_FRAME_LIMIT"] = str(limit)
        self.output = open(os.path.join(self.folder.name, "out"), "w+b")
        self.errors = open(os.path.join(self.folder.name, "err"), "w+b")
        self.process = subprocess.Popen([sys.executable, *flags, path, *args], env=environment, stdout=self.output,
                                        stderr=self.errors, stdin=subprocess.DEVNULL)
        self.server = server
        self.sock = None
        self.buffer = b""
        self.scanned = 0
        self.frames = []
        try:
            self.accept(handshake)
        except BaseException:
            self.close()
            raise

    def accept(self, handshake):
        try:
            self.sock, _ = self.server.accept()
        except socket.timeout:
            raise AssertionError("the child did not connect: " + self.stderr()) from None
        self.sock.settimeout(TIMEOUT)
        token = self.line()
        if token != TOKEN.encode():
            raise AssertionError(f"expected the token but was {token!r}")
        self.methods = json.loads(self.line())
        if handshake:
            self.frame(METHODS)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(TIMEOUT)
        for thing in (self.sock, self.server, self.output, self.errors):
            if thing is not None:
                thing.close()
        self.folder.cleanup()

    # Sending

    def raw(self, data):
        self.sock.sendall(data)

    def frame(self, frame):
        self.raw(json.dumps(frame).encode() + b"\n")

    def emit(self, name, *args, callbacks=None):
        self.frame({"method": 0, "arguments": [name, *args], "callbacks": callbacks or {}, "links": []})

    def goodbye(self):
        self.frame({"method": "goodbye", "arguments": [], "callbacks": {}, "links": []})
        self.sock.shutdown(socket.SHUT_RDWR)

    def die(self):
        """Closes the channel without a word, as the kernel does when the parent is killed."""
        self.sock.close()

    # Receiving

    def line(self):
        """The next line; None at the end of the channel."""
        while True:
            newline = self.buffer.find(b"\n", self.scanned)
            if newline >= 0:
                line, self.buffer, self.scanned = self.buffer[:newline], self.buffer[newline + 1:], 0
                return line
            self.scanned = len(self.buffer)
            try:
                data = self.sock.recv(1 << 20)
            except ConnectionResetError:
                return None
            except socket.timeout:
                raise AssertionError("nothing arrived; stderr: " + self.stderr()) from None
            if not data:
                return None
            self.buffer += data

    def next(self):
        """The next frame; None at the end of the channel."""
        line = self.line()
        return None if line is None else json.loads(line)

    def event(self):
        """The arguments of the next event, its name first."""
        frame = self.next()
        if frame is None:
            raise AssertionError("the channel ended; stderr: " + self.stderr())
        if frame["method"] != 0:
            raise AssertionError(f"expected an event but was {frame}")
        return frame["arguments"]

    def expect(self, *event):
        got = self.event()
        if got != list(event):
            raise AssertionError(f"expected {list(event)!r} but was {got!r}; stderr: {self.stderr()}")

    def rest(self):
        """All bytes to the end of the channel, split into frames."""
        chunks = [self.buffer]
        self.buffer = b""
        self.scanned = 0
        while True:
            try:
                data = self.sock.recv(1 << 20)
            except ConnectionResetError:
                break
            if not data:
                break
            chunks.append(data)
        lines = b"".join(chunks).split(b"\n")
        if lines[-1]:
            raise AssertionError(f"half a frame: {lines[-1][:200]!r}")
        return lines[:-1]

    def writable(self, seconds):
        return bool(select.select([], [self.sock], [], seconds)[1])

    # The process

    def exit_code(self, seconds=TIMEOUT):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError("the child does not end: " + self.stderr()) from None

    def stdout(self):
        return self.text(self.output)

    def stderr(self):
        return self.text(self.errors)

    @staticmethod
    def text(file):
        # A descriptor of its own: the position of the other one is the child's.
        with open(file.name, "rb") as again:
            return again.read().decode("utf-8", "replace")

    def await_stdout(self, text):
        deadline = time.monotonic() + TIMEOUT
        while text not in self.stdout():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise AssertionError(f"{text!r} was not printed: {self.stdout()!r} {self.stderr()!r}")
            time.sleep(0.01)
