"""How the child begins and ends: environment, output, death of the parent, forks."""

import os
import signal
import subprocess
import sys
import time
import unittest

from fake_parent import RUNTIME, FakeParent


class BeginningTests(unittest.TestCase):

    def test_a_process_that_is_no_child(self):
        script = """if True:
            import intercom, os, threading
            print(intercom.is_child(), os.environ.get("PYTHONPATH"), threading.active_count())
            try:
                intercom.parent
            except intercom.NotAChildError as error:
                print(error)
        """
        environment = {key: value for key, value in os.environ.items() if not key.startswith("INTERCOM_")}
        environment["PYTHONPATH"] = RUNTIME
        result = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
        self.assertEqual((0, ""), (result.returncode, result.stderr))
        self.assertEqual(f"False {RUNTIME} 1", result.stdout.splitlines()[0])
        self.assertIn("start it from the application", result.stdout.splitlines()[1])

    def test_a_parent_that_cannot_be_reached(self):
        for address, reason in (("unix:/no/such/socket", "No such file"), ("tcp:127.0.0.1:1", "refused"),
                                ("what", "expected unix:<path>"), ("tcp:127.0.0.1:x", "invalid literal")):
            environment = dict(os.environ, PYTHONPATH=RUNTIME, INTERCOM_CHANNEL=address, INTERCOM_TOKEN="t")
            result = subprocess.run([sys.executable, "-c", "import intercom; intercom.parent"], env=environment,
                                    capture_output=True, text=True)
            self.assertEqual(1, result.returncode)
            self.assertIn(f"ParentUnreachableError: The parent cannot be reached at {address}: ", result.stderr)
            self.assertIn(reason, result.stderr)

    def test_the_environment_is_cleaned(self):
        script = """
            import intercom, os, subprocess, sys
            code = '''import os
            names = [name for name in os.environ if name.startswith("INTERCOM_") and name != "INTERCOM_TEST_RUN"]
            print(names, os.environ["PYTHONPATH"])'''.replace("    ", "")
            result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
            intercom.parent.emit("env", result.stdout)
        """
        with FakeParent(script, limit=10_000) as parent:
            parent.expect("env", "['INTERCOM_CHILD'] /other\n")

    def test_output_is_utf_8_and_comes_at_once_without_the_flags(self):
        script = """
            import intercom, sys, time
            print("grüße \\u2028 \\U0001f600")
            print("err ü", file=sys.stderr)
            intercom.parent.run()
        """
        for flags in ((), ("-u", "-X", "utf8")):
            with self.subTest(flags), FakeParent(script, flags=flags, env={
                    "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "",
                    "PYTHONUNBUFFERED": ""}) as parent:
                parent.await_stdout("grüße \u2028 \U0001f600\n")
                self.assertIn("err ü", parent.stderr())

    def test_tcp(self):
        with FakeParent("import intercom\np = intercom.parent\np.on('a', lambda x: p.emit('b', x))\np.run()",
                        tcp=True) as parent:
            parent.emit("a", 1)
            parent.expect("b", 1)
            parent.goodbye()
            self.assertEqual(0, parent.exit_code(), parent.stderr())


class EndTests(unittest.TestCase):

    HEAD = """
        import asyncio, intercom, sys, threading, time
        p = intercom.parent
        p.on_any(lambda name, *args: print(name, *args))
        @p.on("block")
        def block():
            time.sleep(60)
        @p.on("block async")
        async def block_async():
            await asyncio.sleep(60)
    """

    def check_death(self, script, at_least=0.0, at_most=3.0, out="rpcready\nrpcexit\ndisconnected internal\n",
                    event=None, code=1):
        with FakeParent(self.HEAD + script) as parent:
            if event is not None:
                parent.emit(event)
                parent.await_stdout(event)
            else:
                time.sleep(0.4)
            began = time.monotonic()
            parent.die()
            self.assertEqual(code, parent.exit_code(), parent.stderr())
            took = time.monotonic() - began
            self.assertTrue(at_least <= took <= at_most, took)
            if out is not None:
                self.assertEqual(out, parent.stdout())
            self.assertIn("the parent has died, this process ends", parent.stderr())

    def test_death_while_running(self):
        self.check_death("""
        try:
            p.run()
        finally:
            sys.stderr.write("cleaned")
        """)

    def test_death_while_serving(self):
        self.check_death("""
        asyncio.run(p.serve())
        """)

    def test_death_with_a_busy_main_thread(self):
        self.check_death("""
        p.start()
        while True:
            pass
        """)

    def test_death_without_listeners_run(self):
        self.check_death("""
        print("text without end", end="")
        while True:
            time.sleep(1)
        """, out="text without end")

    def test_death_while_a_listener_blocks(self):
        self.check_death("""
        p.run()
        """, 4.5, 8.0, None, "block")

    def test_death_while_a_coroutine_blocks(self):
        self.check_death("""
        intercom.EXIT_GRACE = 1.0
        asyncio.run(p.serve())
        """, 0.9, 4.0, None, "block async")

    def test_death_of_a_process_that_was_killed(self):
        # The other end is held by a process that gets SIGKILL, as a parent would.
        with FakeParent(self.HEAD + """
        p.run()
        """) as parent:
            holder = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],
                                      pass_fds=[parent.sock.fileno()])
            try:
                parent.die()
                time.sleep(0.3)
                self.assertIsNone(parent.process.poll())
            finally:
                holder.kill()
                holder.wait()
            self.assertEqual(1, parent.exit_code(), parent.stderr())

    def test_stay_alive(self):
        for run in ("p.run()", "asyncio.run(p.serve())", "time.sleep(1)"):
            with self.subTest(run), FakeParent(self.HEAD + f"""
        p.stay_alive = True
        {run}
        time.sleep(0.2)
        print("still here")
        sys.exit(3)
        """) as parent:
                time.sleep(0.4)
                parent.die()
                self.assertEqual(3, parent.exit_code(), parent.stderr())
                self.assertTrue(parent.stdout().endswith("still here\n"), parent.stdout())

    def test_goodbye_while_a_listener_is_busy_is_no_death(self):
        with FakeParent("""
            import intercom, time
            p = intercom.parent
            @p.on("block")
            def block():
                print("blocked")
                intercom.EXIT_GRACE = 0.5
                time.sleep(2)
            p.on("after", lambda: print("after"))
            p.run()
            print("goes on")
        """) as parent:
            parent.emit("block")
            parent.await_stdout("blocked")
            parent.emit("after")
            parent.frame({"arguments": [], "method": 1})
            parent.die()
            self.assertEqual(0, parent.exit_code(), parent.stderr())
            self.assertEqual("blocked\nafter\ngoes on\n", parent.stdout())

    def test_without_poll_as_on_windows(self):
        self.HEAD = "\n        import select; del select.poll" + self.HEAD
        self.check_death("""
        intercom.EXIT_GRACE = 0.5
        p.run()
        """, 0.4, 5.0, None, "block")

    def test_keyboard_interrupt(self):
        with FakeParent("""
            import intercom, signal
            signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
            p = intercom.parent
            p.on("hello", lambda: print("hello"))
            try:
                p.run()
            except KeyboardInterrupt:
                p.emit("interrupted")
        """) as parent:
            parent.emit("hello")
            parent.await_stdout("hello")
            parent.process.send_signal(signal.SIGINT)
            parent.expect("interrupted")
            self.assertEqual(0, parent.exit_code(), parent.stderr())

    def test_death_while_emitting(self):
        with FakeParent("""
            import intercom
            p = intercom.parent
            text = "x" * 100000
            try:
                while True:
                    p.emit("n", text)
            except intercom.ChannelClosedError as error:
                print("closed")
                import time
                time.sleep(20)
        """) as parent:
            parent.event()
            parent.die()
            self.assertEqual(1, parent.exit_code(), parent.stderr())


class ForkTests(unittest.TestCase):

    def test_fork(self):
        script = """
            import intercom, os
            p = intercom.parent
            p.emit("before")
            pid = os.fork()
            if pid == 0:
                try:
                    p.emit("from the fork")
                except intercom.ChannelClosedError as error:
                    print("refused:", error, intercom.is_child(), p.is_ready, p._sock.fileno())
                raise SystemExit(0)
            os.waitpid(pid, 0)
            p.on("end", lambda: p.emit("after"))
            p.run()
        """
        with FakeParent(script) as parent:
            parent.expect("before")
            parent.emit("end")
            parent.expect("after")
            self.assertIn("refused: event 'from the fork' was not sent, because this process was forked from the "
                          "child, and the channel belongs to the child False False -1\n", parent.stdout())
            parent.goodbye()
            self.assertEqual(0, parent.exit_code(), parent.stderr())

    def test_fork_in_a_listener(self):
        for run in ("parent.run()", "import asyncio; asyncio.run(parent.serve())"):
            with self.subTest(run), FakeParent(f"""
                from intercom import parent
                import os, sys
                @parent.on("go")
                def go(leave):
                    pid = os.fork()
                    if pid == 0:
                        if leave:
                            sys.exit(5)
                        return
                    parent.emit("status", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                {run}
                sys.exit(6)
            """) as parent:
                parent.emit("go", True)
                parent.expect("status", 5)
                parent.emit("go", False)
                parent.expect("status", 6)
                parent.goodbye()
                self.assertEqual(6, parent.exit_code(), parent.stderr())
                self.assertEqual("", parent.stderr())

    def test_multiprocessing(self):
        for method in ("fork", "spawn"):
            script = f"""
                import multiprocessing, sys
                def work(n):
                    import intercom
                    return n * 2, intercom.is_child()
                if __name__ == "__main__":
                    import intercom
                    p = intercom.parent
                    @p.on("work")
                    def on_work(n):
                        with multiprocessing.get_context("{method}").Pool(2) as pool:
                            p.emit("worked", pool.map(work, range(n)))
                    p.run()
            """
            with self.subTest(method), FakeParent(script) as parent:
                parent.emit("work", 3)
                parent.expect("worked", [[0, False], [2, False], [4, False]])
                parent.goodbye()
                self.assertEqual(0, parent.exit_code(), parent.stderr())


if __name__ == "__main__":
    unittest.main()
