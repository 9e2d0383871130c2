"""The child side of Intercom for Python: events to and from the process that started this one.

    import intercom

    parent = intercom.parent

    @parent.on("job::resize")
    def resize(job):
        parent.emit("job::done", {"id": job["id"]})

    parent.run()

One file, standard library only, Python 3.9 and later. ``intercom.parent`` connects when it is first used. Events
are emitted from any thread; listeners run in ``parent.run()`` (this thread), ``await parent.serve()`` (asyncio) or
``parent.start()`` (a thread in the background), never two at the same time, in the order in which the parent
emitted. The wire is dnode-protocol, one JSON object per line; docs/protocol.md of the project says more.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import select
import signal
import socket
import sys
import threading
import time
from collections import deque
from contextvars import ContextVar
from types import CoroutineType, MethodType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Awaitable, Callable, Coroutine, Iterable, NoReturn, Optional, Sequence, Union

    Listener = Callable[..., Any]
    EventName = Union[str, Sequence[str]]

__version__ = "0.1.0"

__all__ = [
    "ChannelClosedError",
    "EventEmitter",
    "FrameTooLargeError",
    "IntercomError",
    "ListenerRegistration",
    "MaxListenersExceededWarning",
    "NestingError",
    "NotAChildError",
    "Parent",
    "ParentUnreachableError",
    "ProtocolError",
    "QueueFullError",
    "RemoteFunction",
    "UnhandledErrorEvent",
    "is_child",
]

RESERVED_EVENTS = frozenset((
    "error", "warn", "start", "restart", "stop", "exit", "close", "stdout", "stderr",
    "rpcready", "rpcexit", "disconnect", "disconnected",
))

DEFAULT_FRAME_LIMIT = 64 * 1024 * 1024
FLOW_LIMIT = 64 * 1024 * 1024
FRAME_OVERHEAD = 256
QUEUE_CAPACITY = 10_000
MAX_NESTING = 1_000
MAX_LIST_GAP = 1_000
QUOTE_LENGTH = 200

CONNECT_TIMEOUT = 10.0
EXIT_GRACE = 5.0
EXIT_HANDSHAKE = 2.0
EXIT_STALL = 5.0
PARENT_DIED = 1

READ_SIZE = 256 * 1024
BATCH_SIZE = 32 * 1024
BURST_GAP = 20e-6

LOCAL_ERROR = "Local RPC Session error occured!"
REMOTE_ERROR = "Remote RPC Session error occured!"
NO_EMIT = "Remote RPC Session does not have Emit function!!"

_MISSING: Any = object()
_FAILED: Any = object()


class IntercomError(Exception):
    """The base of all errors of this module."""


class NotAChildError(IntercomError):
    """This process was not started by an Intercom application, so there is no parent."""


class ParentUnreachableError(IntercomError):
    """The parent does not take the connection that it offered to this process."""


class ChannelClosedError(IntercomError):
    """The channel to the parent is closed; nothing can be sent any more."""


class QueueFullError(IntercomError):
    """Too many events wait for the channel to become ready."""


class FrameTooLargeError(IntercomError, ValueError):
    """An event is longer than the frame limit."""


class NestingError(IntercomError, ValueError):
    """An argument is nested too deeply."""


class ProtocolError(IntercomError):
    """The other side sent a frame that cannot be carried out."""


class UnhandledErrorEvent(IntercomError):
    """An event 'error' that nobody listens to, or that ended a wait. Its argument is in ``argument``."""

    def __init__(self, message: str, argument: Any = None) -> None:
        super().__init__(message)
        self.argument = argument


class MaxListenersExceededWarning(RuntimeWarning):
    """More listeners than the limit are registered for one name, maybe by a leak."""

    def __init__(self, message: str, event: str, count: int) -> None:
        super().__init__(message)
        self.event = event
        self.count = count


# --- Emitter ---------------------------------------------------------------------------------------------------------

_current_event: ContextVar[Optional[str]] = ContextVar("intercom_event", default=None)

_STAR = "*"
_GLOBSTAR = "**"
_MOST_CACHED_NAMES = 1024
_LONGEST_CACHED_NAME = 256


def _meet(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether some plain name is matched by both patterns."""
    end = len(second)
    row = [False] * end + [True]
    for column in range(end - 1, -1, -1):
        row[column] = row[column + 1] and second[column] == _GLOBSTAR
    for segment in reversed(first):
        above, row = row, [False] * (end + 1)
        row[end] = above[end] and segment == _GLOBSTAR
        for column in range(end - 1, -1, -1):
            other = second[column]
            if segment == _GLOBSTAR or other == _GLOBSTAR:
                row[column] = above[column] or row[column + 1]
            else:
                row[column] = above[column + 1] and (segment == _STAR or other == _STAR or segment == other)
    return row[0]


class _Node:
    """One segment in the tree of registered names; changed and walked under the lock of its emitter."""

    __slots__ = ("segment", "parent", "number", "children", "listeners", "warned")

    def __init__(self, segment: str, parent: Optional[_Node], number: int) -> None:
        self.segment = segment
        self.parent = parent
        self.number = number
        self.children: dict[str, _Node] = {}
        self.listeners: tuple[Any, ...] = ()
        self.warned = False

    def newest_first(self) -> list[_Node]:
        return sorted(self.children.values(), key=lambda node: -node.number)

    def path(self) -> list[str]:
        segments: list[str] = []
        node = self
        while node.parent is not None:
            segments.append(node.segment)
            node = node.parent
        return segments[::-1]


class _NameWalk:
    """Finds the registered names that match a plain name: at each level the literal child, then `*`, then `**`."""

    def __init__(self, name: Sequence[str]) -> None:
        self.name = name
        self.found: dict[_Node, None] = {}
        self.visited: set[tuple[_Node, int]] = set()
        self.earliest: dict[_Node, int] = {}

    def enter(self, node: _Node, position: int) -> None:
        if (node, position) in self.visited:
            return
        self.visited.add((node, position))
        children = node.children
        globstar = children.get(_GLOBSTAR)
        if position == len(self.name):
            self.found[node] = None
            if globstar is not None:
                self.found[globstar] = None
            return
        segment = self.name[position]
        child = None if segment in (_STAR, _GLOBSTAR) else children.get(segment)
        if child is not None:
            self.enter(child, position + 1)
        star = children.get(_STAR)
        if star is not None:
            self.enter(star, position + 1)
        if globstar is not None:
            self.enter_globstar(globstar, position)

    def enter_globstar(self, globstar: _Node, position: int) -> None:
        self.found[globstar] = None
        if not globstar.children or self.earliest.get(globstar, len(self.name)) <= position:
            return
        self.earliest[globstar] = position
        wanted = {segment for segment in self.name[position:] if segment not in (_STAR, _GLOBSTAR)}
        for child in globstar.newest_first():
            if child.segment == _STAR or child.segment in wanted:
                self.enter_behind(child, position)

    def enter_behind(self, child: _Node, position: int) -> None:
        places = [i for i in range(position, len(self.name)) if child.segment in (_STAR, self.name[i])]
        # The place that EventEmitter2 would take comes first, so that the order is its order.
        if child.segment == _STAR:
            preferred = len(self.name) - 1
        elif position + 1 in places:
            preferred = position + 1
        else:
            preferred = places[0]
        self.enter(child, preferred + 1)
        for place in places:
            if place != preferred:
                self.enter(child, place + 1)


class _PatternWalk:
    """Finds the registered names that meet an emitted pattern: in the order of EventEmitter2, then what it misses."""

    def __init__(self, name: Sequence[str]) -> None:
        self.name = name
        self.found: dict[_Node, None] = {}

    def walk(self, root: _Node) -> dict[_Node, None]:
        self.enter(root, 0)
        self.take_below(root)
        return self.found

    def take_below(self, node: _Node) -> None:
        for child in node.newest_first():
            self.take(child)
            self.take_below(child)

    def take(self, node: _Node) -> None:
        if node.listeners and node not in self.found and _meet(node.path(), self.name):
            self.found[node] = None

    def at(self, position: int, segment: str) -> bool:
        return position < len(self.name) and self.name[position] == segment

    def enter(self, node: _Node, position: int) -> None:
        if position == len(self.name):
            self.take(node)
        elif self.at(position, _STAR):
            for child in node.newest_first():
                self.enter(child, position + 1)
            return
        elif self.at(position, _GLOBSTAR):
            self.enter_by_globstar(node, position)
            return
        elif position < len(self.name):
            self.enter_child(node, self.name[position], position + 1)
        self.enter_child(node, _STAR, position + 1)
        globstar = node.children.get(_GLOBSTAR)
        if globstar is not None:
            self.enter_globstar(globstar, position)

    def enter_child(self, node: _Node, segment: str, position: int) -> None:
        child = node.children.get(segment)
        if child is not None:
            self.enter(child, position)

    def end(self, node: _Node) -> None:
        if node.listeners:
            self.enter(node, len(self.name))

    def enter_by_globstar(self, node: _Node, position: int) -> None:
        left = len(self.name) - position - 1
        last = left == 0 or (left == 1 and self.at(position + 1, _STAR))
        if last:
            self.end(node)
        for child in node.newest_first():
            if child.segment in (_STAR, _GLOBSTAR):
                if not last:
                    self.end(child)
                self.enter(child, position)
            else:
                self.enter(child, position + 2 if self.at(position + 1, child.segment) else position)

    def enter_globstar(self, globstar: _Node, position: int) -> None:
        if position < len(self.name):
            self.end(globstar)
            for child in globstar.newest_first():
                self.enter_behind(child, position)
            return
        star = globstar.children.get(_STAR)
        self.end(globstar if globstar.listeners or star is None else star)

    def enter_behind(self, child: _Node, position: int) -> None:
        if self.at(position + 1, child.segment):
            self.enter(child, position + 2)
        elif self.at(position, child.segment):
            self.enter(child, position + 1)
        else:
            root = _Node("", None, 0)
            globstar = _Node(_GLOBSTAR, root, 0)
            root.children[_GLOBSTAR] = globstar
            globstar.children[child.segment] = child
            self.enter(root, position + 1)


class _Counted:
    """A listener for a limited number of calls, however many emits race for it."""

    __slots__ = ("emitter", "event", "segments", "listener", "left", "expires")

    def __init__(self, emitter: EventEmitter, event: EventName, segments: list[str], listener: Listener, times: int):
        self.emitter = emitter
        self.event = event
        self.segments = segments
        self.listener = listener
        self.left = times
        self.expires = times > 0

    def claim(self) -> bool:
        """Takes one of the calls; with the last one the registration goes."""
        if not self.expires:
            return True
        with self.emitter._lock:
            if self.left < 1:
                return False
            self.left -= 1
            last = self.left == 0
        if last:
            self.emitter._expire(self)
        return True

    def __call__(self, *args: Any) -> Any:
        return self.listener(*args) if self.claim() else None


class _Deferred:
    """A listener whose calls are handed to a scheduler, for instance ``loop.call_soon``."""

    __slots__ = ("listener", "schedule")

    def __init__(self, listener: Listener, schedule: Callable[[Callable[[], Any]], Any]) -> None:
        self.listener = listener
        self.schedule = schedule

    def __call__(self, *args: Any) -> None:
        event = _current_event.get()

        def call() -> None:
            token = _current_event.set(event)
            try:
                self.listener(*args)
            finally:
                _current_event.reset(token)

        self.schedule(call)


def _original(listener: Any) -> Listener:
    while isinstance(listener, (_Counted, _Deferred)):
        listener = listener.listener
    return listener


def _is_or_wraps(registered: Any, wanted: Any) -> bool:
    while True:
        if registered is wanted or (isinstance(registered, MethodType) and registered == wanted):
            return True
        if not isinstance(registered, (_Counted, _Deferred)):
            return False
        registered = registered.listener


def _without(listeners: tuple[Any, ...], wanted: Any) -> tuple[Any, ...]:
    for index, registered in enumerate(listeners):
        if _is_or_wraps(registered, wanted):
            return listeners[:index] + listeners[index + 1:]
    return listeners


class ListenerRegistration:
    """A registration that can be taken back with ``off()``."""

    def __init__(self, emitter: EventEmitter, event: EventName, listener: Listener) -> None:
        self.emitter = emitter
        self.event = event
        self.listener = listener

    def off(self) -> None:
        """Removes the listener; a second time does nothing."""
        self.emitter.off(self.event, self.listener)


class EventEmitter:
    """Named events with the rules of EventEmitter2: ``*`` is one segment of a name, ``**`` any number of them.

    A name is text, or a list of its segments. Any thread may register, remove and emit; an emit under way is not
    affected by changes. Listeners run on the thread that emits: first the any listeners, which get the name as first
    argument, then the matching ones. An exception ends the emit and reaches the caller.
    """

    default_max_listeners = 10

    def __init__(self, *, wildcard: bool = False, delimiter: str = ".", max_listeners: Optional[int] = None,
                 new_listener: bool = False, remove_listener: bool = False, verbose_memory_leak: bool = False,
                 ignore_errors: bool = False) -> None:
        self._wildcard = wildcard
        self._delimiter = delimiter or "."
        self._max_listeners = max_listeners
        self._new_listener = new_listener
        self._remove_listener = remove_listener
        self._verbose = verbose_memory_leak
        self._ignore_errors = ignore_errors
        self._lock = threading.RLock()
        # Guarded by the lock; the tuples of listeners are replaced, never changed.
        self._root = _Node("", None, 0)
        self._nodes = 0
        self._any: tuple[Any, ...] = ()
        # Listeners by name; replaced at each change, so what a late reader adds to the old one is never seen.
        self._cache: dict[str, tuple[Any, ...]] = {}
        self._forwarded: dict[int, tuple[EventEmitter, dict[str, Listener]]] = {}

    # Names

    def _text(self, event: EventName) -> str:
        if isinstance(event, str):
            return event
        if isinstance(event, (list, tuple)):
            if not event:
                raise ValueError("the name of an event must not be an empty list")
            if all(isinstance(segment, str) for segment in event):
                return self._delimiter.join(event)
        raise TypeError(f"the name of an event must be text or a list of texts but was {_cut(repr(event))}")

    def _segments(self, event: EventName) -> list[str]:
        text = self._text(event)
        if not self._wildcard:
            return [text]
        return text.split(self._delimiter) if isinstance(event, str) else list(event)

    def _is_pattern(self, segments: Sequence[str]) -> bool:
        return self._wildcard and (_STAR in segments or _GLOBSTAR in segments)

    # Look-up

    def _find(self, event: EventName) -> tuple[Any, ...]:
        if isinstance(event, str):
            found = self._cache.get(event)
            return self._resolve(event, self._segments(event)) if found is None else found
        segments = self._segments(event)
        return self._walk(segments, self._is_pattern(segments))

    def _find_literal(self, name: str) -> tuple[Any, ...]:
        found = self._cache.get(name)
        if found is not None and _STAR not in name:
            return found
        segments = self._segments(name)
        if self._is_pattern(segments):
            return self._walk(segments, False)
        return self._resolve(name, segments)

    def _resolve(self, name: str, segments: Sequence[str]) -> tuple[Any, ...]:
        with self._lock:
            found = self._walk(segments, self._is_pattern(segments))
            if len(name) <= _LONGEST_CACHED_NAME:
                if len(self._cache) >= _MOST_CACHED_NAMES:
                    self._cache = {}
                self._cache[name] = found
            return found

    def _walk(self, segments: Sequence[str], pattern: bool) -> tuple[Any, ...]:
        with self._lock:
            if not self._wildcard:
                node = self._root.children.get(segments[0])
                return node.listeners if node is not None else ()
            if pattern:
                nodes: Iterable[_Node] = _PatternWalk(segments).walk(self._root)
            else:
                walk = _NameWalk(segments)
                walk.enter(self._root, 0)
                nodes = walk.found
            return tuple(listener for node in nodes for listener in node.listeners)

    # Registering

    def on(self, event: EventName, listener: Any = _MISSING, *, prepend: bool = False,
           schedule: Optional[Callable[[Callable[[], Any]], Any]] = None, registration: bool = False) -> Any:
        """Calls the listener for every event of a name or pattern. Without a listener it is a decorator.

        ``schedule`` gets each call as a function instead of the call being made at once. With ``registration`` a
        ListenerRegistration is returned, otherwise the emitter.
        """
        if listener is _MISSING:
            return self._decorator(lambda function: self.on(event, function, prepend=prepend, schedule=schedule))
        self._check(listener)
        added = listener if schedule is None else _Deferred(listener, schedule)
        self._add(event, self._segments(event), added, prepend)
        return ListenerRegistration(self, event, added) if registration else self

    def once(self, event: EventName, listener: Any = _MISSING, *, prepend: bool = False,
             registration: bool = False) -> Any:
        """Calls the listener for the next event only; it is removed before the call."""
        return self.many(event, 1, listener, prepend=prepend, registration=registration)

    def many(self, event: EventName, times: int, listener: Any = _MISSING, *, prepend: bool = False,
             registration: bool = False) -> Any:
        """Calls the listener a number of times; it is removed before the last call, below one never."""
        if listener is _MISSING:
            return self._decorator(lambda function: self.many(event, times, function, prepend=prepend))
        self._check(listener)
        segments = self._segments(event)
        counted = _Counted(self, event, segments, listener, times)
        self._add(event, segments, counted, prepend)
        return ListenerRegistration(self, event, counted) if registration else self

    def add_listener(self, event: EventName, listener: Any = _MISSING) -> Any:
        """The same as ``on``."""
        return self.on(event, listener)

    def prepend_listener(self, event: EventName, listener: Any = _MISSING) -> Any:
        """Like ``on``, but before the other listeners of the same name."""
        return self.on(event, listener, prepend=True)

    def prepend_once_listener(self, event: EventName, listener: Any = _MISSING) -> Any:
        """Like ``once``, but before the other listeners of the same name."""
        return self.many(event, 1, listener, prepend=True)

    def prepend_many(self, event: EventName, times: int, listener: Any = _MISSING) -> Any:
        """Like ``many``, but before the other listeners of the same name."""
        return self.many(event, times, listener, prepend=True)

    def on_any(self, listener: Any = _MISSING, *, prepend: bool = False) -> Any:
        """Calls the listener for every event, with the event's name before the arguments."""
        if listener is _MISSING:
            return self._decorator(lambda function: self.on_any(function, prepend=prepend))
        self._check(listener)
        with self._lock:
            self._any = (listener,) + self._any if prepend else self._any + (listener,)
        return self

    def prepend_any(self, listener: Any = _MISSING) -> Any:
        """Like ``on_any``, but before the other any listeners."""
        return self.on_any(listener, prepend=True)

    @staticmethod
    def _decorator(register: Callable[[Listener], Any]) -> Callable[[Listener], Listener]:
        def decorate(function: Listener) -> Listener:
            register(function)
            return function
        return decorate

    @staticmethod
    def _check(listener: Any) -> None:
        if not callable(listener):
            raise TypeError(f"a listener must be callable but was {_cut(repr(listener))}")

    def _add(self, event: EventName, segments: list[str], listener: Any, prepend: bool) -> None:
        if self._new_listener:
            self.emit("newListener", event, listener)
        if self._wildcard and any(a == b == _GLOBSTAR for a, b in zip(segments, segments[1:])):
            return
        with self._lock:
            node = self._root
            for segment in segments:
                child = node.children.get(segment)
                if child is None:
                    self._nodes += 1
                    child = node.children[segment] = _Node(segment, node, self._nodes)
                node = child
            node.listeners = (listener,) + node.listeners if prepend else node.listeners + (listener,)
            self._cache = {}
            count, limit = len(node.listeners), self.get_max_listeners()
            warn = not node.warned and 0 < limit < count
            node.warned = node.warned or warn
        if warn:
            self._warn(self._text(event), count)

    def _warn(self, name: str, count: int) -> None:
        import warnings
        text = (f"possible EventEmitter memory leak detected. {count} listeners added. "
                "Use emitter.set_max_listeners() to increase limit.")
        if self._verbose:
            text += f" Event name: {name}."
        warnings.warn(MaxListenersExceededWarning(text, name, count), stacklevel=4)

    # Removing

    def off(self, event: EventName, listener: Listener) -> EventEmitter:
        """Removes one registration of the listener from each registered name that the given one, as pattern, means."""
        self._check(listener)
        segments = self._segments(event)
        self._remove(event, segments, self._is_pattern(segments), listener)
        return self

    def remove_listener(self, event: EventName, listener: Listener) -> EventEmitter:
        """The same as ``off``."""
        return self.off(event, listener)

    def off_any(self, listener: Any = _MISSING) -> EventEmitter:
        """Removes one registration of an any listener; without a listener all of them."""
        with self._lock:
            before = self._any
            if listener is _MISSING:
                self._any, removed = (), before
            else:
                self._check(listener)
                self._any = _without(before, listener)
                removed = (listener,) if len(self._any) < len(before) else ()
        if self._remove_listener:
            for function in removed:
                self.emit("removeListenerAny", function)
        return self

    def remove_all_listeners(self, event: Optional[EventName] = None) -> EventEmitter:
        """Removes the listeners of all names that are meant, without a name of all; any listeners stay."""
        with self._lock:
            if event is None:
                self._root.children = {}
            else:
                segments = self._segments(event)
                for node in self._meant(segments, self._is_pattern(segments)):
                    node.listeners = ()
                    node.warned = False
                    self._prune(node)
            self._cache = {}
        return self

    def _expire(self, counted: _Counted) -> None:
        self._remove(counted.event, counted.segments, False, counted)

    def _remove(self, event: EventName, segments: Sequence[str], pattern: bool, listener: Any) -> None:
        removed = 0
        with self._lock:
            for node in self._meant(segments, pattern):
                left = _without(node.listeners, listener)
                if len(left) < len(node.listeners):
                    node.listeners = left
                    node.warned = node.warned and bool(left)
                    self._prune(node)
                    removed += 1
            if removed:
                self._cache = {}
        if self._remove_listener:
            for _ in range(removed):
                self.emit("removeListener", event, listener)

    def _meant(self, segments: Sequence[str], pattern: bool) -> list[_Node]:
        found: dict[_Node, None] = {}
        visited: set[tuple[_Node, int]] = set()

        def enter(node: Optional[_Node], position: int) -> None:
            if node is None or (node, position) in visited:
                return
            visited.add((node, position))
            if position == len(segments):
                found[node] = None
                return
            segment = segments[position]
            if pattern and segment == _STAR:
                for child in node.newest_first():
                    enter(child, position + 1)
            elif pattern and segment == _GLOBSTAR:
                enter(node, position + 1)
                for child in node.newest_first():
                    enter(child, position)
            else:
                enter(node.children.get(segment), position + 1)

        enter(self._root, 0)
        return list(found)

    @staticmethod
    def _prune(node: _Node) -> None:
        while node.parent is not None and not node.listeners and not node.children:
            node.parent.children.pop(node.segment, None)
            node = node.parent

    # Emitting

    @property
    def event(self) -> Optional[str]:
        """The name of the event whose listener runs, None outside of listeners. Right in coroutines as well."""
        return _current_event.get()

    def emit(self, event: EventName, *args: Any) -> bool:
        """Calls the listeners of the event, and tells whether there were any.

        An event ``error`` that nobody hears raises its first argument if that is an exception, else
        UnhandledErrorEvent. A coroutine that a listener returns becomes a task of the running loop.
        """
        name = self._text(event)
        token = _current_event.set(name)
        try:
            heard = self._call_all(self._any, (name,) + args)
            heard = self._call_all(self._find(event), args) or heard
        finally:
            _current_event.reset(token)
        return heard or self._unheard(name, args)

    def _call_all(self, listeners: tuple[Any, ...], args: tuple[Any, ...]) -> bool:
        for listener in listeners:
            result = listener(*args)
            if result.__class__ is CoroutineType:
                self._spawn(result)
        return bool(listeners)

    def _spawn(self, coroutine: Coroutine[Any, Any, Any]) -> None:
        import asyncio
        try:
            asyncio.get_running_loop().create_task(coroutine)
        except RuntimeError:
            coroutine.close()
            raise RuntimeError("a coroutine listener needs a running asyncio loop on the thread that emits") from None

    def _unheard(self, name: str, args: tuple[Any, ...]) -> bool:
        if name == "error" and not self._ignore_errors:
            if args and isinstance(args[0], BaseException):
                raise args[0]
            raise UnhandledErrorEvent("Uncaught, unspecified 'error' event.", args[0] if args else None)
        return False

    def emit_async(self, event: EventName, *args: Any) -> Awaitable[list[Any]]:
        """Calls the local listeners now and gives an awaitable of all their results, in the order of the calls.

        Awaiting it awaits the results that are awaitable. A listener that raises makes the awaitable raise.
        """
        name = self._text(event)
        results: list[Any] = []
        token = _current_event.set(name)
        try:
            heard = False
            for find in (lambda: (self._any, (name,) + args), lambda: (self._find(event), args)):
                listeners, given = find()
                heard = heard or bool(listeners)
                for listener in listeners:
                    if listener.__class__ is _Counted:
                        if not listener.claim():
                            continue
                        listener = listener.listener
                    results.append(listener(*given))
            if not heard:
                self._unheard(name, args)
        except Exception as error:
            return _Results(results, error)
        finally:
            _current_event.reset(token)
        return _Results(results, None)

    # Waiting

    def wait_for(self, event: EventName, *, timeout: Optional[float] = None,
                 filter: Optional[Callable[..., bool]] = None, error_first: bool = False,
                 fail_on_error: bool = False) -> Any:
        """A future of the arguments of the next event of a name: ``await`` it, or ask another thread's ``result()``.

        It fails with TimeoutError after ``timeout`` seconds; with ``error_first`` when the first argument is not
        None, which is cut off otherwise; with ``fail_on_error`` when an event ``error`` comes before. ``filter`` gets
        the arguments and says whether the event counts. Cancelling removes the listener. Do not ask ``result()`` on
        the thread that runs the listeners: nobody would be left to bring the event.
        """
        future = _future_class()()
        timer: Optional[threading.Timer] = None

        def clean(_: Any = None) -> None:
            self.off(event, heard)
            if fail_on_error:
                self.off("error", failed)
            if timer is not None:
                timer.cancel()

        def finish(value: Any, error: Optional[BaseException]) -> None:
            clean()
            if future.set_running_or_notify_cancel():
                if error is not None:
                    future.set_exception(error)
                else:
                    future.set_result(value)

        def heard(*args: Any) -> None:
            if future.done() or (filter is not None and not filter(*args)):
                return
            if error_first and args and args[0] is not None:
                finish(None, _as_error(args[0]))
            else:
                finish(list(args[1:] if error_first else args), None)

        def failed(*args: Any) -> None:
            if not future.done():
                finish(None, _as_error(args[-1] if args else None))

        def expired() -> None:
            if not future.done():
                finish(None, TimeoutError(f"no event {self._text(event)!r} within {timeout} seconds"))

        if timeout is not None and timeout > 0:
            timer = threading.Timer(timeout, expired)
            timer.daemon = True
        self.on(event, heard)
        if fail_on_error:
            self.on("error", failed)
        if timer is not None:
            timer.start()
        future.add_done_callback(lambda done: clean() if done.cancelled() else None)
        return future

    # Forwarding

    def listen_to(self, source: EventEmitter, events: Union[str, Sequence[str], dict[str, str]],
                  filter: Optional[Callable[..., bool]] = None) -> EventEmitter:
        """Emits events of another emitter here: ``{name there: name here}``, or names that are the same on both."""
        if isinstance(events, str):
            events = events.split()
        names = events if isinstance(events, dict) else {name: name for name in events}
        with self._lock:
            listeners = self._forwarded.setdefault(id(source), (source, {}))[1]
            for there, here in names.items():
                if there in listeners:
                    raise ValueError(f"event {there!r} is forwarded already; call stop_listening_to first")
                listeners[there] = self._forwarder(here, filter)
                source.on(there, listeners[there])
        return self

    def _forwarder(self, name: str, filter: Optional[Callable[..., bool]]) -> Listener:
        def forward(*args: Any) -> None:
            if filter is None or filter(*args):
                self.emit(name, *args)
        return forward

    def stop_listening_to(self, source: EventEmitter, event: Optional[str] = None) -> bool:
        """Forwards an event of the source no more, without a name none; tells whether any were forwarded."""
        with self._lock:
            if id(source) not in self._forwarded:
                return False
            listeners = self._forwarded[id(source)][1]
            for name in list(listeners) if event is None else [event]:
                listener = listeners.pop(name, None)
                if listener is not None:
                    source.off(name, listener)
            if not listeners:
                del self._forwarded[id(source)]
            return True

    # Asking

    def listeners(self, event: Optional[EventName] = None) -> list[Listener]:
        """The listeners that an event of this name calls, in the order of the calls, without any listeners."""
        if event is not None:
            return [_original(listener) for listener in self._find(event)]
        if self._wildcard:
            raise ValueError("listeners() needs the name of an event where wildcards are on")
        return [_original(listener) for node in self._named() for listener in node.listeners]

    def listener_count(self, event: Optional[EventName] = None) -> int:
        """The number of listeners that an event of this name calls, without any listeners."""
        return len(self.listeners(event))

    def has_listeners(self, event: Optional[EventName] = None) -> bool:
        """Whether an event of this name calls a listener. Any listeners count only where wildcards are off."""
        counted = not self._wildcard and bool(self._any)
        return counted or bool(self._named() if event is None else self._find(event))

    def listeners_any(self) -> list[Listener]:
        """The any listeners in the order of their calls."""
        return list(self._any)

    def event_names(self, as_lists: bool = False) -> list[Any]:
        """The names that have listeners; newest first with wildcards, else oldest first."""
        paths = [node.path() for node in self._named()]
        return paths if as_lists else [self._delimiter.join(path) for path in paths]

    def _named(self) -> list[_Node]:
        named: list[_Node] = []

        def collect(node: _Node) -> None:
            for child in node.newest_first():
                collect(child)
            if node.listeners:
                named.append(node)

        with self._lock:
            collect(self._root)
        return named if self._wildcard else named[::-1]

    def get_max_listeners(self) -> int:
        """How many listeners a name may have before a warning; 0 or less is no limit."""
        own = self._max_listeners
        return EventEmitter.default_max_listeners if own is None else own

    def set_max_listeners(self, maximum: int) -> EventEmitter:
        """Changes the limit of this emitter; ``EventEmitter.default_max_listeners`` is that of all others."""
        self._max_listeners = maximum
        return self


class _Results:
    """The results of an asynchronous emit."""

    def __init__(self, results: list[Any], error: Optional[BaseException]) -> None:
        self.results = results
        self.error = error

    def __await__(self) -> Any:
        return self._collect().__await__()

    async def _collect(self) -> list[Any]:
        import inspect
        if self.error is not None:
            for result in self.results:
                if result.__class__ is CoroutineType:
                    result.close()
            raise self.error
        return [await result if inspect.isawaitable(result) else result for result in self.results]


def _as_error(value: Any) -> BaseException:
    return value if isinstance(value, BaseException) else UnhandledErrorEvent(str(value), value)


_future: list[type] = []


def _future_class() -> type:
    if not _future:
        import concurrent.futures

        class EventFuture(concurrent.futures.Future):  # type: ignore[type-arg]
            """The arguments of an event to come; can be awaited."""

            def __await__(self) -> Any:
                import asyncio
                return asyncio.wrap_future(self).__await__()

        _future.append(EventFuture)
    return _future[0]


# --- Protocol --------------------------------------------------------------------------------------------------------

_encode_text = json.encoder.encode_basestring
_LONG_TEXT = 64 * 1024
_ESCAPED = ("\n", '"', "\\", *(chr(code) for code in range(32) if code != 10))
_SCALARS = frozenset((str, int, float, bool, type(None)))
_CONTAINERS = frozenset((dict, list, tuple))
_MAX_ID = (1 << 53) - 1
_CANONICAL_ID = re.compile(r"0|[1-9][0-9]{0,15}").fullmatch


def _cut(text: str) -> str:
    return text if len(text) <= QUOTE_LENGTH else text[:QUOTE_LENGTH] + "…"


class _NeedsWalk(Exception):
    """The fast encoder met something that is not plain JSON."""


def _needs_walk(_: Any) -> NoReturn:
    raise _NeedsWalk


def _fast_encoder() -> Callable[[Any], str]:
    make = json.encoder.c_make_encoder
    if make is not None:
        markers: dict[int, Any] = {}
        encode = make(markers, _needs_walk, _encode_text, None, ":", ",", False, False, False)

        def encoder(value: Any) -> str:
            try:
                return "".join(encode(value, 0))
            except BaseException:
                markers.clear()
                raise

        return encoder
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_needs_walk).encode


_encode_short = _fast_encoder()


def _encode_fast(args: Sequence[Any]) -> str:
    for argument in args:
        if argument.__class__ is str and len(argument) >= _LONG_TEXT:
            return _encode_long(args)
    return _encode_short(args)


def _encode_long(args: Sequence[Any]) -> str:
    """Copies long texts without escapes as they are: to search for each escape takes less time than the encoder."""
    parts: list[str] = []
    for argument in args:
        parts.append("," if parts else "[")
        if argument.__class__ is not str or len(argument) < _LONG_TEXT or any(map(argument.__contains__, _ESCAPED)):
            parts.append(_encode_short(argument))
        else:
            parts += ('"', argument, '"')
    parts.append("]")
    return "".join(parts)


def _is_plain(args: Sequence[Any]) -> bool:
    """Whether arguments without circles hold nothing but text keys, plain types and at most MAX_NESTING levels."""
    for argument in args:
        if argument.__class__ in _SCALARS:
            continue
        if argument.__class__ is not dict:
            return _is_plain_below(args)
        for key in argument:
            if key.__class__ is not str:
                return False
        for member in argument.values():
            if member.__class__ not in _SCALARS:
                return _is_plain_below(args)
    return True


def _is_plain_below(args: Sequence[Any]) -> bool:
    level: list[Any] = [args]
    for _ in range(MAX_NESTING + 1):
        below: list[Any] = []
        for container in level:
            members: Any = container
            if container.__class__ is dict:
                for key in container:
                    if key.__class__ is not str:
                        return False
                members = container.values()
            for member in members:
                kind = member.__class__
                if kind not in _SCALARS:
                    if kind not in _CONTAINERS:
                        return False
                    below.append(member)
        if not below:
            return True
        level = below
    return False


def _is_deeper(value: Any, levels: int) -> bool:
    level = [value]
    for _ in range(levels):
        below: list[Any] = []
        for container in level:
            members = container.values() if container.__class__ is dict else container
            below.extend(member for member in members if member.__class__ in _CONTAINERS)
        if not below:
            return False
        level = below
    return True


class _Walker:
    """Writes arguments as JSON, depth first and without recursion; notes functions and circles."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.path: list[str] = []
        self.offers: list[tuple[Any, list[str]]] = []
        self.links: list[tuple[list[str], list[str]]] = []
        self.ancestors: dict[int, int] = {}
        # Closing text, members still to write, identity of the container and whether it is an object.
        self.open: list[tuple[str, Any, int, bool]] = []

    def walk(self, args: Sequence[Any]) -> str:
        self.enter("[", "]", enumerate(args), args, False)
        while self.open:
            close, members, identity, is_object = self.open[-1]
            depth = len(self.open)
            del self.path[depth - 1:]
            for key, member in members:
                first = self.out[-1] in ("[", "{")
                if not first:
                    self.out.append(",")
                self.path.append(key if is_object else str(key))
                if is_object:
                    self.out.append(_encode_text(key) + ":")
                self.value(member)
                if len(self.open) > depth:
                    break
                self.path.pop()
            else:
                self.out.append(close)
                self.open.pop()
                del self.ancestors[identity]
        return "".join(self.out)

    def enter(self, opening: str, close: str, members: Any, container: Any, is_object: bool) -> None:
        identity = id(container)
        if identity in self.ancestors:
            self.links.append((self.path[:self.ancestors[identity]], list(self.path)))
            self.out.append('"[Circular]"')
            return
        if len(self.open) > MAX_NESTING:
            raise NestingError(f"{self.where()} is nested deeper than {MAX_NESTING} levels; send less at a time")
        self.ancestors[identity] = len(self.path)
        self.out.append(opening)
        self.open.append((close, members, identity, is_object))

    def value(self, value: Any) -> None:
        kind = value.__class__
        if kind is str:
            self.out.append(_encode_text(value))
        elif value is None:
            self.out.append("null")
        elif value is True or value is False:
            self.out.append("true" if value else "false")
        elif kind is int:
            self.out.append(int.__repr__(value))
        elif kind is float:
            self.out.append(float.__repr__(value) if value - value == 0 else "null")
        elif isinstance(value, dict):
            self.enter("{", "}", self.members(value), value, True)
        elif isinstance(value, (list, tuple)):
            self.enter("[", "]", enumerate(value), value, False)
        else:
            self.other(value, kind)

    def members(self, mapping: dict[Any, Any]) -> Iterable[tuple[str, Any]]:
        for key, value in mapping.items():
            if not isinstance(key, str):
                raise TypeError(f"{self.where()} cannot be sent: its key {key!r} is {type(key).__name__}, and the keys "
                                "of an object must be text; convert them with str()")
            yield str.__str__(key), value

    def other(self, value: Any, kind: type) -> None:
        enum = sys.modules.get("enum")
        moment = sys.modules.get("datetime")
        if enum is not None and isinstance(value, enum.Enum):
            self.value(value.value)
        elif isinstance(value, str):
            self.out.append(_encode_text(str.__str__(value)))
        elif isinstance(value, int):
            self.out.append(int.__repr__(value))
        elif isinstance(value, float):
            self.value(float(value))
        elif isinstance(value, type):
            self.refuse(value, "a class is no function; send a function that calls it, or its name")
        elif hasattr(kind, "__dataclass_fields__"):
            fields = sys.modules["dataclasses"].fields(value)
            self.enter("{", "}", iter([(field.name, getattr(value, field.name)) for field in fields]), value, True)
        elif moment is not None and isinstance(value, moment.datetime):
            utc = value.astimezone(moment.timezone.utc)
            self.out.append(f'"{utc.replace(tzinfo=None).isoformat(timespec="milliseconds")}Z"')
        elif isinstance(value, BaseException):
            # In the place of the exception itself, so that a circle through it is found.
            described = {"message": str(value), **{str(key): member for key, member in vars(value).items()}}
            self.enter("{", "}", iter(described.items()), value, True)
        elif isinstance(value, re.Pattern):
            self.value(value.pattern)
        elif callable(value):
            self.offers.append((value, list(self.path)))
            self.out.append('"[Function]"')
        elif isinstance(value, (bytes, bytearray, memoryview)):
            self.refuse(value, "JSON has no bytes; send text, for instance base64.b64encode(data).decode()")
        elif isinstance(value, (set, frozenset)):
            self.refuse(value, "JSON has no sets; send a list, for instance sorted(values)")
        else:
            self.refuse(value, "send dict, list, str, int, float, bool, None, a dataclass, datetime, Enum or function")

    def refuse(self, value: Any, remedy: str) -> NoReturn:
        raise TypeError(f"{self.where()} of type {type(value).__name__} cannot be sent ({_cut(repr(value))}): {remedy}")

    def where(self) -> str:
        return "argument " + (_cut(".".join(self.path)) or "list")


class _Encoded:
    """Arguments as JSON, with the functions and circles in them."""

    __slots__ = ("text", "offers", "links")

    def __init__(self, text: str, offers: Any = (), links: Any = ()) -> None:
        self.text = text
        self.offers = offers
        self.links = links


def _encode(args: Sequence[Any]) -> _Encoded:
    try:
        text = _encode_fast(args)
        if _is_plain(args):
            return _Encoded(text)
    except (_NeedsWalk, ValueError, TypeError, RecursionError):
        pass  # the walker below carries it out, or says what is wrong and where
    walker = _Walker()
    return _Encoded(walker.walk(args), walker.offers, walker.links)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_decoder = json.JSONDecoder(parse_constant=_refuse_constant)
_scan = _decoder.scan_once
_SPACE = " \t\r\n"
_TOKEN = re.compile(r'[ \t\r\n]*([\[\]{},:"]|[^\s\[\]{},:"]+)')


def _parse(text: str) -> Any:
    """The value of a JSON text; ValueError if it is none, or nested deeper than a frame may be."""
    try:
        try:
            value, end = _scan(text, 0)
        except StopIteration:
            stripped = text.lstrip(_SPACE)
            if len(stripped) == len(text):
                raise
            text = stripped
            value, end = _scan(text, 0)
    except StopIteration as stop:
        raise ValueError(f"no JSON at character {stop.value}") from None
    except RecursionError:
        return _parse_deep(text)
    if end != len(text) and text[end:].strip(_SPACE):
        raise ValueError(f"more than one JSON value, the second one at character {end}")
    if len(text) > MAX_NESTING and text.count("[") + text.count("{") > MAX_NESTING:
        if value.__class__ in _CONTAINERS and _is_deeper(value, MAX_NESTING + 2):
            raise ValueError(f"nested deeper than {MAX_NESTING} levels")
    return value


def _parse_deep(text: str) -> Any:
    """Like _parse, without recursion: the scanner's own limit depends on the caller's stack."""
    root: list[Any] = []
    stack: list[Any] = [root]
    keys: list[Any] = [None]
    position, expect = 0, "value"

    def put(value: Any) -> None:
        if stack[-1].__class__ is dict:
            stack[-1][keys[-1]] = value
        else:
            stack[-1].append(value)

    while True:
        match = _TOKEN.match(text, position)
        if match is None:
            break
        token, start, position = match.group(1), match.start(1), match.end()
        if expect == "key" or expect == "key or end":
            if token == '"':
                keys[-1], position = json.decoder.scanstring(text, position, True)
                expect = "colon"
                continue
            if token != "}" or expect == "key":
                raise ValueError(f"no key at character {start}")
        elif expect == "colon":
            if token != ":":
                raise ValueError(f"no colon at character {start}")
            expect = "value"
            continue
        elif expect == "comma":
            if token == "," and len(stack) > 1:
                expect = "key" if stack[-1].__class__ is dict else "value"
                continue
            if token not in ("]", "}"):
                raise ValueError(f"no comma at character {start}")
        elif token == '"':
            value, position = json.decoder.scanstring(text, position, True)
            put(value)
            expect = "comma"
            continue
        elif token in ("[", "{"):
            if len(stack) > MAX_NESTING + 2:
                raise ValueError(f"nested deeper than {MAX_NESTING} levels")
            container: Any = [] if token == "[" else {}
            put(container)
            stack.append(container)
            keys.append(None)
            expect = "value or end" if token == "[" else "key or end"
            continue
        elif token not in ("]", "}"):
            value, end = _scan_token(token, start)
            put(value)
            expect = "comma"
            continue
        elif expect != "value or end":
            raise ValueError(f"no value at character {start}")
        if len(stack) < 2 or (token == "]") != (stack[-1].__class__ is list):
            raise ValueError(f"no end of a list or object at character {start}")
        stack.pop()
        keys.pop()
        expect = "comma"
    if len(stack) > 1 or len(root) != 1 or text[position:].strip(_SPACE):
        raise ValueError(f"the JSON text ends too early, at character {position}")
    return root[0]


def _scan_token(token: str, start: int) -> tuple[Any, int]:
    try:
        value, end = _scan(token, 0)
    except StopIteration:
        end = -1
    if end != len(token):
        raise ValueError(f"no JSON at character {start}")
    return value, end


class RemoteFunction:
    """A function of the other side; calling it sends the call and returns nothing.

    Any thread may call it, until the channel ends; then it raises ChannelClosedError.
    """

    __slots__ = ("_session", "id", "__weakref__")

    def __init__(self, session: _Session, id: int) -> None:
        self._session = session
        self.id = id

    def __call__(self, *args: Any) -> None:
        self._session.request(self.id, args)

    def cull(self) -> None:
        """Gives the function up: the other side forgets it. A second time does nothing."""
        self._session.cull_stub(self)

    def __repr__(self) -> str:
        return f"RemoteFunction({self.id})"


class _LocalFunctions:
    """The functions that the other side may call, by id. A function keeps its ids, so sending it again adds nothing."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        # Guarded by the lock.
        self.functions: dict[int, Any] = {}
        self.ids: dict[Any, list[int]] = {}
        self.next = 0

    @staticmethod
    def key(function: Any) -> Any:
        # obj.method is a new object each time it is asked for.
        if function.__class__ is MethodType:
            return (id(function.__self__), id(function.__func__))
        return id(function)

    def assign(self, offers: Sequence[tuple[Any, list[str]]]) -> tuple[dict[int, list[str]], list[int]]:
        """The paths by id, in ascending order, no id twice; and the ids that are new."""
        paths: dict[int, list[str]] = {}
        new: list[int] = []
        with self.lock:
            for function, path in offers:
                known = self.ids.setdefault(self.key(function), [])
                chosen = next((id for id in known if id not in paths), None)
                if chosen is None:
                    chosen = self.next
                    self.next += 1
                    known.append(chosen)
                    new.append(chosen)
                    self.functions[chosen] = function
                paths[chosen] = path
        return dict(sorted(paths.items())), new

    def get(self, id: int) -> Any:
        return self.functions.get(id)

    def cull(self, id: int) -> None:
        with self.lock:
            function = self.functions.pop(id, None)
            if function is not None:
                known = self.ids[self.key(function)]
                known.remove(id)
                if not known:
                    del self.ids[self.key(function)]

    def clear(self) -> None:
        with self.lock:
            self.functions.clear()
            self.ids.clear()


def _id(value: Any) -> int:
    """The id that a number stands for, -1 if it is none."""
    if value.__class__ is int:
        return value if 0 <= value <= _MAX_ID else -1
    if value.__class__ is float and 0 <= value <= _MAX_ID and value == int(value):
        return int(value)
    return -1


def _text_id(text: str) -> int:
    value = int(text) if _CANONICAL_ID(text) else -1
    return value if value <= _MAX_ID else -1


class _Frame:
    """A received frame whose functions and links are in place."""

    __slots__ = ("method", "args")

    def __init__(self, method: Any, args: Optional[list[Any]]) -> None:
        self.method = method
        self.args = args


class _Session:
    """One session of the dnode protocol. One thread at a time hands in frames; any thread may send.

    A broken frame is one call of ``fail``, never an exception. What a local function returns is handed on by
    ``handle``, because it may be a coroutine.
    """

    def __init__(self, methods: dict[str, Any], send: Callable[[bytes], None],
                 frame_limit: int = DEFAULT_FRAME_LIMIT) -> None:
        self.methods = methods
        self.send = send
        self.frame_limit = frame_limit
        self.local = _LocalFunctions()
        self.lock = threading.RLock()
        # Guarded by the lock.
        self.stubs: dict[int, RemoteFunction] = {}
        self.remote: dict[str, Any] = {}
        self.closed = False

    # What happens; the owner overrides these.

    def remote_changed(self, members: dict[str, Any]) -> Any:
        """The other side told its methods."""

    def fail(self, error: Exception) -> Any:
        """A frame could not be carried out."""

    def error(self, error: BaseException) -> Any:
        """A local function failed."""

    def received(self, stub: RemoteFunction, known: bool) -> None:
        """A function arrived."""

    def invoke(self, function: Any, args: list[Any]) -> Any:
        try:
            return function(*args)
        except Exception as error:
            return self.error(error)

    # Sending

    def start(self) -> None:
        self.request("methods", [self.methods])

    def request(self, method: Union[str, int], args: Sequence[Any]) -> None:
        """Calls a method by name or a function by id."""
        if self.closed:
            raise ChannelClosedError("the channel is closed: the function of the other side cannot be called")
        self.send(self.frame(method, _encode(args)))

    def frame(self, method: Union[str, int], encoded: _Encoded) -> bytes:
        """The bytes of a frame with its newline; FrameTooLargeError leaves no trace in the table of functions."""
        head = '{"method":' + (_encode_text(method) if method.__class__ is str else str(method)) + ',"arguments":'
        if not encoded.offers and not encoded.links:
            return self.checked(f"{head}{encoded.text}{_END_OF_FRAME}", ())
        paths, new = self.local.assign(encoded.offers)
        callbacks = json.dumps({str(id): path for id, path in paths.items()}, ensure_ascii=False, separators=(",", ":"))
        links = json.dumps([{"from": source, "to": target} for source, target in encoded.links],
                           ensure_ascii=False, separators=(",", ":"))
        return self.checked(f'{head}{encoded.text},"callbacks":{callbacks},"links":{links}}}\n', new)

    def checked(self, text: str, new: Iterable[int]) -> bytes:
        # Lone surrogates become \udXXX, which is what JSON wants.
        data = text.encode("utf-8", "backslashreplace")
        if len(data) - 1 > self.frame_limit:
            for id in new:
                self.local.cull(id)
            raise FrameTooLargeError(f"a frame of {len(data) - 1} bytes is over the limit of {self.frame_limit}; send "
                                     "less at a time or raise the child's frame-limit")
        return data

    def cull(self, id: int) -> None:
        """Gives up a function of the other side, whether it is known or not."""
        with self.lock:
            self.stubs.pop(id, None)
        if not self.closed:
            self.send(b'{"method":"cull","arguments":[%d]}\n' % id)

    def cull_stub(self, stub: RemoteFunction) -> None:
        with self.lock:
            known = self.stubs.get(stub.id) is stub
        if known:
            self.cull(stub.id)

    def close(self) -> None:
        """Nothing is sent any more; frames that came before can still be carried out."""
        self.closed = True

    def clear(self) -> None:
        """Forgets all functions of both sides."""
        self.closed = True
        self.local.clear()
        with self.lock:
            self.stubs.clear()
            self.remote = {}

    # Receiving

    def handle(self, text: str) -> Any:
        """Carries out a frame."""
        try:
            frame = self.read(text)
            return self.dispatch(frame) if frame is not None else None
        except ProtocolError as error:
            return self.fail(error)

    def read(self, text: str) -> Optional[_Frame]:
        """The frame, None if it is to be ignored; ProtocolError quotes it."""
        try:
            return self.decode(_parse(text))
        except ValueError as error:
            raise ProtocolError(f"Expected a frame but was a broken one ({_cut(str(error))}): '{_cut(text)}'") from None
        except ProtocolError as error:
            raise ProtocolError(f"{error} in the frame '{_cut(text)}'") from None

    def decode(self, fields: Any) -> Optional[_Frame]:
        if fields is None:
            raise ProtocolError("Expected a frame but was null")
        if fields.__class__ is not dict:
            return None
        callbacks = self.callbacks(fields.get("callbacks"))
        links = self.links(fields.get("links"))
        args = fields.get("arguments")
        if not args and args.__class__ not in (dict, list):
            args = []
        if args.__class__ is not list:
            if callbacks or links:
                raise ProtocolError("Expected a list of arguments but was a frame with functions or links only")
            return _Frame(fields.get("method"), None)
        if callbacks or links:
            self.put_in_place(args, callbacks, links)
        return _Frame(fields.get("method"), args)

    def callbacks(self, value: Any) -> dict[int, list[str]]:
        paths: dict[int, list[str]] = {}
        if value.__class__ is dict:
            for key, path in value.items():
                id = _text_id(key)
                if id < 0:
                    raise ProtocolError(f"Expected the id of a callback but was '{_cut(key)}'")
                paths[id] = self.path(path)
        elif value.__class__ is list:
            paths = {id: self.path(path) for id, path in enumerate(value)}
        elif value.__class__ is str and value:
            raise ProtocolError(f"Expected callbacks but was '{_cut(value)}'")
        return dict(sorted(paths.items()))

    def links(self, value: Any) -> list[tuple[list[str], list[str]]]:
        if value.__class__ is str and value:
            raise ProtocolError(f"Expected links but was '{_cut(value)}'")
        if value.__class__ is not list:
            return []
        for link in value:
            if link.__class__ is not dict:
                raise ProtocolError(f"Expected a link but was '{_cut(repr(link))}'")
        return [(self.path(link.get("from")), self.path(link.get("to"))) for link in value]

    @staticmethod
    def path(value: Any) -> list[str]:
        if value.__class__ is not list:
            raise ProtocolError(f"Expected a path but was '{_cut(repr(value))}'")
        if len(value) > MAX_NESTING + 1:
            raise ProtocolError(f"Expected a path but was one of {len(value)} keys")
        keys = []
        for key in value:
            if key.__class__ is str:
                keys.append(key)
            elif key.__class__ in (int, float):
                keys.append(str(_id(key) if _id(key) >= 0 else key))
            else:
                raise ProtocolError(f"Expected the key of a path but was '{_cut(repr(key))}'")
        return keys

    def put_in_place(self, args: list[Any], callbacks: dict[int, list[str]],
                     links: list[tuple[list[str], list[str]]]) -> None:
        tree = _Tree(args)
        arrived: list[tuple[RemoteFunction, bool]] = []
        for id, path in callbacks.items():
            known = self.stubs.get(id)
            stub = known if known is not None else RemoteFunction(self, id)
            arrived.append((stub, known is not None))
            tree.set(path, stub)
        for source, target in links:
            tree.set(target, tree.get(source))
        with self.lock:
            if not self.closed:
                for stub, _ in arrived:
                    self.stubs[stub.id] = stub
        for stub, was_known in arrived:
            self.received(stub, was_known)

    def dispatch(self, frame: _Frame) -> Any:
        method, args = frame.method, frame.args
        if method.__class__ is str:
            if method == "methods":
                return self.told_methods(args)
            if method == "cull":
                for id in args or ():
                    self.local.cull(_text_id(id) if id.__class__ is str else _id(id))
                return None
            if method not in self.methods:
                return self.fail(ProtocolError(f"request for non-enumerable method: {_cut(method)}"))
            function = self.methods[method]
            if not callable(function):
                return self.error(ProtocolError(f"Expected a function named '{_cut(method)}' but was "
                                                f"'{_cut(repr(function))}'"))
        elif method.__class__ in (int, float):
            function = self.local.get(_id(method))
            if function is None:
                return self.fail(ProtocolError("no such method"))
        else:
            return None
        if args is None:
            return self.error(ProtocolError("Expected a list of arguments but was something else"))
        return self.invoke(function, args)

    def told_methods(self, args: Optional[list[Any]]) -> Any:
        instance = args[0] if args else None
        if args and instance is None:
            raise ProtocolError("Expected methods but was null")
        if instance.__class__ is list:
            instance = {str(index): member for index, member in enumerate(instance)}
        members = dict(instance) if instance.__class__ is dict else {}
        with self.lock:
            if not self.closed:
                self.remote = members
        return self.remote_changed(members)


class _Tree:
    """Received arguments while functions and links are put in place."""

    def __init__(self, root: list[Any]) -> None:
        self.root = root
        self.gap = MAX_LIST_GAP

    def get(self, path: list[str]) -> Any:
        node = self.root
        for key in path:
            if node is None:
                raise ProtocolError(f"Expected a value before '{_cut(key)}' of the path {_cut(repr(path))}")
            if not self.has(node, key):
                return None
            node = self.child(node, key)
        return node

    def set(self, path: list[str], value: Any) -> None:
        if not path:
            return
        node: Any = self.root
        for key in path[:-1]:
            if not self.has(node, key):
                made: dict[str, Any] = {}
                self.put(node, key, made, path)
                node = made
            else:
                node = self.child(node, key)
        self.put(node, path[-1], value, path)

    @staticmethod
    def has(node: Any, key: str) -> bool:
        if node.__class__ is list:
            return 0 <= _text_id(key) < len(node)
        return node.__class__ is dict and key in node

    @staticmethod
    def child(node: Any, key: str) -> Any:
        return node[_text_id(key)] if node.__class__ is list else node[key]

    def put(self, node: Any, key: str, value: Any, path: list[str]) -> None:
        if node.__class__ is dict:
            node[key] = value
        elif node.__class__ is list:
            self.put_at(node, _text_id(key), value)
        elif not isinstance(node, RemoteFunction):
            raise ProtocolError(f"Expected an object or a list before '{_cut(key)}' of the path {_cut(repr(path))}")

    def put_at(self, node: list[Any], position: int, value: Any) -> None:
        # A name that is no position is no part of the list, as in JSON.
        if position < 0:
            return
        missing = position - len(node)
        if missing < 0:
            node[position] = value
            return
        if missing > self.gap:
            raise ProtocolError(f"Expected a position near the end of the list but was {position}")
        self.gap -= missing
        node.extend([None] * missing)
        node.append(value)


# --- Channel ---------------------------------------------------------------------------------------------------------

_HANG_UP = getattr(select, "POLLRDHUP", 0)


def _await_socket(sock: socket.socket, wake: Optional[socket.socket], read: bool, write: bool,
                  timeout: Optional[float]) -> tuple[bool, bool]:
    """Waits until the socket can be used or has hung up, or until the wake socket has bytes: (socket, wake)."""
    try:
        if not hasattr(select, "poll"):
            watched = ([sock] if read else []) + ([wake] if wake is not None else [])
            readable, writable, _ = select.select(watched, [sock] if write else [], [], timeout)
            return sock in readable or bool(writable), wake in readable
        poll = select.poll()
        poll.register(sock, (select.POLLIN if read else 0) | (select.POLLOUT if write else 0) | _HANG_UP)
        if wake is not None:
            poll.register(wake, select.POLLIN)
        ready = {fd for fd, _ in poll.poll(None if timeout is None else timeout * 1000)}
        return sock.fileno() in ready, wake is not None and wake.fileno() in ready
    except ValueError:
        return True, False  # closed meanwhile; the next use of the socket tells


class _Wake:
    """Ends the wait of one thread in _await_socket."""

    def __init__(self) -> None:
        self.reader, self.writer = socket.socketpair()
        self.reader.setblocking(False)
        self.writer.setblocking(False)

    def ring(self) -> None:
        try:
            self.writer.send(b"x")
        except OSError:
            pass  # full, so the thread wakes up anyway; or closed by a fork

    def clear(self) -> None:
        try:
            while len(self.reader.recv(4096)) == 4096:
                pass
        except OSError:
            pass  # nothing left

    def close(self) -> None:
        self.reader.close()
        self.writer.close()


class _Writer:
    """Sends frames in order. Frames that follow each other quickly go out together, at the latest when the thread
    ``intercom-writer`` gets its turn. Blocks its callers only while FLOW_LIMIT bytes wait for the kernel."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.reset_lock()
        # Guarded by the lock.
        self.parts: list[bytes] = []
        self.head = memoryview(b"")
        self.size = 0
        self.last = 0.0
        self.stuck = False
        self.scheduled = False
        self.closed: Optional[str] = None
        # A signal handler may write in the middle of a write by its thread; its frames go behind.
        self.busy = False
        self.nested: deque[bytes] = deque()
        # What send returned and was not taken off the head yet; a KeyboardInterrupt may come in between.
        self.sent: deque[int] = deque()

    def reset_lock(self) -> None:
        self.lock = threading.RLock()
        self.wake = threading.Lock()
        self.wake.acquire()

    def start(self) -> None:
        threading.Thread(target=self.run, name="intercom-writer", daemon=True).start()

    def write(self, data: bytes, wait: bool = True) -> None:
        with self.lock:
            if self.closed is not None:
                raise ChannelClosedError(self.closed)
            if self.busy:
                self.nested.append(data)
                return
            self.busy = True
            try:
                self.parts.append(data)
                self.size += len(data)
                if not self.stuck:
                    now = time.perf_counter()
                    if self.size < BATCH_SIZE and now - self.last < BURST_GAP:
                        self.last = now
                        if not self.scheduled:
                            self.schedule()
                        return
                    self.send_parts()
                    self.last = time.perf_counter()
                    if self.closed is not None:
                        raise ChannelClosedError(self.closed)
            finally:
                self.busy = False
                if self.nested:
                    self.take_nested()
            full = wait and self.size > FLOW_LIMIT
        if full:
            self.wait_for_room(FLOW_LIMIT // 2, None)

    def take_nested(self) -> None:
        while self.nested:
            data = self.nested.popleft()
            self.parts.append(data)
            self.size += len(data)
        self.schedule()

    def schedule(self) -> None:
        if not self.scheduled:
            self.scheduled = True
            self.wake.release()

    def push(self) -> None:
        """Hands as much to the kernel as it takes; under the lock."""
        if self.busy:
            return
        self.busy = True
        try:
            self.send_parts()
        finally:
            self.busy = False
            if self.nested:
                self.take_nested()

    def send_parts(self) -> None:
        while True:
            if self.sent:
                head = self.head[self.sent[0]:]
                self.size -= self.sent[0]
                self.head, self.sent = head, deque()
            if not self.head:
                if not self.parts:
                    break
                self.head = memoryview(self.next_part())
            try:
                # Stored before Python looks for signals: what was sent must not be sent twice.
                self.sent.extend(map(self.sock.send, (self.head,)))
            except BlockingIOError:
                self.stuck = True
                self.schedule()
                return
            except OSError as error:
                self.end(f"the channel is closed: {error}")
                return
        self.stuck = False

    def next_part(self) -> bytes:
        parts = self.parts
        if len(parts) == 1 or len(parts[0]) >= READ_SIZE:
            return parts.pop(0)
        if self.size <= 4 * READ_SIZE:
            self.parts = []
            return b"".join(parts)
        count, size = 0, 0
        while count < len(parts) and size < READ_SIZE:
            size += len(parts[count])
            count += 1
        joined = b"".join(parts[:count])
        del parts[:count]
        return joined

    def end(self, reason: str) -> None:
        if self.closed is None:
            self.closed = reason
        self.parts = []
        self.head = memoryview(b"")
        self.sent = deque()
        self.size = 0
        self.stuck = False
        self.schedule()

    def close(self, reason: str) -> None:
        with self.lock:
            self.end(reason)

    def flush(self) -> None:
        """Sends what was kept to go out together."""
        if not self.stuck and (self.parts or self.head):
            with self.lock:
                self.push()

    def wait_for_room(self, most: int, stall: Optional[float]) -> bool:
        """Sends until not more than that many bytes are left; False after ``stall`` seconds without progress."""
        with self.lock:
            self.push()
            left = self.size
        since = time.monotonic()
        while left > most:
            if stall is not None and time.monotonic() - since > stall:
                return False
            _await_socket(self.sock, None, False, True, 0.5)
            with self.lock:
                self.push()
                if self.size < left:
                    since = time.monotonic()
                left = self.size
        if stall is None and self.closed is not None:
            raise ChannelClosedError(self.closed)
        return self.closed is None

    def run(self) -> None:
        while self.closed is None:
            self.wake.acquire()
            with self.lock:
                self.scheduled = False
                self.push()
            while self.stuck:
                _await_socket(self.sock, None, False, True, 0.5)
                with self.lock:
                    self.push()


class _Reader:
    """Cuts what arrives into lines, each byte looked at once. Whoever holds the lock reads."""

    def __init__(self, sock: socket.socket, frame_limit: int, arrived: Callable[[list[Any]], list[Any]],
                 ended: Callable[[], None]) -> None:
        self.sock = sock
        self.frame_limit = frame_limit
        self.arrived = arrived
        self.ended = ended
        self.buffer = bytearray(READ_SIZE)
        self.view = memoryview(self.buffer)
        self.lock = threading.Lock()
        # Guarded by the lock.
        self.counts: deque[int] = deque()
        self.tail = bytearray()
        self.skipping = False
        # Appended to by the reader, taken from by the loop: lists of lines (text) and errors, with their cost.
        self.inbox: deque[tuple[list[Any], int]] = deque()
        self.backlog_lock = threading.Lock()
        self.backlog = 0
        self.eof = False

    def read(self) -> bool:
        """Reads once, without waiting; whether there was something, be it the end."""
        with self.lock:
            if self.eof:
                return True
            if not self.counts:
                try:
                    # Stored before Python looks for signals: what was received must not be lost.
                    self.counts.extend(map(self.sock.recv_into, (self.buffer,)))
                except BlockingIOError:
                    return False
                except OSError:
                    self.counts.append(0)  # a reset is an end like any other
            count = self.counts.popleft()
            if count == 0:
                self.eof = True
                self.ended()
            else:
                self.take(bytes(self.view[:count]))
            return True

    def take(self, data: bytes) -> None:
        lines: list[Any] = []
        cost = len(data)
        start = 0
        newline = data.find(b"\n") if self.tail or self.skipping else -1
        if newline >= 0:
            start = newline + 1
            if not self.skipping:
                cost += len(self.tail)
                self.tail += data[:newline]
                lines.append(self.line(self.tail))
            self.tail = bytearray()
            self.skipping = False
        end = data.rfind(b"\n")
        if end >= start:
            lines.extend(self.lines(data[start:end]))
            start = end + 1
        self.keep(data[start:], lines)
        if lines:
            cost += FRAME_OVERHEAD * len(lines)
            lines = self.arrived(lines)
            with self.backlog_lock:
                self.backlog += cost
            self.inbox.append((lines, cost))

    def keep(self, rest: bytes, lines: list[Any]) -> None:
        if not rest or self.skipping:
            return
        self.tail += rest
        # One byte more than the limit may be the carriage return of the line's end.
        if len(self.tail) > self.frame_limit + 1:
            lines.append(self.oversize(self.tail))
            self.tail = bytearray()
            self.skipping = True

    def lines(self, block: bytes) -> list[Any]:
        if len(block) <= self.frame_limit:
            try:
                return block.decode("utf-8").split("\n")
            except UnicodeDecodeError:
                pass  # one of the lines is to blame, the others are not
        return [self.line(line) for line in block.split(b"\n")]

    def line(self, line: Union[bytes, bytearray]) -> Any:
        if len(line) - line.endswith(b"\r") > self.frame_limit:
            return self.oversize(line)
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as error:
            return ProtocolError(f"Expected a frame in UTF-8 but was a broken one ({error.reason} at byte "
                                 f"{error.start}): '{self.quote(line)}'")

    def oversize(self, line: Union[bytes, bytearray]) -> ProtocolError:
        return ProtocolError(f"Expected a frame of at most {self.frame_limit} bytes but was a longer one that begins "
                             f"with '{self.quote(line)}'")

    @staticmethod
    def quote(line: Union[bytes, bytearray]) -> str:
        return bytes(line[:4 * QUOTE_LENGTH]).decode("utf-8", "replace")[:QUOTE_LENGTH]

    def done(self, cost: int) -> None:
        with self.backlog_lock:
            self.backlog -= cost


# --- Parent ----------------------------------------------------------------------------------------------------------

_WAIT: Any = object()
_BUSY: Any = object()
_HEAD = '{"method":%d,"arguments":'
_HEAD_OF_ZERO = len(_HEAD % 0)
_END_OF_FRAME = ',"callbacks":{},"links":[]}\n'
_PING_FRAME = '{"method":"ping",'
_GOODBYE_FRAME = re.compile(r'"method"\s*:\s*(?:"goodbye"|1\s*[,}])')


class _ParentSession(_Session):
    """The session with the parent; tells it what happens."""

    def __init__(self, parent: Parent, methods: dict[str, Any], send: Callable[[bytes], None], limit: int) -> None:
        super().__init__(methods, send, limit)
        self.parent = parent

    def remote_changed(self, members: dict[str, Any]) -> Any:
        return self.parent._announce(self.parent._attach(members))

    def fail(self, error: BaseException) -> None:
        self.parent._report(REMOTE_ERROR, error)

    def error(self, error: BaseException) -> None:
        self.parent._report(LOCAL_ERROR, error)

    def invoke(self, function: Any, args: list[Any]) -> Any:
        if function == self.parent._receive:
            return self.parent._receive(*args)
        return self.parent._call_each(None, (function,), args)


class Parent(EventEmitter):
    """The process that started this one: its events are heard here, and events emitted here are heard there.

    Names of events have segments, cut at ``::``; listeners may use ``*`` and ``**``. What the parent emits waits until
    one of ``run``, ``serve`` and ``start`` runs the listeners. Listeners never run at the same time and hear the
    parent's events in their order; what one raises is written to stderr and becomes an event ``error``. All methods
    may be called from any thread.

    Own events: ``rpcready``; ``rpcexit`` and then ``disconnected`` when the channel has ended; ``disconnect`` before
    this side closes it; ``error``. Names of such events are not sent, and not taken from the parent.

    When the parent dies the process ends with exit code 1: at once if no listeners are run, else after ``rpcexit`` and
    ``disconnected``, five seconds later at the latest. ``stay_alive = True`` keeps it.
    """

    def __init__(self, sock: socket.socket, frame_limit: int) -> None:
        super().__init__(wildcard=True, delimiter="::", ignore_errors=True)
        self.stay_alive = False
        self._sock = sock
        self._writer = _Writer(sock)
        self._reader = _Reader(sock, frame_limit, self._arrived, self._ended)
        self._session = _ParentSession(self, {"emit": self._receive, "goodbye": self._hear_goodbye,
                                             "ping": self._hear_ping},
                                       self._writer.write, frame_limit)
        self._watch_wake = _Wake()
        self._run_wake = _Wake()
        self._wakes_on_signals = False
        self._attached = threading.Event()
        self._gone = threading.Event()
        # Whoever runs a listener holds the lane; the depth is guarded by it.
        self._lane = threading.RLock()
        self._depth = 0
        # Local events of other threads, for the holder of the lane.
        self._posted: deque[tuple[EventName, tuple[Any, ...], bool]] = deque()
        # Coroutines and ready functions, for the loop.
        self._work: deque[Any] = deque()
        self._queue_lock = threading.RLock()
        # Guarded by the queue lock; the head is read without.
        self._queue: deque[bytes] = deque()
        self._head: Optional[str] = None
        self._emit_id = 0
        self._ready_functions: list[Callable[[], Any]] = []
        self._announced = False
        self._goodbye: Optional[RemoteFunction] = None
        # What takes the answers to pings, if the parent pings.
        self._pong: Optional[RemoteFunction] = None
        self._health: dict[str, Any] = {}
        # What the parent offers for the time before a stop.
        self._on_stop: Optional[RemoteFunction] = None
        self._stopped: Optional[RemoteFunction] = None
        self._stop_functions: list[Callable[[], Any]] = []
        self._closed: Optional[str] = None
        self._leaving = False
        self._said_goodbye = False
        self._died = False
        self._told_end = False
        self._forked = False
        # None, "run" or "serve"; written by the thread that runs the listeners.
        self._mode: Optional[str] = None
        self._mode_lock = threading.Lock()
        self._loop_thread = 0
        self._current: list[Any] = []
        self._paused = False
        self._assist = False
        self._loop: Any = None
        self._waiter: Any = None
        self._private_loop: Any = None

    def _open(self) -> None:
        self._session.start()
        self._writer.start()
        threading.Thread(target=self._watch, name="intercom-watcher", daemon=True).start()
        atexit.register(self._leave)

    # To the parent

    def emit(self, event: EventName, *args: Any) -> bool:
        """Sends an event to the parent, then calls the local listeners, and tells whether there were any.

        Before ``rpcready`` the event waits in a queue (QueueFullError when 10,000 do); it is heard locally at once.
        Functions in the arguments can be called by the parent. Blocks while more than 64 MiB are on their way. If
        another thread runs a listener right now, the local listeners are called by that thread, right after.

        Raises ChannelClosedError after the channel's end, FrameTooLargeError, NestingError, and TypeError for an
        argument that JSON cannot carry. An exception of a local listener reaches the caller; the event is sent.
        A coroutine that a local listener returns is awaited by the loop that runs the listeners.
        """
        name = event if event.__class__ is str else self._text(event)
        if name in RESERVED_EVENTS:
            self._report("Received forbidden event!", [name, *args])
            return False
        if self._closed is not None:
            raise ChannelClosedError(f"event {_cut(name)!r} was not sent, because {self._closed}")
        self._send((event,) + args, name)
        if self._any or self._find_literal(name):
            self._hear_own(name, args, True)
            return True
        return False

    def _send(self, values: tuple[Any, ...], name: str) -> None:
        head = self._head
        try:
            try:
                text = _encode_fast(values)
                plain = _is_plain(values)
            except (_NeedsWalk, ValueError, TypeError, RecursionError):
                plain = False  # the walker carries it out, or says what is wrong and where
            if plain:
                data = self._session.checked(f"{head or _HEAD % 0}{text}{_END_OF_FRAME}", ())
            else:
                data = self._session.frame(0 if head is None else self._emit_id, _encode(values))
        except FrameTooLargeError as error:
            raise FrameTooLargeError(f"event {_cut(name)!r} was not sent: {error}") from None
        except NestingError as error:
            raise NestingError(f"event {_cut(name)!r} was not sent: {error}") from None
        if head is None:
            self._enqueue(data, name)
        else:
            self._writer.write(data)

    def _enqueue(self, data: bytes, name: str) -> None:
        with self._queue_lock:
            if self._closed is not None:
                raise ChannelClosedError(f"event {_cut(name)!r} was not sent, because {self._closed}")
            if self._head is None:
                if len(self._queue) >= QUEUE_CAPACITY:
                    raise QueueFullError(f"event {_cut(name)!r} was not sent: {QUEUE_CAPACITY} events wait for the "
                                         "channel already; emit in a function given to ready()")
                self._queue.append(data)
                return
            data = self._addressed(data, self._head)
        self._writer.write(data)

    @staticmethod
    def _addressed(data: bytes, head: str) -> bytes:
        return head.encode() + data[_HEAD_OF_ZERO:]

    def local_emit(self, event: EventName, *args: Any) -> bool:
        """Calls the local listeners only; any name, also a pattern and also after the channel's end."""
        name = self._text(event)
        heard = bool(self._any or self._find(event))
        if heard:
            self._hear_own(event, args, False)
        if name == "disconnect":
            self._close_channel()
        return heard

    def emit_async(self, event: EventName, *args: Any) -> Awaitable[list[Any]]:
        """Calls the local listeners only and gives an awaitable of their results; nothing is sent."""
        with self._lane:
            return super().emit_async(event, *args)

    def disconnect(self) -> None:
        """Closes the channel on purpose, after what was emitted; the process goes on, ``run`` and ``serve`` return.

        The event ``disconnect`` comes at once, ``rpcexit`` and ``disconnected`` when the channel has ended. Before
        ``rpcready`` there is only the event. A second time does nothing more.
        """
        self._hear_guarded("disconnect", ())
        self._close_channel()

    def _close_channel(self) -> None:
        if self._head is None or self._leaving or self._closed is not None:
            return
        self._leaving = True
        try:
            if self._goodbye is not None:
                self._writer.write(self._session.frame(self._goodbye.id, _Encoded("[]")), wait=False)
        except ChannelClosedError:
            return
        self._closed = "the channel is closed by disconnect()"
        threading.Thread(target=self._shut_down, name="intercom-closer", daemon=True).start()

    def _shut_down(self) -> None:
        self._writer.wait_for_room(0, EXIT_STALL)
        try:
            self._sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the other side was faster

    def ready(self, function: Any = _MISSING) -> Any:
        """Calls a function when the channel is ready, once; after ``rpcready`` soon. A decorator as well.

        It runs where the listeners run, and may be a coroutine function. Returns the function.
        """
        if function is _MISSING:
            return self.ready
        self._check(function)
        with self._queue_lock:
            if not self._announced:
                self._ready_functions.append(function)
                return function
        self._add_work(function)
        return function

    def on_stop(self, function: Any = _MISSING) -> Any:
        """Adds a function that finishes this process's work before the parent stops or restarts it. A decorator as well.

        It is called once, where the listeners run and after those of what was emitted before, and may be a coroutine
        function. The parent closes the channel when the last of these functions has ended. A parent that is a Node.js
        program tells nobody. Returns the function.
        """
        if function is _MISSING:
            return self.on_stop
        self._check(function)
        with self._queue_lock:
            self._stop_functions.append(function)
            offered = self._head is not None and len(self._stop_functions) == 1
        if offered:
            self._offer_stop()
        return function

    def _offer_stop(self) -> None:
        if self._on_stop is None:
            _log("the parent tells nobody before it stops this process")
            return
        try:
            self._writer.write(self._session.frame(self._on_stop.id, _encode((self._stop_asked,))), wait=False)
        except ChannelClosedError:
            pass  # nobody is left to stop this process over the channel

    def _stop_asked(self, *_: Any) -> None:
        self._work.extend(self._stop_functions)
        self._work.append(self._tell_stopped)

    def _tell_stopped(self) -> None:
        try:
            if self._stopped is not None:
                self._stopped()
        except ChannelClosedError:
            _log("the parent has not waited until the work was finished")

    @property
    def is_ready(self) -> bool:
        """Whether the parent can be reached right now: events are sent and do not wait."""
        return self._head is not None and self._closed is None

    def __repr__(self) -> str:
        return f"<Parent {'ready' if self.is_ready else self._closed or 'not ready'}>"

    # From the parent; by the thread that reads, under the reader's lock

    def _arrived(self, lines: list[Any]) -> list[Any]:
        if self._head is None:
            lines = [self._look_for_methods(line) for line in lines]
        if self._pong is None:
            return lines
        return [line for line in lines if line.__class__ is not str or not self._answers(line)]

    def _answers(self, line: str) -> bool:
        """Answers a ping as soon as it is read: a listener that blocks has no part in it."""
        ping = line.startswith(_PING_FRAME)
        if ping:
            self._tell_health(self._health)
        return ping

    def _tell_health(self, health: dict[str, Any]) -> None:
        try:
            if self._pong is not None:
                self._writer.write(self._session.frame(self._pong.id, _encode((health,))), wait=False)
        except ChannelClosedError:
            pass  # nobody asks any more

    def _hear_ping(self, *_: Any) -> None:
        self._tell_health(self._health)

    def _look_for_methods(self, line: Any) -> Any:
        """The handshake is done as soon as it is read; a bool in its place announces it in its turn."""
        if line.__class__ is str and '"methods"' in line and self._head is None:
            try:
                frame = self._session.read(line)
            except ProtocolError as error:
                return error
            if frame is not None and frame.method == "methods" and frame.args:
                instance = frame.args[0]
                if instance.__class__ is dict:
                    return self._attach(instance)
        return line

    def _attach(self, members: dict[str, Any]) -> bool:
        emit, goodbye = members.get("emit"), members.get("goodbye")
        if isinstance(goodbye, RemoteFunction):
            self._goodbye = goodbye
        on_stop, stopped = members.get("onstop"), members.get("stopped")
        if isinstance(on_stop, RemoteFunction) and isinstance(stopped, RemoteFunction):
            self._on_stop, self._stopped = on_stop, stopped
        if isinstance(members.get("pong"), RemoteFunction):
            self._health = _offer_dump()
            self._pong = members["pong"]
            self._watch_wake.ring()
        if not isinstance(emit, RemoteFunction):
            return False
        head = _HEAD % emit.id
        with self._queue_lock:
            if self._stop_functions:
                self._offer_stop()
            try:
                while self._queue:
                    self._writer.write(self._addressed(self._queue[0], head), wait=False)
                    self._queue.popleft()
            except ChannelClosedError:
                pass  # the end of the channel counts what is left
            self._emit_id = emit.id
            self._head = head
        self._attached.set()
        return True

    def _ended(self) -> None:
        """The channel has ended: found by whoever reads, once."""
        lines = [line for batch in [self._current] + [lines for lines, _ in list(self._reader.inbox)]
                 for line in batch]
        self._said_goodbye = self._said_goodbye or any(map(self._is_goodbye, lines))
        self._died = not self._leaving and not self._said_goodbye
        with self._queue_lock:
            if self._closed is None:
                self._closed = "the channel is closed: the parent has " + ("died" if self._died else "closed it")
            dropped = len(self._queue)
            self._queue.clear()
        if dropped:
            _log(f"{dropped} events could not be delivered, because {self._closed}")
        self._writer.close(self._closed)
        self._session.close()
        self._attached.set()
        self._gone.set()
        self._watch_wake.ring()
        self._wake_loop()

    def _is_goodbye(self, line: Any) -> bool:
        if line.__class__ is not str or len(line) > 4096 or not _GOODBYE_FRAME.search(line):
            return False
        try:
            fields = _parse(line)
        except ValueError:
            return False
        method = fields.get("method") if fields.__class__ is dict else None
        return method == "goodbye" or (method.__class__ is int and method == 1)

    def _hear_goodbye(self, *_: Any) -> None:
        self._said_goodbye = True

    # The watcher: reads while no listeners are run, and sees the parent die while they are

    def _watch(self) -> None:
        reader = self._reader
        while not reader.eof and not self._forked:
            reading = (self._mode is None or self._assist) and self._has_room()
            looks = self._pong is not None or not hasattr(select, "poll")
            usable, woken = _await_socket(self._sock, self._watch_wake.reader, reading, False, 1.0 if looks else None)
            if self._forked:
                return
            if woken:
                self._watch_wake.clear()
            elif usable:
                self._read_as_watcher(reading)
            elif looks and self._has_room():
                # While a listener blocks: for pings, and for the end where no hang-up is told.
                if reader.read():
                    self._wake_loop()
            elif self._pong is not None:
                self._tell_health({"busy": True})
        if self._died and not self._forked:
            self._outlive_parent()

    def _has_room(self) -> bool:
        limit = FLOW_LIMIT // 2 if self._paused else FLOW_LIMIT
        self._paused = self._reader.backlog > limit
        return not self._paused

    def _read_as_watcher(self, reading: bool) -> None:
        reader = self._reader
        if reading:
            if self._mode is None or self._assist:
                reader.read()
                self._wake_loop()
            return
        # The other side has hung up: what it left behind is little, and may hold its goodbye.
        while not reader.eof and reader.read():
            pass
        self._wake_loop()

    def _outlive_parent(self) -> None:
        if self._mode is not None:
            deadline = time.monotonic() + EXIT_GRACE
            while time.monotonic() < deadline and not self.stay_alive:
                time.sleep(0.05)
        if not self.stay_alive and not self._forked:
            _log("the parent has died, this process ends")
            _end_process(PARENT_DIED)

    # Running listeners

    def run(self) -> None:
        """Runs the listeners on this thread until the channel ends.

        A coroutine listener is awaited in an asyncio loop of its own, which stands still in between; use ``serve``
        for listeners that start background tasks. SystemExit and KeyboardInterrupt leave it, then it may be called
        again. When the parent has died it raises SystemExit(1), unless ``stay_alive`` is set.
        """
        if "asyncio" in sys.modules and sys.modules["asyncio"]._get_running_loop() is not None:
            raise RuntimeError("run() would block the running asyncio loop; use: await parent.serve()")
        self._enter("run")
        self._run_entered()

    def _run_entered(self) -> None:
        self._loop_thread = threading.get_ident()
        steps = self._steps()
        self._wake_on_signals()
        try:
            for step in steps:
                if step is _WAIT:
                    self._wait()
                elif step is _BUSY:
                    with self._lane:
                        pass
                else:
                    self._complete(step)
        finally:
            self._wake_no_more()
            steps.close()
            self._close_private_loop()
            self._exit()
        self._leave_if_parent_died()

    def _wake_on_signals(self) -> None:
        """A signal that comes right before the wait begins would be noticed at its end only."""
        try:
            others = signal.set_wakeup_fd(self._run_wake.writer.fileno(), warn_on_full_buffer=False)
        except ValueError:
            return  # not the main thread, which alone handles signals
        if others == -1:
            self._wakes_on_signals = True
        else:
            signal.set_wakeup_fd(others)

    def _wake_no_more(self) -> None:
        if self._wakes_on_signals:
            self._wakes_on_signals = False
            try:
                signal.set_wakeup_fd(-1)
            except ValueError:
                pass  # forked by another thread, which knows nothing of signals

    async def serve(self) -> None:
        """Runs the listeners on the running asyncio loop until the channel ends.

        Coroutine listeners are awaited one after another, other listeners are called. Cancelling it ends a listener
        that is awaited; events that were not handled stay, for the next call. When the parent has died it raises
        SystemExit(1), unless ``stay_alive`` is set.
        """
        import asyncio
        self._loop = asyncio.get_running_loop()
        self._enter("serve")
        steps = self._steps()
        reading = [False]
        try:
            for step in steps:
                if step is _WAIT:
                    await self._wait_in_loop(reading)
                elif step is _BUSY:
                    await asyncio.sleep(0.001)
                else:
                    await step
        finally:
            steps.close()
            if reading[0]:
                self._loop.remove_reader(self._sock)
            self._assist = False
            self._exit()
        self._leave_if_parent_died()

    def start(self) -> threading.Thread:
        """Runs the listeners, as ``run`` does, on a thread in the background, which is returned.

        The thread does not keep the process alive. ``sys.exit`` in a listener ends the process with that code.
        """
        self._enter("run")
        thread = threading.Thread(target=self._run_in_background, name="intercom-events", daemon=True)
        thread.start()
        return thread

    def _run_in_background(self) -> None:
        try:
            self._run_entered()
        except SystemExit as leaving:
            code = leaving.code
            if code is not None and not isinstance(code, int):
                _log(str(code))
                code = 1
            atexit._run_exitfuncs()
            _end_process(code or 0)

    def _enter(self, mode: str) -> None:
        with self._mode_lock:
            if self._forked:
                raise ChannelClosedError(f"the listeners cannot be run, because {self._closed}")
            if self._mode not in (None, "ended"):
                raise RuntimeError("the listeners of the parent are run already, by run(), serve() or start()")
            self._mode = mode
            self._loop_thread = threading.get_ident()
        self._watch_wake.ring()

    def _exit(self) -> None:
        _current_event.set(None)
        with self._mode_lock:
            # After the end the watcher must not take the process for one that runs no listeners.
            self._mode = "ended" if self._reader.eof else None
            self._loop_thread = 0
        self._watch_wake.ring()

    def _leave_if_parent_died(self) -> None:
        if self._died and not self.stay_alive and not self._forked:
            _log("the parent has died, this process ends")
            raise SystemExit(PARENT_DIED)

    def _steps(self) -> Any:
        """What is to be awaited by the loop, in turn: _WAIT for the channel, _BUSY for the lane, or a coroutine."""
        reader = self._reader
        while not self._forked:
            while not self._lane.acquire(blocking=False):
                yield _BUSY
            self._depth += 1
            try:
                yield from self._handle_inbox()
                if reader.eof and not reader.inbox and not self._work:
                    yield from self._tell_end()
                    return
            finally:
                self._release_lane()
            self._writer.flush()
            if reader.inbox or self._work or reader.eof:
                continue
            yield _WAIT
            if not reader.eof and not reader.inbox:
                reader.read()

    def _handle_inbox(self) -> Any:
        inbox = self._reader.inbox
        process = self._process
        yield from self._turn()
        while inbox:
            lines, cost = inbox[0]
            # Before it is taken out: whoever looks for a goodbye must find it in one of both places.
            self._current = lines
            inbox.popleft()
            entries = iter(lines)
            try:
                for entry in entries:
                    step = process(entry)
                    if step is not None and step is not _FAILED:
                        yield step
                    if self._work or self._posted:
                        yield from self._turn()
            finally:
                left = list(entries)
                if left:
                    inbox.appendleft((left, cost))
                else:
                    self._current = []
                    self._reader.done(cost)
                    if self._assist:
                        self._watch_wake.ring()

    def _turn(self) -> Any:
        """What came up beside the channel."""
        while self._work or self._posted:
            self._run_posted()
            if self._work:
                work = self._work.popleft()
                step = work if work.__class__ is CoroutineType else self._call_each(None, (work,), ())
                if step is not None and step is not _FAILED:
                    yield step

    def _tell_end(self) -> Any:
        if self._told_end:
            return
        self._told_end = True
        self._announced = False
        for name, args in (("rpcexit", ()), ("disconnected", ("internal",))):
            step = self._hear(name, args)
            if step is not None and step is not _FAILED:
                yield step
            yield from self._turn()
        self._session.clear()

    def _wait(self) -> None:
        if self._work or self._posted:
            return
        _, woken = _await_socket(self._sock, self._run_wake.reader, True, False, None)
        if woken:
            self._run_wake.clear()

    async def _wait_in_loop(self, reading: list[bool]) -> None:
        waiter = self._waiter = self._loop.create_future()
        try:
            if not reading[0] and not self._assist:
                try:
                    self._loop.add_reader(self._sock, self._readable, reading)
                    reading[0] = True
                except NotImplementedError:
                    self._assist = True
                    self._watch_wake.ring()
            if self._work or self._posted or self._reader.inbox or self._reader.eof:
                return
            await waiter
        finally:
            self._waiter = None

    def _readable(self, reading: list[bool]) -> None:
        if not self._resolve_waiter() and reading[0]:
            # A coroutine listener is being awaited: the loop would turn round and round until it is done.
            self._loop.remove_reader(self._sock)
            reading[0] = False

    def _resolve_waiter(self) -> bool:
        waiter = self._waiter
        if waiter is None:
            return False
        if not waiter.done():
            waiter.set_result(None)
        return True

    def _wake_loop(self) -> None:
        mode = self._mode
        if mode == "serve":
            if self._loop_thread == threading.get_ident():
                self._resolve_waiter()
                return
            try:
                self._loop.call_soon_threadsafe(self._resolve_waiter)
            except RuntimeError:
                pass  # the loop is closed, so nobody waits
        elif mode == "run" and self._loop_thread != threading.get_ident():
            self._run_wake.ring()

    def _complete(self, coroutine: Any) -> None:
        import asyncio
        if self._private_loop is None:
            self._private_loop = asyncio.new_event_loop()
        self._private_loop.run_until_complete(coroutine)

    def _close_private_loop(self) -> None:
        loop, self._private_loop = self._private_loop, None
        if loop is None:
            return
        import asyncio
        try:
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(asyncio.wait(left))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            loop.close()

    # Carrying out frames; in the lane

    def _process(self, entry: Any) -> Any:
        """Carries out one line; what it gives is None, _FAILED or a coroutine that does the rest."""
        if entry.__class__ is str:
            if len(entry) < 2 * MAX_NESTING:
                try:
                    fields, end = _scan(entry, 0)
                except (StopIteration, ValueError, RecursionError):
                    return self._session.handle(entry) if entry.strip(_SPACE) else None
                if end == len(entry) and fields.__class__ is dict:
                    method = fields.get("method")
                    if (method == 0 and method.__class__ is int or method == "emit") and not fields.get("callbacks") \
                            and not fields.get("links"):
                        args = fields.get("arguments")
                        if args and args.__class__ is list and args[0].__class__ is str \
                                and args[0] not in RESERVED_EVENTS:
                            return self._hear(args[0], args[1:])
            return self._session.handle(entry)
        if entry.__class__ is bool:
            return self._announce(entry)
        self._session.fail(entry)
        return None

    def _receive(self, *frame: Any) -> Any:
        event = frame[0] if frame else None
        try:
            if not isinstance(event, (str, list)):
                raise TypeError
            name = self._text(event)
        except (TypeError, ValueError):
            self._report(LOCAL_ERROR, ProtocolError("Expected the name of an event as first argument but was "
                                                    f"{_cut(repr(event))}"))
            return None
        if name in RESERVED_EVENTS:
            self._report("Received forbidden event from twin process!", [name, *frame[1:]])
            return None
        return self._hear(name, frame[1:])

    def _announce(self, has_emit: bool) -> Any:
        if not has_emit:
            self._report(NO_EMIT, ProtocolError("Expected a function named 'emit' among the parent's methods"))
            return None
        with self._queue_lock:
            self._announced = self._closed is None
            functions, self._ready_functions = self._ready_functions, []
        step = self._hear("rpcready", ())
        self._work.extend(functions)
        return step

    def _hear(self, name: str, args: Sequence[Any]) -> Any:
        _current_event.set(name)
        if self._any:
            step = self._call_each(name, self._any, (name, *args))
            if step is _FAILED:
                return None
            if step is not None:
                return self._hear_rest(step, name, args)
        return self._call_each(name, self._find_literal(name), args)

    async def _hear_rest(self, step: Any, name: str, args: Sequence[Any]) -> None:
        if await step is _FAILED:
            return
        rest = self._call_each(name, self._find_literal(name), args)
        if rest is not None and rest is not _FAILED:
            await rest

    def _call_each(self, name: Optional[str], listeners: Sequence[Any], args: Sequence[Any], first: int = 0) -> Any:
        for index in range(first, len(listeners)):
            try:
                result = listeners[index](*args)
            except Exception as error:
                self._listener_failed(name, listeners[index], error)
                return _FAILED
            if result.__class__ is CoroutineType:
                return self._await_each(name, listeners, args, index, result)
        return None

    async def _await_each(self, name: Optional[str], listeners: Sequence[Any], args: Sequence[Any], index: int,
                          coroutine: Any) -> Any:
        import asyncio
        if name is not None:
            _current_event.set(name)
        try:
            await coroutine
        except asyncio.CancelledError as error:
            cancelling = getattr(asyncio.current_task(), "cancelling", None)
            if self._mode == "serve" and (cancelling is None or cancelling()):
                raise
            self._listener_failed(name, listeners[index], error)
            return _FAILED
        except Exception as error:
            self._listener_failed(name, listeners[index], error)
            return _FAILED
        rest = self._call_each(name, listeners, args, index + 1)
        return await rest if rest.__class__ is CoroutineType else rest

    def _listener_failed(self, name: Optional[str], listener: Any, error: BaseException) -> None:
        import traceback
        function = _original(listener)
        named = getattr(function, "__qualname__", None) or repr(function)
        what = f"listener {named} of event {_cut(name)!r}" if name is not None else f"function {named}"
        trace = "".join(traceback.format_exception(type(error), error, error.__traceback__)).rstrip()
        _log(f"{what} failed\n{trace}")
        if name == "error":
            return
        self._hear_guarded("error", (LOCAL_ERROR, error))

    def _report(self, message: str, detail: Any) -> None:
        """An error that is no exception of a listener: to stderr and to the listeners of 'error'."""
        _log(f"{message} {_cut(repr(detail)) if isinstance(detail, list) else detail}")
        self._hear_guarded("error", (message, detail))

    # Local events

    def _hear_own(self, event: EventName, args: tuple[Any, ...], literal: bool) -> None:
        if self._lane.acquire(blocking=False):
            self._depth += 1
            try:
                self._call_own(event, args, literal)
            finally:
                self._release_lane()
        else:
            self._post(event, args, literal)

    def _hear_guarded(self, name: str, args: tuple[Any, ...]) -> None:
        if self._any or self._find(name):
            if self._lane.acquire(blocking=False):
                self._depth += 1
                try:
                    self._call_guarded(name, args, True)
                finally:
                    self._release_lane()
            else:
                self._post(name, args, True)

    def _post(self, event: EventName, args: tuple[Any, ...], literal: bool) -> None:
        self._posted.append((event, args, literal))
        # The holder may have looked before.
        if self._lane.acquire(blocking=False):
            self._depth += 1
            self._release_lane()

    def _release_lane(self) -> None:
        while True:
            try:
                if self._depth == 1:
                    self._run_posted()
            finally:
                self._depth -= 1
                outermost = self._depth == 0
                self._lane.release()
            if not outermost or not self._posted or not self._lane.acquire(blocking=False):
                return
            self._depth += 1

    def _run_posted(self) -> None:
        while self._posted:
            self._call_guarded(*self._posted.popleft())

    def _call_guarded(self, event: EventName, args: tuple[Any, ...], literal: bool) -> None:
        failing: list[Any] = [None]
        try:
            self._call_own(event, args, literal, failing)
        except Exception as error:
            self._listener_failed(self._text(event), failing[0], error)

    def _call_own(self, event: EventName, args: tuple[Any, ...], literal: bool,
                  calling: Optional[list[Any]] = None) -> None:
        name = self._text(event)
        token = _current_event.set(name)
        try:
            self._call_with(self._any, (name,) + args, name, calling)
            self._call_with(self._find_literal(name) if literal else self._find(event), args, name, calling)
        finally:
            _current_event.reset(token)

    def _call_with(self, listeners: tuple[Any, ...], args: tuple[Any, ...], name: str,
                   calling: Optional[list[Any]]) -> None:
        for listener in listeners:
            if calling is not None:
                calling[0] = listener
            result = listener(*args)
            if result.__class__ is CoroutineType:
                self._add_work(self._await_each(name, (listener,), (), 0, result))

    def _add_work(self, work: Any) -> None:
        self._work.append(work)
        self._wake_loop()

    # The end of the process

    def _leave(self) -> None:
        """At exit: what was emitted is delivered first."""
        if self._forked or self._gone.is_set():
            return
        if self._queue:
            self._attached.wait(EXIT_HANDSHAKE)
        self._leaving = True
        delivered = self._writer.wait_for_room(0, EXIT_STALL)
        left = len(self._queue)
        if left or (not delivered and not self._gone.is_set()):
            _log(f"this process ends before the parent took {left or 'all'} events")
        if self._sock.family != getattr(socket, "AF_UNIX", None):
            # Closing TCP with unread bytes would take back what was sent.
            try:
                self._sock.shutdown(socket.SHUT_WR)
                self._gone.wait(1.0)
            except OSError:
                pass  # the other side was faster

    def _after_fork(self) -> None:
        """In a forked process, with one thread: the channel belongs to the process that it was made for."""
        self._forked = True
        self._closed = "this process was forked from the child, and the channel belongs to the child"
        self._head = None
        self._lock = threading.RLock()
        if not self._lane._is_owned():  # type: ignore[attr-defined]
            self._lane = threading.RLock()
            self._depth = 0
        self._queue_lock = threading.RLock()
        self._mode_lock = threading.Lock()
        self._queue.clear()
        self._posted.clear()
        self._work.clear()
        self._session.lock = threading.RLock()
        self._session.local.lock = threading.RLock()
        self._session.close()
        self._reader.lock = threading.Lock()
        self._reader.backlog_lock = threading.Lock()
        self._reader.eof = True
        self._reader.inbox.clear()
        self._writer.reset_lock()
        self._writer.closed = self._closed
        self._watch_wake.close()
        self._wake_no_more()
        self._run_wake.close()
        self._sock.close()


# --- Process ---------------------------------------------------------------------------------------------------------

def _log(text: str) -> None:
    try:
        sys.stderr.write(f"intercom: {text}\n")
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        pass  # nobody reads stderr any more; there is no other place to say it


def _offer_dump() -> dict[str, Any]:
    """Lets a signal print what all threads do, and tells which; none where all are taken."""
    import faulthandler
    usual = [getattr(signal, "SIGRTMAX", 0) - 1, getattr(signal, "SIGUSR2", 0)]
    for number in usual:
        if number > 0 and signal.getsignal(number) == signal.SIG_DFL and hasattr(faulthandler, "register"):
            faulthandler.register(number, file=2, all_threads=True, chain=False)
            return {"pid": os.getpid(), "signal": int(number)}
    return {"pid": os.getpid()}


def _end_process(code: int) -> NoReturn:
    """Ends the process at once, after a second for its output at most: a writer may hold the streams for ever."""
    def flush() -> None:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (AttributeError, OSError, ValueError):
                pass  # nobody reads it any more

    flusher = threading.Thread(target=flush, daemon=True)
    flusher.start()
    flusher.join(1.0)
    os._exit(code & 0xFF if code >= 0 else code)


class _Settings:
    """How the parent is reached."""

    def __init__(self, address: str, token: Optional[str], frame_limit: Optional[str]) -> None:
        self.address = address
        self.token = token
        self.frame_limit = frame_limit

    def limit(self) -> int:
        if not self.frame_limit:
            return DEFAULT_FRAME_LIMIT
        if not self.frame_limit.isdecimal() or int(self.frame_limit) < 1:
            raise IntercomError(f"INTERCOM_FRAME_LIMIT must be a positive number of bytes but was "
                                f"{_cut(self.frame_limit)!r}")
        return int(self.frame_limit)

    def connect(self) -> Parent:
        if not self.token:
            raise NotAChildError("This process was not started as a child of Intercom: environment variable "
                                 "INTERCOM_TOKEN is not set")
        limit = self.limit()
        try:
            sock = self.open()
            sock.sendall(self.token.encode() + b"\n")
            sock.setblocking(False)
        except (OSError, ValueError) as error:
            raise ParentUnreachableError(f"The parent cannot be reached at {_cut(self.address)}: {error}") from error
        connected = Parent(sock, limit)
        connected._open()
        return connected

    def open(self) -> socket.socket:
        kind, _, place = self.address.partition(":")
        target: Any = place
        if kind == "unix" and hasattr(socket, "AF_UNIX"):
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        elif kind == "tcp":
            host, _, port = place.rpartition(":")
            target = (host, int(port))
            sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        else:
            raise ValueError("expected unix:<path> or tcp:127.0.0.1:<port> in INTERCOM_CHANNEL")
        try:
            sock.settimeout(CONNECT_TIMEOUT)
            sock.connect(target)
        except OSError:
            sock.close()
            raise
        return sock


_settings: Optional[_Settings] = None
_parent: Optional[Parent] = None
_connect_lock = threading.Lock()


def is_child() -> bool:
    """Whether this process was started by an Intercom application; ``intercom.parent`` is there then."""
    return _settings is not None


def __getattr__(name: str) -> Any:
    if name == "parent":
        return _connected_parent()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _connected_parent() -> Parent:
    global _parent
    with _connect_lock:
        if _parent is None:
            if _settings is None:
                raise NotAChildError("This process was not started as a child of Intercom (INTERCOM_CHANNEL is not "
                                     "set): start it from the application, or ask intercom.is_child() first")
            _parent = _settings.connect()
        return _parent


def _take_settings() -> Optional[_Settings]:
    """Takes the settings out of the environment, so that processes started from here never see them."""
    address = os.environ.pop("INTERCOM_CHANNEL", None)
    if not address:
        return None
    settings = _Settings(address, os.environ.pop("INTERCOM_TOKEN", None), os.environ.pop("INTERCOM_FRAME_LIMIT", None))
    here = os.path.realpath(os.path.dirname(os.path.abspath(__file__)))
    places = os.environ.get("PYTHONPATH")
    if places is not None:
        left = [place for place in places.split(os.pathsep) if not place or os.path.realpath(place) != here]
        if any(left):
            os.environ["PYTHONPATH"] = os.pathsep.join(left)
        else:
            del os.environ["PYTHONPATH"]
    return settings


def _prepare_output() -> None:
    """UTF-8 whatever the locale, and each line at once, also without the options -u and -X utf8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if (stream.encoding or "").lower().replace("_", "-") not in ("utf-8", "utf8"):
            errors = "surrogateescape" if stream is sys.stdout else "backslashreplace"
            reconfigure(encoding="utf-8", errors=errors)
        if not stream.write_through:
            reconfigure(line_buffering=True, write_through=True)


def _forget_channel_in_forked_process() -> None:
    global _settings, _connect_lock
    _settings = None
    _connect_lock = threading.Lock()
    if _parent is not None:
        _parent._after_fork()


_settings = _take_settings()
if _settings is not None:
    _prepare_output()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_forget_channel_in_forked_process)
