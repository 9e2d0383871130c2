"""What the child hears: order, coroutines, callbacks, broken frames, floods."""

import json
import os
import threading
import time
import unittest

from fake_parent import FakeParent

FLOOD = 200_000


class ListenerTests(unittest.TestCase):

    def check_order(self, run):
        script = f"""
            import intercom
            p = intercom.parent
            heard = []
            @p.on("a::*")
            async def slow(x):
                import asyncio
                await asyncio.sleep(0.001)
                heard.append(["slow", p.event, x])
            @p.on("a::b")
            def quick(x):
                heard.append(["quick", p.event, x])
            @p.on("boom")
            def boom():
                raise ValueError("no")
            p.on_any(lambda name, *args: heard.append(["any", name]) if name == "boom" else None)
            p.on("error", lambda message, error: heard.append([message, str(error)]))
            @p.once("end")
            def end():
                p.emit("heard", heard)
            {run}
        """
        with FakeParent(script) as parent:
            parent.emit("a::b", 1)
            parent.emit("boom")
            parent.emit("a::c", 2)
            parent.emit("a::*", 3)
            parent.emit("end")
            self.assertEqual([["quick", "a::b", 1], ["slow", "a::b", 1], ["any", "boom"],
                              ["Local RPC Session error occured!", "no"], ["slow", "a::c", 2], ["slow", "a::*", 3]],
                             parent.event()[1])
            parent.goodbye()
            self.assertEqual(0, parent.exit_code(), parent.stderr())
            self.assertIn("listener boom of event 'boom' failed\nTraceback", parent.stderr())

    def test_run(self):
        self.check_order("p.run()")

    def test_serve(self):
        self.check_order("import asyncio; asyncio.run(p.serve())")

    def test_serve_without_add_reader(self):
        self.check_order("""import asyncio
            async def main():
                def missing(*_):
                    raise NotImplementedError
                asyncio.get_running_loop().add_reader = missing
                await p.serve()
            asyncio.run(main())""")

    def test_start(self):
        self.check_order("p.start().join()")

    def test_run_inside_of_a_loop_is_refused(self):
        script = """
            import asyncio, intercom
            async def main():
                try:
                    intercom.parent.run()
                except RuntimeError as error:
                    intercom.parent.emit("refused", str(error))
            asyncio.run(main())
        """
        with FakeParent(script) as parent:
            self.assertIn("await parent.serve()", parent.event()[1])

    def test_serve_can_be_cancelled_and_goes_on_later(self):
        script = """
            import asyncio, intercom
            p = intercom.parent
            @p.on("n")
            async def n(i):
                try:
                    await asyncio.sleep(60 if i == 1 else 0)
                    p.emit("did", i)
                except asyncio.CancelledError:
                    p.emit("cancelled", i)
                    raise
            async def inner():
                raise asyncio.CancelledError
            p.on("inner", inner)
            async def main():
                task = asyncio.create_task(p.serve())
                while not p.is_ready:
                    await asyncio.sleep(0.01)
                await asyncio.sleep(0.2)
                task.cancel()
                try:
                    await task
                except asyncio.CancelledError:
                    p.emit("stopped")
                await p.serve()
            asyncio.run(main())
        """
        with FakeParent(script) as parent:
            for i in range(4):
                parent.emit("n", i)
            for event in (["did", 0], ["cancelled", 1], ["stopped"], ["did", 2], ["did", 3]):
                parent.expect(*event)
            parent.goodbye()
            self.assertEqual(0, parent.exit_code(), parent.stderr())

    def test_other_threads_emit_and_register_while_a_listener_waits_for_them(self):
        script = """
            import intercom, threading
            p = intercom.parent
            running = []
            overlaps = []
            @p.on("work")
            def work(n):
                def helper():
                    p.on("extra::%d" % n, lambda: None)
                    for i in range(100):
                        p.emit("progress", i)
                threads = [threading.Thread(target=helper) for _ in range(3)]
                running.append(1)
                for thread in threads: thread.start()
                for thread in threads: thread.join()
                running.pop()
            @p.on("progress")
            def progress(i):
                overlaps.append(len(running))
            @p.on("end")
            def end():
                p.emit("counted", len(overlaps), sum(overlaps), len(p.event_names()))
            p.run()
        """
        with FakeParent(script) as parent:
            parent.emit("work", 1)
            parent.emit("work", 2)
            parent.emit("end")
            for _ in range(600):
                self.assertEqual("progress", parent.event()[0])
            parent.expect("counted", 600, 0, 5)

    def test_reserved_names_are_not_heard(self):
        script = """
            import intercom
            p = intercom.parent
            p.on("error", lambda message, detail: p.emit("seen", message, str(detail)))
            p.on("exit", lambda *args: p.emit("exit heard"))
            p.run()
        """
        with FakeParent(script) as parent:
            parent.emit("exit", 1)
            parent.expect("seen", "Received forbidden event from twin process!", "['exit', 1]")
            parent.emit(["exit"], 2)
            parent.expect("seen", "Received forbidden event from twin process!", "['exit', 2]")
            parent.emit(5)
            self.assertEqual(["seen", "Local RPC Session error occured!"], parent.event()[:2])

    def test_wait_for(self):
        script = """
            import asyncio, intercom
            p = intercom.parent
            async def main():
                serving = asyncio.create_task(p.serve())
                p.emit("got", await p.wait_for("a::*"))
                try:
                    await p.wait_for("never", timeout=0.05)
                except Exception as error:
                    p.emit("got", type(error).__name__, p.listener_count("never"))
                await serving
            asyncio.run(main())
        """
        with FakeParent(script) as parent:
            parent.emit("a::b", 1, 2)
            parent.expect("got", [1, 2])
            parent.expect("got", "TimeoutError", 0)

    def test_a_parent_without_emit(self):
        script = """
            import intercom
            p = intercom.parent
            p.on("error", lambda message, error: print(message, p.is_ready, flush=True))
            p.run()
        """
        with FakeParent(script, handshake=False) as parent:
            parent.frame({"method": "methods", "arguments": [{}]})
            parent.await_stdout("Remote RPC Session does not have Emit function!! False")


class CallbackTests(unittest.TestCase):

    def test_callbacks_both_ways_and_cull(self):
        script = """
            import intercom
            p = intercom.parent
            class Box:
                def put(self, value):
                    p.emit("put", value)
                async def later(self, value):
                    p.emit("later", value)
            box = Box()
            @p.on("call")
            def call(fn, data):
                fn("direct", box.put)
                data["fn"](box.put, box.later, box.put)
                fn.cull()
                fn.cull()
                p.emit("table", len(p._session.local.functions), fn.id, p._session.stubs.get(7) is None)
            p.run()
        """
        with FakeParent(script) as parent:
            parent.emit("call", "[Function]", {"fn": "[Function]"}, callbacks={"7": ["1"], "8": ["2", "fn"]})
            first, second = parent.next(), parent.next()
            self.assertEqual((7, {"3": ["1"]}), (first["method"], first["callbacks"]))
            self.assertEqual((8, {"3": ["0"], "4": ["1"], "5": ["2"]}), (second["method"], second["callbacks"]))
            self.assertEqual({"method": "cull", "arguments": [7]}, parent.next())
            parent.expect("table", 6, 7, True)
            parent.frame({"method": 3, "arguments": ["x"]})
            parent.frame({"method": 4, "arguments": ["y"]})
            parent.expect("put", "x")
            parent.expect("later", "y")
            parent.frame({"method": "cull", "arguments": [3, "5"]})
            parent.emit("call", "[Function]", {"fn": "[Function]"}, callbacks={"9": ["1"], "8": ["2", "fn"]})
            self.assertEqual({"6": ["1"]}, parent.next()["callbacks"])

    def test_a_function_sent_often_does_not_fill_the_table(self):
        script = """
            import intercom
            p = intercom.parent
            class Box:
                def put(self): pass
            box = Box()
            for i in range(500):
                p.emit("f", box.put, print)
            p.emit("table", len(p._session.local.functions))
        """
        with FakeParent(script) as parent:
            for _ in range(500):
                parent.next()
            parent.expect("table", 5)

    def test_calling_after_the_end_raises(self):
        script = """
            import intercom
            p = intercom.parent
            kept = []
            p.on("keep", kept.append)
            p.on("disconnected", lambda reason: kept[0]() )
            p.on("error", lambda message, error: print(type(error).__name__, error))
            p.run()
        """
        with FakeParent(script) as parent:
            parent.emit("keep", "[Function]", callbacks={"6": ["1"]})
            parent.goodbye()
            self.assertEqual(0, parent.exit_code(), parent.stderr())
            self.assertIn("ChannelClosedError the channel is closed", parent.stdout())


class BrokenFrameTests(unittest.TestCase):

    SCRIPT = """
        import intercom, sys
        p = intercom.parent
        p.on("error", lambda message, error: p.emit("error seen", message, str(error)))
        p.on("fine", lambda *args: p.emit("got", *args))
        @p.on("depth")
        def depth(value):
            levels = 0
            while value:
                value, levels = value[0] if value else None, levels + 1
            p.emit("levels", levels + 1)
        p.run()
    """

    def test_broken_frames_are_errors_and_the_session_goes_on(self):
        with FakeParent(self.SCRIPT) as parent:
            for broken in (b"no json " + b"x" * 500, b'{"method":', b"null", b"\xff\xfe",
                           b'{"method":0,"arguments":[NaN]}',
                           b'{"method":0,"arguments":["fine"]} x', b'{"method":99,"arguments":[]}',
                           b'{"method":"nope","arguments":[]}', b'{"method":0,"arguments":5}',
                           b'{"method":0,"arguments":[7]}', b'{"method":0,"arguments":["a"],"callbacks":{"x":[]}}'):
                parent.raw(broken + b"\n")
                parent.raw(b'\r\n\n{"method":0,"arguments":["fine",1]}\r\n')
                event = parent.event()
                self.assertEqual("error seen", event[0], broken)
                self.assertIn(event[1], ("Remote RPC Session error occured!", "Local RPC Session error occured!"))
                self.assertLess(len(event[2]), 400)
                parent.expect("got", 1)

    def test_oversized_lines_are_skipped_in_bounded_memory(self):
        with FakeParent(self.SCRIPT, limit=300_000) as parent:
            for size in (300_001, 700_000, 30_000_000):
                parent.raw(b'{"method":0,"arguments":["fine","' + b"y" * size + b'"]}\n')
                parent.emit("fine", size)
                event = parent.event()
                self.assertIn("at most 300000 bytes but was a longer one that begins with '{\"method\":0", event[2])
                parent.expect("got", size)
            with open(f"/proc/{parent.process.pid}/status") as status:
                peak = next(line for line in status if line.startswith("VmHWM"))
            self.assertLess(int(peak.split()[1]), 60_000)

    def test_a_small_limit_counts_each_line(self):
        script = self.SCRIPT.replace("str(error)", "str(error)[:9]").replace('"got", *args', '"got", len(args[0])')
        with FakeParent(script, limit=250) as parent:
            head, tail = b'{"method":0,"arguments":["fine","', b'"]}\n'
            exact = 250 - len(head) - len(tail) + 1
            self.assertEqual(250, len(head + b"z" * exact + tail) - 1)
            parent.raw(head + b"z" * exact + tail + head + b"z" * (exact + 1) + tail + head + b"w" + tail)
            parent.expect("got", exact)
            parent.expect("error seen", "Remote RPC Session error occured!", "Expected ")
            parent.expect("got", 1)

    def test_deep_frames(self):
        with FakeParent(self.SCRIPT) as parent:
            for levels in (1000, 1001, 2000, 100_000):
                parent.raw(b'{"method":0,"arguments":["depth",' + b"[" * levels + b"]" * levels + b"]}\n")
                event = parent.event()
                if levels == 1000:
                    self.assertEqual(["levels", 1000], event)
                else:
                    self.assertIn("nested deeper than 1000 levels", event[2])
            parent.emit("fine", 2)
            parent.expect("got", 2)

    def test_unusual_values(self):
        with FakeParent(self.SCRIPT) as parent:
            values = ["ä\u2028\U0001f600", 2 ** 63 + 1, -1.5e300, {"": None}, "[Function]"]
            parent.emit("fine", *values)
            parent.expect("got", *values)
            parent.raw(b'{"method":0,"arguments":["fine","\\ud800","\xf0\x9f\x98\x80"],"callbacks":{},"links":[]}\n')
            parent.expect("got", "\ud800", "\U0001f600")


class FloodTests(unittest.TestCase):

    def test_flood_from_the_parent_in_order(self):
        script = f"""
            import intercom
            p = intercom.parent
            heard = []
            @p.on("n")
            def n(i):
                heard.append(i)
                if i == {FLOOD} - 1:
                    p.emit("done", heard == list(range({FLOOD})))
            p.run()
        """
        with FakeParent(script) as parent:
            parent.raw(b"".join(b'{"method":0,"arguments":["n",%d],"callbacks":{},"links":[]}\n' % i
                                for i in range(FLOOD)))
            parent.expect("done", True)

    def test_flood_to_the_parent_in_order(self):
        script = f"""
            import intercom
            for i in range({FLOOD}):
                intercom.parent.emit("n", i)
        """
        with FakeParent(script) as parent:
            lines = parent.rest()
            expected = [b'{"method":0,"arguments":["n",%d],"callbacks":{},"links":[]}' % i for i in range(FLOOD)]
            self.assertTrue(lines == expected)

    def test_one_event_of_64_mib_is_linear(self):
        script = """
            import intercom
            p = intercom.parent
            @p.on("big")
            def big(text):
                p.emit("back", text)
            p.run()
        """
        with FakeParent(script) as parent:
            text = "x" * (60 * 1024 * 1024)
            began = time.monotonic()
            parent.emit("big", text)
            size, tail = 0, b""
            while not tail.endswith(b"\n"):
                data = parent.sock.recv(1 << 20)
                size, tail = size + len(data), data[-1:]
            self.assertEqual(len(text) + len(b'{"method":0,"arguments":["back",""],"callbacks":{},"links":[]}\n'), size)
            self.assertLess(time.monotonic() - began, 15)

    @unittest.skipUnless(os.path.exists("/proc/self/status"), "the peak of memory is read from /proc")
    def test_a_sleeping_parent_slows_the_child(self):
        script = """
            import intercom, re, threading, time
            p = intercom.parent
            def peak():  # not ru_maxrss: that begins with the peak of the process that starts this one
                with open("/proc/self/status") as status:
                    return int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read())[1])
            sent = [0]
            def report():
                while True:
                    time.sleep(0.05)
                    print(sent[0], flush=True)
            threading.Thread(target=report, daemon=True).start()
            text = "x" * 100_000
            for i in range(2000):
                p.emit("n", i, text)
                sent[0] = i
            p.emit("peak", peak())
        """
        with FakeParent(script) as parent:
            last = previous = -1
            deadline = time.monotonic() + 20
            while last < 600 or last != previous:
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.2)
                previous, last = last, int((parent.stdout().split() or [-1])[-1])
            self.assertLess(last, 800)
            lines = parent.rest()
            self.assertEqual(2001, len(lines))
            self.assertEqual(list(range(2000)), [json.loads(line)["arguments"][1] for line in lines[:-1]])
            self.assertLess(json.loads(lines[-1])["arguments"][1], 200_000)

    def check_sleeping_child(self, script, most):
        with FakeParent(script) as parent:
            frame = json.dumps({"method": 0, "arguments": ["n", "x" * 100_000]}).encode() + b"\n"
            sent = [0]

            def send():
                for _ in range(2000):
                    parent.raw(frame)
                    sent[0] += len(frame)

            sender = threading.Thread(target=send)
            sender.start()
            last = -1
            while last != sent[0]:
                last = sent[0]
                time.sleep(0.6)
            self.assertLess(last, most)
            with open(parent.folder.name + "/go", "w"):
                pass
            sender.join()
            parent.expect("all", 2000)

    def test_a_sleeping_listener_slows_the_parent(self):
        self.check_sleeping_child("""
            import intercom, os, time
            p = intercom.parent
            count = [0]
            @p.on("n")
            def n(text):
                while not os.path.exists(os.path.dirname(__file__) + "/go"):
                    time.sleep(0.05)
                count[0] += 1
                if count[0] == 2000:
                    p.emit("all", count[0])
            p.run()
        """, 80 << 20)

    def test_a_script_that_does_not_run_its_listeners_yet_slows_the_parent(self):
        self.check_sleeping_child("""
            import intercom, os, time
            p = intercom.parent
            count = [0]
            @p.on("n")
            def n(text):
                count[0] += 1
                if count[0] == 2000:
                    p.emit("all", count[0])
            while not os.path.exists(os.path.dirname(__file__) + "/go"):
                time.sleep(0.05)
            p.run()
        """, 80 << 20)


if __name__ == "__main__":
    unittest.main()
