"""What the child sends: values, order, limits, the queue, the end of the process."""

import json
import time
import unittest

from fake_parent import CHILD_METHODS, METHODS, FakeParent


class ValueTests(unittest.TestCase):

    def test_the_first_frame_offers_emit_goodbye_and_ping(self):
        with FakeParent("import intercom; intercom.parent.run()") as parent:
            self.assertEqual(CHILD_METHODS, parent.methods)
            parent.goodbye()
            self.assertEqual(0, parent.exit_code())

    def test_values_of_python(self):
        script = """
            import dataclasses, datetime, enum, intercom
            @dataclasses.dataclass
            class Job:
                id: int
                tags: list
            class Color(enum.Enum):
                RED = "red"
            class Level(enum.IntEnum):
                HIGH = 3
            when = datetime.datetime(2024, 1, 2, 3, 4, 5, 678900, datetime.timezone(datetime.timedelta(hours=2)))
            p = intercom.parent
            p.emit("v", Job(1, [Job(2, ())]), Color.RED, {"l": Level.HIGH}, when, (1, (2,)), float("nan"),
                   -float("inf"))
            p.emit("v", 2 ** 53 + 1, -2 ** 70, 1.5, True, None, "\\u00e4\\u2028\\U0001f600", "\\ud800x",
                   ValueError("no"))
            p.emit(["a", "b"], 1)
        """
        with FakeParent(script) as parent:
            parent.expect("v", {"id": 1, "tags": [{"id": 2, "tags": []}]}, "red", {"l": 3}, "2024-01-02T01:04:05.678Z",
                          [1, [2]], None, None)
            parent.expect("v", 2 ** 53 + 1, -2 ** 70, 1.5, True, None, "ä\u2028\U0001f600", "\ud800x",
                          {"message": "no"})
            parent.expect(["a", "b"], 1)
            self.assertEqual(0, parent.exit_code())

    def test_long_texts_arrive_as_they_were_whatever_is_in_them(self):
        script = """
            import intercom
            plain = "x" * 70_000
            for part in ("", "?", '"', "\\\\", "\\n", "\\0", "\\x7f", "\\u00e4", "\\u2028", "\\U0001f600", "\\ud800"):
                intercom.parent.emit("v", plain + part, part + plain, 1, None, {"text": part}, [plain + part], (2,))
            intercom.parent.emit("v", plain, len)
        """
        plain = "x" * 70_000
        with FakeParent(script) as parent:
            for part in ("", "?", '"', "\\", "\n", "\0", "\x7f", "\u00e4", "\u2028", "\U0001f600", "\ud800"):
                parent.expect("v", plain + part, part + plain, 1, None, {"text": part}, [plain + part], [2])
            parent.expect("v", plain, "[Function]")
            self.assertEqual(0, parent.exit_code())

    def test_what_cannot_be_sent_names_path_and_remedy(self):
        script = """
            import intercom, decimal
            p = intercom.parent
            for value in (b"x", {1, 2}, {"a": [0, {3: 1}]}, decimal.Decimal(1), int, [object()], {None: 1}):
                try:
                    p.emit("v", value)
                except TypeError as error:
                    p.emit("refused", str(error))
        """
        with FakeParent(script) as parent:
            texts = [parent.event()[1] for _ in range(7)]
            self.assertIn("argument 1 of type bytes cannot be sent (b'x'): JSON has no bytes", texts[0])
            self.assertIn("sorted(values)", texts[1])
            self.assertIn("argument 1.a.1 cannot be sent: its key 3 is int", texts[2])
            self.assertIn("Decimal", texts[3])
            self.assertIn("a class is no function", texts[4])
            self.assertIn("argument 1.0 of type object", texts[5])
            self.assertIn("its key None is NoneType", texts[6])

    def test_circles_become_links_and_shared_values_copies(self):
        script = """
            import intercom
            circle = {"name": "c"}; circle["self"] = [circle]
            shared = [1]
            intercom.parent.emit("v", circle, shared, shared)
        """
        with FakeParent(script) as parent:
            frame = parent.next()
            self.assertEqual(["v", {"name": "c", "self": ["[Circular]"]}, [1], [1]], frame["arguments"])
            self.assertEqual([{"from": ["1"], "to": ["1", "self", "0"]}], frame["links"])

    def test_nesting_up_to_the_limit(self):
        script = """
            import intercom, sys
            def nested(levels, leaf):
                for _ in range(levels):
                    leaf = [leaf]
                return leaf
            p = intercom.parent
            for limit in (300, 1000, 20000):
                sys.setrecursionlimit(limit)
                for levels in (1000, 1001, 5000):
                    try:
                        p.emit("v", nested(levels, 0))
                    except intercom.NestingError as error:
                        p.emit("refused", str(error)[:60])
                try:
                    p.emit("v", nested(1001, len))
                except intercom.NestingError as error:
                    p.emit("refused", "function")
        """
        with FakeParent(script) as parent:
            for _ in range(3):
                self.assertTrue(parent.line().startswith(b'{"method":0,"arguments":["v",' + b"[" * 1000 + b"0]"))
                for _ in range(2):
                    self.assertIn("event 'v' was not sent: argument 1.0.0", parent.event()[1])
                parent.expect("refused", "function")
            self.assertEqual(0, parent.exit_code(), parent.stderr())

    def test_a_frame_over_the_limit_is_refused(self):
        script = """
            import intercom
            p = intercom.parent
            for size in (900, 2000):
                try:
                    p.emit("v", "x" * size)
                    p.emit("v", "x" * size, lambda: None)
                except intercom.FrameTooLargeError as error:
                    p.emit("refused", str(error))
            p.emit("v", lambda: None)
        """
        with FakeParent(script, limit=1000) as parent:
            parent.expect("v", "x" * 900)
            self.assertEqual({"3": ["2"]}, parent.next()["callbacks"])
            self.assertIn("over the limit of 1000; send less", parent.event()[1])
            self.assertEqual({"4": ["1"]}, parent.next()["callbacks"])

    def test_reserved_names_are_refused(self):
        script = """
            import intercom
            p = intercom.parent
            seen = []
            p.on("error", lambda message, detail: seen.append([message, detail]))
            for name in ("exit", ["exit"], "stdout"):
                p.emit(name, 1)
            p.emit("exit::now")
            p.emit("seen", seen)
        """
        with FakeParent(script) as parent:
            parent.expect("exit::now")
            text = "Received forbidden event!"
            parent.expect("seen", [[text, ["exit", 1]], [text, ["exit", 1]], [text, ["stdout", 1]]])

    def test_own_emits_are_heard_at_once_and_their_exceptions_reach_the_caller(self):
        script = """
            import intercom
            p = intercom.parent
            order = []
            p.on_any(lambda name, *args: order.append(name))
            @p.on("a::*")
            def fails(x):
                raise ValueError("mine")
            try:
                p.emit("a::b", 1)
            except ValueError as error:
                p.off_any()
                p.emit("caught", str(error), order)
        """
        with FakeParent(script) as parent:
            parent.expect("a::b", 1)
            parent.expect("caught", "mine", ["a::b"])


class QueueTests(unittest.TestCase):

    def test_events_before_ready_wait_and_keep_their_order(self):
        script = """
            import intercom
            p = intercom.parent
            for i in range(5):
                p.emit("n", i, len) if i == 3 else p.emit("n", i)
            print("emitted", p.is_ready)
            @p.ready
            def go():
                p.emit("ready", p.is_ready)
                p.disconnect()
            p.run()
        """
        with FakeParent(script, handshake=False) as parent:
            parent.await_stdout("emitted False")
            parent.frame({"method": "methods", "arguments": [{"goodbye": "[Function]", "emit": "[Function]"}],
                          "callbacks": {"41": ["0", "goodbye"], "42": ["0", "emit"]}, "links": []})
            frames = [json.loads(line) for line in parent.rest()]
            self.assertEqual([42] * 6 + [41], [frame["method"] for frame in frames])
            self.assertEqual([0, 1, 2, 3, 4], [frame["arguments"][1] for frame in frames[:5]])
            self.assertEqual({"3": ["2"]}, frames[3]["callbacks"])
            self.assertEqual(["ready", True], frames[5]["arguments"])
            self.assertEqual(0, parent.exit_code(), parent.stderr())

    def test_a_full_queue_raises(self):
        script = """
            import intercom
            p = intercom.parent
            try:
                for i in range(10001):
                    p.emit("n", i)
            except intercom.QueueFullError as error:
                print("full at", i, error)
        """
        with FakeParent(script, handshake=False) as parent:
            parent.await_stdout("full at 10000")
            parent.frame(METHODS)
            self.assertEqual(10000, len(parent.rest()))

    def test_emit_after_the_end_raises_and_calls_nobody(self):
        script = """
            import intercom
            p = intercom.parent
            p.on("late", lambda: print("heard"))
            p.run()
            try:
                p.emit("late")
            except intercom.ChannelClosedError as error:
                print("refused:", error)
            print(p.local_emit("late"))
            p.run()
        """
        with FakeParent(script) as parent:
            parent.goodbye()
            self.assertEqual(0, parent.exit_code(), parent.stderr())
            self.assertEqual("refused: event 'late' was not sent, because the channel is closed: the parent has closed "
                             "it\nheard\nTrue\n", parent.stdout())

    def test_disconnect_says_goodbye_after_all_events(self):
        script = """
            import intercom
            p = intercom.parent
            p.on_any(lambda name, *args: print(name, *args, flush=True))
            @p.on("go")
            def go():
                for i in range(1000):
                    p.emit("n", "x" * 1000)
                p.off_any()
                p.disconnect()
                p.on_any(lambda name, *args: print(name, *args, flush=True))
                try:
                    p.emit("late")
                except intercom.ChannelClosedError:
                    print("closed")
            p.run()
            print("goes on")
        """
        with FakeParent(script) as parent:
            parent.emit("go")
            lines = parent.rest()
            self.assertEqual(1001, len(lines))
            self.assertEqual(1, json.loads(lines[-1])["method"])
            self.assertEqual(0, parent.exit_code(), parent.stderr())
            self.assertTrue(parent.stdout().endswith("closed\nrpcexit\ndisconnected internal\ngoes on\n"),
                            parent.stdout()[-200:])


class InterruptionTests(unittest.TestCase):

    def test_signal_handlers_may_emit_and_interrupt_in_the_middle_of_an_emit(self):
        script = """
            import intercom, signal
            p = intercom.parent
            inside = False
            def handle(*_):
                global inside
                p.emit("signal")
                if inside:
                    inside = False
                    raise KeyboardInterrupt
            signal.signal(signal.SIGALRM, handle)
            signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
            caught = 0
            while caught < 300:
                try:
                    inside = True
                    while True:
                        p.emit("n", "x" * 3000)
                except KeyboardInterrupt:
                    caught += 1
            signal.setitimer(signal.ITIMER_REAL, 0)
            p.emit("end")
        """
        with FakeParent(script) as parent:
            names = [json.loads(line)["arguments"][0] for line in parent.rest()]
            self.assertEqual(0, parent.exit_code(), parent.stderr())
            self.assertEqual("end", names[-1])
            self.assertGreater(names.count("signal"), 250)


class ExitTests(unittest.TestCase):

    def check_delivery(self, ending, code, count=10000, **options):
        script = f"""
            import intercom, sys
            for i in range({count}):
                intercom.parent.emit("n", i)
            {ending}
        """
        with FakeParent(script, **options) as parent:
            time.sleep(0.2)
            lines = parent.rest()
            self.assertEqual(list(range(count)), [json.loads(line)["arguments"][1] for line in lines])
            self.assertEqual(code, parent.exit_code(), parent.stderr())

    def test_the_end_of_the_script_delivers_everything(self):
        self.check_delivery("", 0)

    def test_the_end_of_the_script_over_tcp_with_unread_events(self):
        script = """
            import intercom, time
            p = intercom.parent
            time.sleep(0.3)
            for i in range(5000):
                p.emit("n", i)
        """
        with FakeParent(script, tcp=True) as parent:
            for i in range(100):
                parent.emit("unread", "x" * 1000)
            time.sleep(0.5)
            self.assertEqual(5000, len(parent.rest()))

    def test_one_event_as_the_only_statement(self):
        self.check_delivery("", 0, count=1)

    def test_sys_exit_delivers_everything(self):
        self.check_delivery("sys.exit(7)", 7)

    def test_an_uncaught_exception_delivers_everything(self):
        self.check_delivery("raise ValueError('x')", 1)

    def test_a_thread_that_is_still_emitting_is_waited_for(self):
        script = """
            import intercom, threading, time
            def work():
                time.sleep(0.3)
                intercom.parent.emit("late")
            threading.Thread(target=work).start()
        """
        with FakeParent(script) as parent:
            parent.expect("late")
            self.assertEqual(0, parent.exit_code())

    def test_sys_exit_in_a_listener(self):
        for run in ("p.run()", "import asyncio; asyncio.run(p.serve())", "p.start(); import time; time.sleep(20)"):
            with self.subTest(run), FakeParent(f"""
                import atexit, intercom, sys
                p = intercom.parent
                atexit.register(print, "left")
                @p.on("go")
                def go():
                    for i in range(500):
                        p.emit("n", i)
                    sys.exit(9)
                {run}
            """) as parent:
                parent.emit("go")
                self.assertEqual(500, len(parent.rest()))
                self.assertEqual(9, parent.exit_code(), parent.stderr())
                self.assertEqual("left\n", parent.stdout())


if __name__ == "__main__":
    unittest.main()
