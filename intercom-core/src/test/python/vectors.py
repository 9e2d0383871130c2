"""Runs the recorded vectors in repaired mode: python3 vectors.py [folder with emitter.json and dnode.json].

Prints one JSON line per vector: {"kind", "id", "status": "passed" | "failed" | "unsupported", "detail"}.
"""

import asyncio
import datetime
import json
import os
import re
import sys
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "main", "python"))

import intercom  # noqa: E402

DEFAULT_FOLDER = os.path.join(HERE, "..", "resources", "vectors")
QUERY_OPS = ("eventNames", "listeners", "listenerCount", "hasListeners", "listenersAny", "getMaxListeners")
UNDEFINED = object()


class Mismatch(Exception):
    """The outcome is not the expected one."""


class Failure(Exception):
    """An error object of a vector, equal to others with its message."""

    def __init__(self, message, **members):
        super().__init__(message)
        self.__dict__.update(members)

    def __eq__(self, other):
        return isinstance(other, Failure) and str(self) == str(other)

    __hash__ = None


class ThrownValue(Exception):
    """Something thrown that is no error object."""

    def __init__(self, value):
        super().__init__(repr(value))
        self.value = value


def check(what, expected, actual):
    if expected != actual:
        raise Mismatch(f"{what}: expected {expected!r} but was {actual!r}")


def is_tag(value, tag):
    return isinstance(value, dict) and tag in value


def same(expected, actual):
    """Equal as JSON values: True is not 1."""
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(same(expected[key], actual[key]) for key in expected)
    if isinstance(expected, (list, tuple)) and isinstance(actual, (list, tuple)):
        return len(expected) == len(actual) and all(map(same, expected, actual))
    return expected == actual


def same_in_any_order(expected, actual):
    left = list(actual)
    for wanted in expected:
        found = next((i for i, other in enumerate(left) if same(wanted, other)), None)
        if found is None:
            return False
        del left[found]
    return not left


# --- Emitter


def emitter_value(value):
    if isinstance(value, list):
        return [emitter_value(member) for member in value]
    if not isinstance(value, dict):
        return value
    if "$undefined" in value:
        return None
    if "$error" in value:
        return Failure(value["$error"])
    if "$date" in value:
        return datetime.datetime.fromisoformat(value["$date"].replace("Z", "+00:00"))
    if "$number" in value:
        return float(value["$number"].replace("Infinity", "inf"))
    if "$listener" in value:
        return ("listener", value["$listener"], bool(value.get("wrapped")))
    return {key: emitter_value(member) for key, member in value.items()}


class VectorListener:
    def __init__(self, run, id, behaviour):
        self.run = run
        self.id = id
        self.behaviour = behaviour
        self.calls = 0

    def __call__(self, *args):
        entry = {"l": self.id}
        if self.id.startswith("A"):
            entry["any"] = True
            args = args[1:]
        entry["event"] = self.run.emitter.event
        entry["args"] = [listener_argument(argument) for argument in args]
        self.run.log.append(entry)
        self.calls += 1
        returns = emitter_value(self.behaviour.get("returns"))
        if not self.behaviour.get("asPromise"):
            self.act()
            return returns
        return self.promise(returns)

    def promise(self, returns):
        # The listener of the recording works before its first await.
        future = self.run.loop.create_future()
        try:
            self.act()
            self.run.later(lambda: future.set_result(returns))
        except Failure as error:
            thrown = error
            self.run.later(lambda: future.set_exception(thrown))
        return future

    def act(self):
        actions = self.behaviour.get("do")
        if actions is None or self.calls > self.behaviour.get("limit", 1 << 60):
            return
        for action in actions:
            self.run.nested(action)
        self.run.log.append({"endOf": self.id, "event": self.run.emitter.event})


def listener_argument(argument):
    original = intercom._original(argument)
    if isinstance(original, VectorListener):
        return ("listener", original.id, argument is not original)
    return argument


class EmitterRun:
    def __init__(self, vector):
        options = vector.get("options", {})
        names = {"wildcard": "wildcard", "delimiter": "delimiter", "maxListeners": "max_listeners",
                 "newListener": "new_listener", "removeListener": "remove_listener",
                 "verboseMemoryLeak": "verbose_memory_leak", "ignoreErrors": "ignore_errors"}
        self.vector = vector
        self.emitter = intercom.EventEmitter(**{names[key]: value for key, value in options.items()})
        self.log = []
        self.listeners = {}
        self.deferred = []
        self.kept = {}
        self.targets = {}
        self.loop = asyncio.new_event_loop()

    def run(self):
        try:
            for number, step in enumerate(self.vector["steps"]):
                try:
                    self.step(step)
                except Mismatch as mismatch:
                    raise Mismatch(f"step {number} ({step['op']}): {mismatch}") from None
        finally:
            self.loop.close()
            intercom.EventEmitter.default_max_listeners = 10

    def step(self, step):
        del self.log[:]
        expected = step.get("expectFixed", step.get("expect", {}))
        any_order = "any" in (step.get("order"), expected.get("order"))
        result = thrown = rejected = None
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always", intercom.MaxListenersExceededWarning)
            try:
                result = self.apply(step["op"], step)
            except Rejected as error:
                rejected = error.reason
            except Exception as error:
                thrown = error
        self.check_thrown(expected, thrown)
        self.check_rejected(expected, rejected)
        for field in ("returns", "value", "resolves"):
            if field in expected:
                wanted = emitter_value(expected[field])
                equal = same_in_any_order if any_order and isinstance(wanted, list) else same
                if not equal(wanted, result):
                    raise Mismatch(f"{field}: expected {wanted!r} but was {result!r}")
        calls = [emitter_value(call) for call in expected.get("calls", [])]
        for call in calls:
            call.pop("nameArg", None)
        if not (same_in_any_order if any_order else same)(calls, self.log):
            raise Mismatch(f"calls: expected {calls!r} but was {self.log!r}")
        self.check_warnings(expected.get("warnings", []), warned)

    @staticmethod
    def check_thrown(expected, thrown):
        if "throws" not in expected:
            if thrown is not None:
                raise Mismatch(f"thrown: expected nothing but was {thrown!r}")
            return
        if thrown is None:
            raise Mismatch(f"thrown: expected {expected['throws']} but was nothing")
        if isinstance(thrown, (Failure, intercom.UnhandledErrorEvent)):
            check("thrown", expected["throws"]["message"], str(thrown))

    @staticmethod
    def check_rejected(expected, rejected):
        if ("rejects" in expected) != (rejected is not None):
            raise Mismatch(f"rejects: expected {expected.get('rejects')!r} but was {rejected!r}")
        if rejected is None:
            return
        wanted = emitter_value(expected["rejects"])
        if str(wanted) == "timeout":
            check("rejects", True, isinstance(rejected, TimeoutError))
        elif str(wanted) == "canceled":
            check("rejects", True, isinstance(rejected, asyncio.CancelledError))
        else:
            check("rejects", str(wanted), str(rejected))

    @staticmethod
    def check_warnings(expected, warned):
        check("number of warnings", len(expected), len(warned))
        for wanted, warning in zip(expected, warned):
            check("count of the warning", wanted["count"], warning.message.count)
            text = wanted["message"]
            end = text[text.index(" Event name: "):] if " Event name: " in text else "to increase limit."
            check("end of the warning", True, str(warning.message).endswith(end))

    def nested(self, action):
        op = action["op"]
        if op == "throw":
            raise Failure(action["message"])
        result = self.apply(op, action)
        if op == "emit":
            self.log.append({"nestedEmitReturned": result})
        elif op in QUERY_OPS:
            self.log.append({"nested": op, "value": result})

    def later(self, task):
        self.deferred.append(task)

    def flush(self):
        while self.deferred:
            self.deferred.pop(0)()

    def listener(self, step):
        id = step.get("id")
        if id is None:
            return None
        if id not in self.listeners:
            self.listeners[id] = VectorListener(self, id, self.vector.get("listeners", {}).get(id, {}))
        return self.listeners[id]

    def target(self, step):
        return self.targets.setdefault(step["target"], intercom.EventEmitter())

    def apply(self, op, step):
        handler = getattr(self, "op_" + op, None)
        if handler is not None:
            return handler(step)
        name = re.sub("[A-Z]", lambda letter: "_" + letter.group().lower(), op)
        method = getattr(self.emitter, name)
        given = [] if "event" not in step else [step["event"]]
        if op in QUERY_OPS:
            if op == "eventNames":
                return method(step.get("asArray", False))
            result = method(*given)
            return [listener.id for listener in result] if op in ("listeners", "listenersAny") else result
        if "ttl" in step:
            given.append(step["ttl"])
        if "id" in step:
            given.append(self.listener(step))
        options = step.get("options", {})
        named = {}
        if options.get("async") or options.get("nextTick"):
            named["schedule"] = self.later
        if options.get("objectify"):
            named["registration"] = True
        returned = method(*given, **named)
        if named.get("registration"):
            self.kept[step["as"]] = returned
            return "handle"
        check("returned", self.emitter, returned)
        return None

    def op_emit(self, step):
        return self.emitter.emit(step["event"], *map(emitter_value, step.get("args", [])))

    def op_setMaxListeners(self, step):
        self.emitter.set_max_listeners(step["n"])

    def op_setDefaultMaxListeners(self, step):
        intercom.EventEmitter.default_max_listeners = step["n"]

    def op_emitAsync(self, step):
        results = self.emitter.emit_async(step["event"], *map(emitter_value, step.get("args", [])))
        if "throws" in step.get("expect", {}):
            self.loop.run_until_complete(results._collect())
        self.kept[step["as"]] = results

    def op_waitFor(self, step, **more):
        options = step.get("options", {})
        if options.get("timeout"):
            more["timeout"] = options["timeout"] / 1000
        if options.get("handleError"):
            more["error_first"] = True
        if "filterFirstArgEquals" in options:
            wanted = emitter_value(options["filterFirstArgEquals"])
            more["filter"] = lambda *args: bool(args) and same(wanted, args[0])
        self.kept[step["as"]] = self.emitter.wait_for(step["event"], **more)

    def op_staticOnce(self, step):
        self.op_waitFor(step, fail_on_error=True)

    def op_cancel(self, step):
        self.kept[step["p"]].cancel()

    def op_await(self, step):
        self.flush()

        kept = self.kept[step["p"]]

        async def awaited():
            return await kept

        try:
            value = self.loop.run_until_complete(asyncio.wait_for(awaited(), 10))
        except (Exception, asyncio.CancelledError) as error:
            raise Rejected(error) from None
        return value

    def op_flush(self, step):
        self.flush()

    def op_handleOff(self, step):
        self.kept[step["handle"]].off()

    def op_listenTo(self, step):
        dropped = step.get("dropWhenFirstArg", UNDEFINED)
        self.emitter.listen_to(self.target(step), step["events"],
                               lambda *args: dropped is UNDEFINED or not args or args[0] != dropped)

    def op_stopListeningTo(self, step):
        return self.emitter.stop_listening_to(self.target(step), step.get("event"))

    def op_emitOnTarget(self, step):
        return self.target(step).emit(step["event"], *map(emitter_value, step.get("args", [])))

    def op_targetListenerCount(self, step):
        return self.target(step).listener_count(step["event"])


class Rejected(Exception):
    def __init__(self, reason):
        super().__init__(repr(reason))
        self.reason = reason


# --- Protocol


class VectorSession(intercom._Session):
    """A session that logs what happens as the vectors record it."""

    def __init__(self, run, name):
        self.run = run
        self.name = name
        self.description = run.vector["sides"][name]
        self.functions = {}
        self.arrived = {}
        self.unheard = None
        tagged = self.description.get("constructorFn", self.description.get("instance"))
        methods = self.arguments([tagged])[0] if tagged is not None else {}
        super().__init__(methods, self.sent)
        if "constructorFn" in self.description:
            self.note(constructed={"remoteKeys": list(self.remote), "hasConnection": True})

    def note(self, **entry):
        self.run.log.append({"side": self.name, **entry})

    def sent(self, data):
        check("end of a frame", b"\n", data[-1:])
        text = data[:-1].decode()
        self.note(frame=text)
        self.run.wire.append((self.name, text))

    def remote_changed(self, members):
        self.note(event="remote", remote=members)
        self.note(event="ready")

    def fail(self, error):
        if not self.description.get("noFailListener"):
            self.note(event="fail", error=error)

    def error(self, error):
        if self.description.get("noErrorListener"):
            self.unheard = error
        else:
            self.note(event="error", error=error)

    def received(self, stub, known):
        self.arrived[stub.id] = stub
        if self.description.get("wrap"):
            self.note(**{"unwrap" if known else "wrap": stub.id})

    def take(self, text):
        self.handle(text)
        if self.unheard is not None:
            thrown, self.unheard = self.unheard, None
            raise thrown

    def function(self, name):
        if name not in self.functions:
            def called(*args):
                self.note(call=name, args=list(args))
                for op in self.run.vector.get("fns", {}).get(name, []):
                    self.behave(op, args)
            self.functions[name] = called
        return self.functions[name]

    def behave(self, op, args):
        kind = op["op"]
        if kind == "throw":
            raise Failure(op["message"])
        if kind == "throwValue":
            raise ThrownValue(op["value"])
        if kind == "callArg":
            at(args, op["path"])(*self.arguments(op.get("args", [])))
        elif kind == "callArgWithArg":
            at(args, op["path"])(at(args, op["arg"]))
        elif kind == "callMethod":
            self.remote[op["name"]](*self.arguments(op.get("args", [])))
        elif kind == "cullArg":
            at(args, op["path"]).cull()
        else:
            raise Mismatch(f"unknown behaviour {kind}")

    def arguments(self, tagged):
        root = [None] * len(tagged)
        references = []
        for index, value in enumerate(tagged):
            self.place(value, lambda made, index=index: root.__setitem__(index, made), root, references)
        for resolve in references:
            resolve()
        return root

    def place(self, tagged, put, root, references):
        if is_tag(tagged, "$ref"):
            references.append(lambda: put(at(root, tagged["$ref"])))
        elif isinstance(tagged, list):
            made = [None] * len(tagged)
            put(made)
            for index, value in enumerate(tagged):
                self.place(value, lambda value, index=index: made.__setitem__(index, value), root, references)
        elif not isinstance(tagged, dict):
            put(tagged)
        elif "$undefined" in tagged:
            put(None)
        elif "$error" in tagged:
            members = {key: value for key, value in tagged.items() if key != "$error"}
            put(Failure(tagged["$error"], **members))
        elif "$date" in tagged or "$number" in tagged:
            put(emitter_value(tagged))
        elif "$regexp" in tagged:
            put(re.compile(tagged["$regexp"]))
        elif "$fn" in tagged:
            put(self.function(tagged["$fn"]))
        elif "$remote" in tagged:
            put(self.arrived[tagged["$remote"]])
        else:
            made = {}
            put(made)
            for key, value in tagged.items():
                # An undefined member is no member; Python has no other word for it.
                if not is_tag(value, "$undefined"):
                    made[key] = None
                    self.place(value, lambda value, key=key: made.__setitem__(key, value), root, references)


def at(root, path):
    node = root
    for key in path:
        node = node[int(key)] if isinstance(node, (list, tuple)) else node[str(key)]
    return node


class DnodeRun:
    def __init__(self, vector):
        self.vector = vector
        self.log = []
        self.wire = []
        self.ids = {}
        self.numbered = {}
        self.sides = {name: VectorSession(self, name) for name in vector["sides"]}

    def run(self):
        self.compare(self.vector.get("setupLog", []), {})
        for number, step in enumerate(self.vector["steps"]):
            del self.log[:]
            try:
                self.step(step)
            except Mismatch as mismatch:
                raise Mismatch(f"step {number} ({step['op']}): {mismatch}") from None

    def step(self, step):
        expected = step.get("expectFixed", step.get("expect", {}))
        thrown = None
        try:
            self.carry_out(step, expected)
        except Mismatch:
            raise
        except Exception as error:
            thrown = error
        if ("throws" in expected) != (thrown is not None):
            raise Mismatch(f"thrown: expected {expected.get('throws')!r} but was {thrown!r}")
        self.compare(expected.get("log", []), step)

    def carry_out(self, step, expected):
        op, side = step["op"], self.sides.get(step.get("side"))
        if op == "start":
            side.start()
        elif op == "request":
            side.request(step["method"], side.arguments(step.get("args", [])))
        elif op == "handle":
            side.take(json.dumps(step["frame"]))
        elif op == "cull":
            side.cull(step["id"])
        elif op == "callMethod":
            function = side.remote.get(step["name"])
            check("no such remote method", bool(expected.get("noSuchRemoteMethod")), function is None)
            if function is not None:
                function(*side.arguments(step.get("args", [])))
        elif op == "callRemote":
            side.arrived[step["id"]](*side.arguments(step.get("args", [])))
        elif op == "deliver":
            check("delivered", expected["delivered"], self.deliver())
        elif op == "remoteKeys":
            check("remote keys", [str(key) for key in expected["value"]], list(side.remote))
        elif op == "remoteIds":
            check("remote ids", [str(id) for id in expected["value"]], [str(id) for id in sorted(side.stubs)])
        elif op == "localIds":
            here = sorted({int(self.ids.get(str(id), id)) for id in expected["value"]})
            check("local ids", here, sorted(side.local.functions))
            if isinstance(expected.get("next"), int):
                check("next id", True, side.local.next <= expected["next"])
        else:
            raise Mismatch(f"unknown op {op}")

    def deliver(self):
        count = 0
        while self.wire:
            sender, text = self.wire.pop(0)
            receiver = "A" if sender == "B" else "B"
            self.log.append({"deliverTo": receiver})
            self.sides[receiver].take(text)
            count += 1
        return count

    def compare(self, expected, step):
        category, either = self.vector["category"], self.vector["policy"] == "either"
        if either and category == "malformed" and len(self.log) == 1 and self.log[0].get("event") in ("fail", "error"):
            return
        check("number of log entries in " + repr(self.log), len(expected), len(self.log))
        for wanted, found in zip(expected, self.log):
            check("fields", {key for key in wanted if key != "wire"}, set(found))
            for key, value in wanted.items():
                if key == "frame":
                    self.compare_frame(wanted, found["frame"], step)
                elif key == "error":
                    self.compare_error(value, found["error"])
                elif key == "event" and value in ("fail", "error") and (
                        category == "malformed" or is_tag(wanted.get("error"), "any")):
                    check("event", True, found["event"] in ("fail", "error"))
                elif key != "wire":
                    self.compare_value(value, found[key], found[key], wanted.get("side"), step)

    @staticmethod
    def compare_error(expected, found):
        if "value" in expected:
            check("thrown value", expected["value"], found.value)
        elif expected.get("type") == "Error":
            check("error", expected["message"], str(found))
        else:
            check("an error", True, isinstance(found, Exception))

    def compare_frame(self, entry, text, step):
        either = self.vector["policy"] == "either"
        actual, expected = json.loads(text), entry["frame"]
        if either and self.vector["category"] == "encode-functions":
            by_path = {json.dumps(path): id for id, path in actual["callbacks"].items()}
            for id, path in expected["callbacks"].items():
                check("id of " + repr(path), self.ids.setdefault(id, by_path.get(json.dumps(path))),
                      by_path.pop(json.dumps(path), None))
            check("more callbacks", {}, by_path)
            actual, expected = dict(actual, callbacks=0), dict(expected, callbacks=0)
        self.compare_value(expected, actual, actual, "", step)
        if "wire" in entry and not either:
            self.compare_text(entry["wire"], text)

    def compare_value(self, expected, actual, root, side, step):
        if is_tag(expected, "$undefined"):
            check("undefined", None, actual)
        elif is_tag(expected, "$same"):
            check("the same object", True, actual is at(root, expected["$same"]))
        elif is_tag(expected, "$remote"):
            check("a function", True, isinstance(actual, intercom.RemoteFunction))
            check("id of the function", expected["$remote"], actual.id)
            if "n" in expected:
                known = self.numbered.setdefault((side, expected["n"]), actual)
                check("identity of the function", True, known is actual)
                others = [number for number, other in self.numbered.items() if other is actual]
                check("number of the function", [(side, expected["n"])], others)
        elif expected == {} and isinstance(actual, str) and "$regexp" in json.dumps(step):
            check("policy", "either", self.vector["policy"])
        elif isinstance(expected, dict):
            check("an object", True, isinstance(actual, dict))
            check("keys", set(expected), set(actual))
            for key, value in expected.items():
                self.compare_value(value, actual[key], root, side, step)
        elif isinstance(expected, list):
            check("a list", True, isinstance(actual, (list, tuple)))
            check("length of " + repr(actual)[:200], len(expected), len(actual))
            for wanted, found in zip(expected, actual):
                self.compare_value(wanted, found, root, side, step)
        elif isinstance(expected, str):
            self.compare_text(expected, actual)
        elif not same(expected, actual):
            raise Mismatch(f"expected {expected!r} but was {actual!r}")

    @staticmethod
    def compare_text(expected, actual):
        shortened = re.fullmatch(r"<text of (\d+) characters>", expected)
        if shortened and isinstance(actual, str) and len(actual) > 400:
            check("length of the text", int(shortened.group(1)), len(actual))
        else:
            check("text", expected, actual)


def results(folder):
    for kind, runner in (("emitter", EmitterRun), ("dnode", DnodeRun)):
        with open(os.path.join(folder, kind + ".json"), encoding="utf-8") as file:
            vectors = json.load(file)["vectors"]
        for vector in vectors:
            status, detail = "passed", ""
            try:
                runner(vector).run()
            except Exception as error:
                status = "failed"
                detail = str(error) if isinstance(error, Mismatch) else f"{type(error).__name__}: {error}"
            yield {"kind": kind, "id": vector["id"], "status": status, "detail": detail}


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else DEFAULT_FOLDER
    for result in results(folder):
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
