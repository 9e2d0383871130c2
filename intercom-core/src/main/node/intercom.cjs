'use strict';

/**
 * The child side of Intercom for Node.js 18 and later, loaded by `node --require intercom.cjs script.js`.
 *
 * In a process that was started as a child, `process.parent` exists when the script starts: an emitter whose events
 * go to the parent, and which hears the events of the parent. The script also has Node's own IPC surface
 * (`process.send`, `'message'`, `process.connected`, `process.disconnect`) over the same channel. In any other
 * process, and in worker threads, loading this file has no effect.
 *
 * Everything runs on the one thread of the script; listeners never run at the same time.
 */

const fs = require('fs');
const net = require('net');
const path = require('path');
const { Worker, isMainThread } = require('worker_threads');

const STAR = '*';
const GLOBSTAR = '**';
const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const cut = (value) => String(value).slice(0, 200);

// ---------------------------------------------------------------------------------------------------------------
// Emitter
// ---------------------------------------------------------------------------------------------------------------

const NO_LISTENERS = Object.freeze([]);

/** Names that are emitted only once must not fill the memory. */
const MOST_RESOLVED_NAMES = 1024;
const LONGEST_RESOLVED_NAME = 256;

const isWildcard = (segment) => segment === STAR || segment === GLOBSTAR;

/** Whether some plain name is matched by both patterns. */
function meet(first, second) {
	let row = new Array(second.length + 1).fill(false);
	row[second.length] = true;
	for (let column = second.length - 1; column >= 0; column--) {
		row[column] = row[column + 1] && second[column] === GLOBSTAR;
	}
	for (let index = first.length - 1; index >= 0; index--) {
		row = precedingRow(first[index], second, row);
	}
	return row[0];
}

/** One step of the dynamic programme: `row[j]` says whether the rest of the first meets the second from j on. */
function precedingRow(segment, second, next) {
	const row = new Array(next.length).fill(false);
	const end = second.length;
	row[end] = next[end] && segment === GLOBSTAR;
	for (let column = end - 1; column >= 0; column--) {
		const other = second[column];
		if (segment === GLOBSTAR || other === GLOBSTAR) {
			row[column] = next[column] || row[column + 1];
		}
		else {
			row[column] = next[column + 1] && (segment === STAR || other === STAR || segment === other);
		}
	}
	return row;
}

/** A segment of registered names, with the listeners of the name that ends here. Listener arrays never change. */
class Node {

	constructor(segment, parent, number) {
		this.segment = segment;
		this.parent = parent;
		this.number = number;
		this.children = new Map();
		this.listeners = NO_LISTENERS;
		this.warned = false;
	}

	path() {
		const segments = [];
		for (let node = this; node.parent !== null; node = node.parent) {
			segments.unshift(node.segment);
		}
		return segments;
	}

	newestFirst() {
		return [...this.children.values()].sort((a, b) => b.number - a.number);
	}

	add(listener, first) {
		this.listeners = first ? [listener, ...this.listeners] : [...this.listeners, listener];
	}

	/** Removes the first registration of a function, or of a wrapper around it. */
	remove(listener) {
		const index = this.listeners.findIndex((known) => known === listener || known._origin === listener);
		if (index >= 0) {
			this.replace(this.listeners.filter((known, position) => position !== index));
		}
		return index >= 0;
	}

	replace(listeners) {
		this.listeners = (listeners.length > 0) ? listeners : NO_LISTENERS;
		this.warned = this.warned && listeners.length > 0;
	}

	prune() {
		let node = this;
		while (node.parent !== null && node.listeners.length === 0 && node.children.size === 0) {
			node.parent.children.delete(node.segment);
			node = node.parent;
		}
	}

}

/** Remembers which node was entered with which segment, so that a walk with several `**` stays linear. */
class Visits {

	constructor() {
		this.visits = new Map();
	}

	segments(node) {
		let segments = this.visits.get(node);
		if (segments === undefined) {
			this.visits.set(node, segments = new Set());
		}
		return segments;
	}

	isFirst(node, segment) {
		const segments = this.segments(node);
		return !segments.has(segment) && segments.add(segment) !== undefined;
	}

	isEarliest(node, segment) {
		const segments = this.segments(node);
		const earliest = Math.min(Infinity, ...segments);
		segments.add(segment);
		return segment < earliest;
	}

}

/** Finds the registered names that match a plain name, in the order in which they are called. */
class NameWalk {

	constructor(name) {
		this.name = name;
		this.found = new Set();
		this.visits = null;
	}

	static walk(root, name) {
		const walk = new NameWalk(name);
		walk.enter(root, 0);
		return walk.found;
	}

	enter(node, next) {
		if (node === undefined || (this.visits !== null && !this.visits.isFirst(node, next))) {
			return;
		}
		const globstar = node.children.get(GLOBSTAR);
		if (next === this.name.length) {
			this.found.add(node);
			if (globstar !== undefined) {
				this.found.add(globstar);
			}
			return;
		}
		const segment = this.name[next];
		if (!isWildcard(segment)) {
			this.enter(node.children.get(segment), next + 1);
		}
		this.enter(node.children.get(STAR), next + 1);
		if (globstar !== undefined) {
			this.enterGlobstar(globstar, next);
		}
	}

	enterGlobstar(globstar, next) {
		this.found.add(globstar);
		if (globstar.children.size === 0) {
			return;
		}
		this.visits = this.visits || new Visits();
		if (this.visits.isEarliest(globstar, next)) {
			this.candidates(globstar, next).forEach((child) => this.enterBehindGlobstar(child, next));
		}
	}

	candidates(globstar, next) {
		const names = this.name.slice(next).filter((segment) => !isWildcard(segment));
		const children = new Set([STAR, ...names].map((segment) => globstar.children.get(segment)));
		children.delete(undefined);
		return [...children].sort((a, b) => b.number - a.number);
	}

	/** The position that the original takes comes first, so that the order of calls is the original's. */
	enterBehindGlobstar(child, next) {
		const preferred = this.preferred(child, next);
		this.enter(child, preferred + 1);
		for (let index = next; index < this.name.length; index++) {
			if (index !== preferred && this.matches(child, index)) {
				this.enter(child, index + 1);
			}
		}
	}

	preferred(child, next) {
		if (child.segment === STAR) {
			return this.name.length - 1;
		}
		if (next + 1 < this.name.length && this.matches(child, next + 1)) {
			return next + 1;
		}
		let index = next;
		while (!this.matches(child, index)) {
			index++;
		}
		return index;
	}

	matches(child, index) {
		return child.segment === STAR || child.segment === this.name[index];
	}

}

/** Finds the registered names that meet an emitted pattern: those of the original in its order, then the others. */
class PatternWalk {

	constructor(name) {
		this.name = name;
		this.found = new Set();
	}

	static walk(root, name) {
		const walk = new PatternWalk(name);
		walk.enter(root, 0);
		walk.takeAllBelow(root);
		return walk.found;
	}

	takeAllBelow(node) {
		node.newestFirst().forEach((child) => {
			this.take(child);
			this.takeAllBelow(child);
		});
	}

	take(node) {
		if (node.listeners.length > 0 && !this.found.has(node) && meet(node.path(), this.name)) {
			this.found.add(node);
		}
	}

	enter(node, next) {
		if (node === undefined) {
			return;
		}
		if (next === this.name.length) {
			this.take(node);
		}
		else if (this.name[next] === STAR) {
			node.newestFirst().forEach((child) => this.enter(child, next + 1));
			return;
		}
		else if (this.name[next] === GLOBSTAR) {
			this.enterByGlobstar(node, next);
			return;
		}
		else if (next < this.name.length) {
			this.enter(node.children.get(this.name[next]), next + 1);
		}
		this.enter(node.children.get(STAR), next + 1);
		const globstar = node.children.get(GLOBSTAR);
		if (globstar !== undefined) {
			this.enterGlobstar(globstar, next);
		}
	}

	/** Ends the name at a node, if anybody listens there. */
	end(node) {
		if (node.listeners.length > 0) {
			this.enter(node, this.name.length);
		}
	}

	enterByGlobstar(node, next) {
		const left = this.name.length - next - 1;
		const last = left === 0 || (left === 1 && this.name[next + 1] === STAR);
		if (last) {
			this.end(node);
		}
		node.newestFirst().forEach((child) => {
			if (!isWildcard(child.segment)) {
				this.enter(child, (this.name[next + 1] === child.segment) ? next + 2 : next);
				return;
			}
			if (!last) {
				this.end(child);
			}
			this.enter(child, next);
		});
	}

	enterGlobstar(globstar, next) {
		if (next < this.name.length) {
			this.end(globstar);
			globstar.newestFirst().forEach((child) => this.enterBehindGlobstar(child, next));
			return;
		}
		const star = globstar.children.get(STAR);
		this.end((globstar.listeners.length > 0 || star === undefined) ? globstar : star);
	}

	enterBehindGlobstar(child, next) {
		if (this.name[next + 1] === child.segment) {
			this.enter(child, next + 2);
		}
		else if (this.name[next] === child.segment) {
			this.enter(child, next + 1);
		}
		else {
			const root = new Node('', null, 0);
			const only = new Node(GLOBSTAR, root, 0);
			only.children.set(child.segment, child);
			root.children.set(GLOBSTAR, only);
			this.enter(root, next + 1);
		}
	}

}

/** Finds the registered names that a name means when it removes: registered wildcards are plain segments here. */
function removalWalk(root, name) {
	const found = new Set();
	const visits = new Visits();
	const enter = (node, next) => {
		if (node === undefined || !visits.isFirst(node, next)) {
			return;
		}
		const segment = name.segments[next];
		if (next === name.segments.length) {
			found.add(node);
		}
		else if (!name.pattern || !isWildcard(segment)) {
			enter(node.children.get(segment), next + 1);
		}
		else if (segment === STAR) {
			node.newestFirst().forEach((child) => enter(child, next + 1));
		}
		else {
			enter(node, next + 1);
			node.newestFirst().forEach((child) => enter(child, next));
		}
	};
	enter(root, 0);
	return found;
}

function call(listener, emitter, args) {
	switch (args.length) {
		case 0: return listener.call(emitter);
		case 1: return listener.call(emitter, args[0]);
		case 2: return listener.call(emitter, args[0], args[1]);
		default: return listener.apply(emitter, args);
	}
}

/** The text is the original's. */
function requireFunction(listener, operation) {
	if (typeof listener !== 'function') {
		throw new TypeError(`${operation} only accepts instances of Function`);
	}
	return listener;
}

const isThenable = (value) => value !== null && value !== undefined && typeof value.then === 'function';

/**
 * An event emitter by the rules of EventEmitter2 6.4.9 without its defects: wildcards `*` (one segment) and `**` (any
 * number), any listeners, and listeners that expire.
 *
 * Listeners are called at once, with the emitter as `this` and the name in `this.event`: first the any listeners that
 * there are at the beginning (name, then arguments), then the matching ones that there are after that. What a
 * listener throws ends the emit and reaches the caller. An event `error` that nobody hears is thrown.
 *
 * Options: `wildcard` (false), `delimiter` ('.'), `maxListeners` (10, at most that many per name before a warning, 0 for
 * no limit), `newListener`, `removeListener` (false; announce registrations and removals), `verboseMemoryLeak`,
 * `ignoreErrors` (false).
 */
class EventEmitter {

	#options;
	#wildcard;
	#delimiter;
	#root = new Node('', null, 0);
	#nodes = 0;
	#any = NO_LISTENERS;
	#resolved = new Map();
	#maxListeners;
	#forwarded = new Map();
	#failure = null;

	constructor(options) {
		this.#options = options || {};
		this.#wildcard = Boolean(this.#options.wildcard);
		this.#delimiter = this.#options.delimiter || '.';
		this.#maxListeners = this.#options.maxListeners;
		this.event = undefined;
	}

	// ---- names

	#parse(given) {
		if (Array.isArray(given)) {
			if (given.length === 0) {
				throw new TypeError("Expected the name of an event but was an empty list");
			}
			const text = this.#join(given);
			return this.#named(given.slice(), text, this.#wildcard ? given.slice() : [text]);
		}
		if (typeof given === 'symbol') {
			return { given, text: given, segments: [given], pattern: false };
		}
		if (typeof given !== 'string') {
			throw new TypeError(`Expected the name of an event (a text or a list of texts) but was '${cut(given)}'`);
		}
		return this.#named(given, given, this.#wildcard ? given.split(this.#delimiter) : [given]);
	}

	#named(given, text, segments) {
		return { given, text, segments, pattern: this.#wildcard && segments.some(isWildcard) };
	}

	#join(segments) {
		return (segments.length === 1) ? segments[0] : segments.join(this.#delimiter);
	}

	#literal(given) {
		const name = this.#parse(given);
		return { given: name.given, text: name.text, segments: name.segments, pattern: false };
	}

	// ---- lookup

	#find(event) {
		if (typeof event === 'string') {
			const found = this.#resolved.get(event);
			if (found !== undefined) {
				return found;
			}
		}
		return this.#resolve(this.#parse(event));
	}

	#resolve(name) {
		const walk = name.pattern ? PatternWalk : NameWalk;
		const found = [];
		if (this.#wildcard) {
			walk.walk(this.#root, name.segments).forEach((node) => found.push(...node.listeners));
		}
		else {
			const node = this.#root.children.get(name.text);
			found.push(...((node !== undefined) ? node.listeners : NO_LISTENERS));
		}
		if (typeof name.given === 'string' && name.given.length <= LONGEST_RESOLVED_NAME) {
			if (this.#resolved.size >= MOST_RESOLVED_NAMES) {
				this.#resolved.clear();
			}
			this.#resolved.set(name.given, found);
		}
		return found;
	}

	#findLiteral(event) {
		const name = this.#parse(event);
		if (!name.pattern) {
			return this.#find(event);
		}
		return [...NameWalk.walk(this.#root, name.segments)].flatMap((node) => node.listeners);
	}

	#changed() {
		this.#resolved.clear();
	}

	#namedNodes() {
		const named = [];
		const collect = (node) => {
			node.newestFirst().forEach(collect);
			if (node.listeners.length > 0) {
				named.push(node);
			}
		};
		collect(this.#root);
		return this.#wildcard ? named : named.reverse();
	}

	// ---- emit

	/**
	 * Calls the listeners of an event.
	 * @param event the name, or a list of its segments; wildcards in it reach all names that they match
	 * @returns whether anybody heard it
	 */
	emit(event, ...args) {
		return this.#emit(event, args, false);
	}

	/** As `emit`, but wildcards in the name are plain segments, which only listeners with wildcards can match. */
	emitLiteral(event, args) {
		return this.#emit(event, args, true);
	}

	#emit(event, args, literal) {
		const text = (typeof event === 'string') ? event : this.#parse(event).text;
		const any = this.#any;
		if (any.length > 0) {
			this.#callAll(any, text, [text, ...args]);
		}
		const listeners = literal ? this.#findLiteral(event) : this.#find(event);
		if (listeners.length > 0) {
			this.#callAll(listeners, text, args);
		}
		return any.length > 0 || listeners.length > 0 || this.#unheard(text, args);
	}

	#callAll(listeners, text, args) {
		const outer = this.event;
		const watch = this.#options.promiseReturned;
		let index = 0;
		try {
			for (; index < listeners.length; index++) {
				this.event = text;
				const result = call(listeners[index], this, args);
				if (watch !== undefined && isThenable(result)) {
					watch(result, text, listeners[index]);
				}
			}
		}
		catch (ex) {
			if (this.#failure === null || this.#failure.reason !== ex) {
				this.#failure = { reason: ex, event: text, listener: listeners[index] };
			}
			throw ex;
		}
		finally {
			this.event = outer;
		}
	}

	/** Which listener threw this, and forgets it. */
	takeFailure(reason) {
		const failure = this.#failure;
		this.#failure = null;
		return (failure !== null && failure.reason === reason) ? failure : null;
	}

	#unheard(text, args) {
		if (text === 'error' && !this.#options.ignoreErrors) {
			throw unhandled(args[0]);
		}
		return false;
	}

	/**
	 * Calls the listeners and collects what they return.
	 * @returns a promise of the list of results; it is rejected with what a listener throws or rejects with
	 */
	emitAsync(event, ...args) {
		const results = [];
		try {
			const text = this.#parse(event).text;
			const any = this.#any;
			this.#collect(any, text, [text, ...args], results);
			const listeners = this.#find(event);
			this.#collect(listeners, text, args, results);
			if (any.length === 0 && listeners.length === 0) {
				this.#unheard(text, args);
			}
		}
		catch (ex) {
			return Promise.reject(ex);
		}
		return Promise.all(results);
	}

	#collect(listeners, text, args, results) {
		const outer = this.event;
		try {
			listeners.forEach((listener) => {
				this.event = text;
				if (listener._spent === undefined || !listener._spent()) {
					results.push(call(listener, this, args));
				}
			});
		}
		finally {
			this.event = outer;
		}
	}

	// ---- registration

	/**
	 * Registers a listener.
	 * @param options `async` calls it in a later turn, `nextTick` later in this turn, `promisify` makes such a call a
	 * promise, `objectify` returns a handle with `off()` instead of the emitter
	 */
	on(event, listener, options) {
		return this.#add(event, requireFunction(listener, 'on'), false, options);
	}

	addListener(event, listener, options) {
		return this.on(event, listener, options);
	}

	prependListener(event, listener, options) {
		return this.#add(event, requireFunction(listener, 'prependListener'), true, options);
	}

	/** Registers a listener for one call. */
	once(event, listener, options) {
		return this.many(event, 1, listener, options);
	}

	prependOnceListener(event, listener, options) {
		return this.prependMany(event, 1, listener, options);
	}

	/** Registers a listener for a number of calls; a number below 1 never expires. */
	many(event, times, listener, options) {
		return this.#add(event, this.#counted(event, times, requireFunction(listener, 'many')), false, options);
	}

	prependMany(event, times, listener, options) {
		return this.#add(event, this.#counted(event, times, requireFunction(listener, 'prependMany')), true, options);
	}

	#add(event, listener, first, options) {
		const name = this.#parse(event);
		const registered = (options !== undefined) ? deferred(listener, options) : listener;
		if (this.#options.newListener) {
			this.#emit('newListener', [name.given, registered], false);
		}
		if (!name.segments.some((segment, index) => segment === GLOBSTAR && name.segments[index - 1] === GLOBSTAR
				&& this.#wildcard)) {
			this.#register(name, registered, first);
		}
		if (options !== undefined && options !== null && options.objectify) {
			return { emitter: this, event, listener: listener._origin || listener, off: () => this.off(event, registered) };
		}
		return this;
	}

	#register(name, listener, first) {
		let node = this.#root;
		for (const segment of name.segments) {
			let child = node.children.get(segment);
			if (child === undefined) {
				node.children.set(segment, child = new Node(segment, node, ++this.#nodes));
			}
			node = child;
		}
		node.add(listener, first);
		this.#changed();
		const most = this.getMaxListeners();
		if (!node.warned && most > 0 && node.listeners.length > most) {
			node.warned = true;
			this.#warn(name.text, node.listeners.length);
		}
	}

	#warn(text, count) {
		const more = this.#options.verboseMemoryLeak ? ` Event name: ${String(text)}.` : '';
		const warning = new Error(`Possible EventEmitter memory leak detected. ${count} listeners added. `
			+ `Use emitter.setMaxListeners() to increase limit.${more}`);
		Object.assign(warning, { name: 'MaxListenersExceededWarning', emitter: this, count });
		process.emitWarning(warning);
	}

	#counted(event, times, listener) {
		let left = times;
		const emitter = this;
		const counted = function (...args) {
			if (times > 0) {
				if (left === 0) {
					return undefined;
				}
				if (--left === 0) {
					emitter.#expire(event, registeredAs(counted));
				}
			}
			return listener.apply(this, args);
		};
		counted._origin = listener._origin || listener;
		counted._spent = () => times > 0 && left === 0;
		return counted;
	}

	#expire(event, counted) {
		if (this.#removeFrom(this.#literal(event), counted) > 0 && this.#options.removeListener) {
			this.#emit('removeListener', [event, counted], false);
		}
	}

	#removeFrom(name, listener) {
		let removed = 0;
		removalWalk(this.#root, name).forEach((node) => {
			if (node.remove(listener)) {
				removed++;
				node.prune();
			}
		});
		if (removed > 0) {
			this.#changed();
		}
		return removed;
	}

	/** Removes one registration of a listener from every registered name that the given name, as a pattern, matches. */
	off(event, listener) {
		const removed = this.#removeFrom(this.#parse(event), requireFunction(listener, 'off'));
		for (let count = 0; this.#options.removeListener && count < removed; count++) {
			this.#emit('removeListener', [event, listener], false);
		}
		return this;
	}

	removeListener(event, listener) {
		return this.off(event, listener);
	}

	/** Empties every registered name that the given one, as a pattern, matches; without a name all. Any listeners stay. */
	removeAllListeners(event) {
		if (event === undefined) {
			this.#root = new Node('', null, 0);
		}
		else {
			removalWalk(this.#root, this.#parse(event)).forEach((node) => {
				node.replace(NO_LISTENERS);
				node.prune();
			});
		}
		this.#changed();
		return this;
	}

	/** Registers a listener of all events; it gets the name as its first argument. */
	onAny(listener) {
		this.#any = [...this.#any, requireFunction(listener, 'onAny')];
		return this;
	}

	prependAny(listener) {
		this.#any = [requireFunction(listener, 'prependAny'), ...this.#any];
		return this;
	}

	/** Removes one registration of an any listener; without an argument all. */
	offAny(listener) {
		const all = listener === undefined;
		const index = all ? -1 : this.#any.indexOf(requireFunction(listener, 'offAny'));
		const removed = all ? this.#any : this.#any.slice(index).slice(0, (index >= 0) ? 1 : 0);
		this.#any = all ? NO_LISTENERS : this.#any.filter((known, position) => position !== index);
		if (this.#options.removeListener) {
			removed.forEach((gone) => this.#emit('removeListenerAny', [gone], false));
		}
		return this;
	}

	// ---- queries

	/** What an emit of this name would call, without the any listeners; the functions that were registered. */
	listeners(event) {
		if (event === undefined && this.#wildcard) {
			throw new Error('event name required for wildcard emitter');
		}
		const found = (event === undefined) ? this.#namedNodes().flatMap((node) => node.listeners) : this.#find(event);
		return found.map((listener) => listener._origin || listener);
	}

	listenersAny() {
		return this.#any.slice();
	}

	listenerCount(event) {
		return this.listeners(event).length;
	}

	hasListeners(event) {
		const counted = !this.#wildcard && this.#any.length > 0;
		return counted || ((event === undefined) ? this.#namedNodes().length > 0 : this.#find(event).length > 0);
	}

	/** The names with at least one listener, joined or as lists of segments. */
	eventNames(asArray) {
		const names = this.#namedNodes().map((node) => node.path());
		return asArray ? names : names.map((segments) => this.#join(segments));
	}

	setMaxListeners(most) {
		if (typeof most !== 'number' || Number.isNaN(most)) {
			throw new TypeError(`Expected a number of listeners but was '${cut(most)}'`);
		}
		this.#maxListeners = most;
		return this;
	}

	getMaxListeners() {
		return (this.#maxListeners !== undefined) ? this.#maxListeners : EventEmitter.defaultMaxListeners;
	}

	/** The text of a name that may be a list. */
	joined(event) {
		return this.#parse(event).text;
	}

	// ---- waiting and forwarding

	/**
	 * Waits for one event.
	 * @param options `timeout` (milliseconds), `filter` (says which events end the wait), `handleError` (the first
	 * argument is an error or null); a number is a timeout, a function a filter
	 * @returns a promise of the list of arguments, with `cancel(reason)`
	 */
	waitFor(event, options) {
		const wanted = (typeof options === 'number') ? { timeout: options }
			: (typeof options === 'function') ? { filter: options } : (options || {});
		return wait(this, event, wanted, false);
	}

	/** As `waitFor`; an event `error` rejects the promise. */
	static once(emitter, event, options) {
		return wait(emitter, event, options || {}, event !== 'error');
	}

	/**
	 * Emits the events of another emitter here.
	 * @param source the other emitter
	 * @param events their names: a text with blanks, a list, or an object from the names there to those here
	 * @param options `reducer`, or `reducers` by name: a function that returns false for what is to be left out
	 */
	listenTo(source, events, options) {
		const names = Array.isArray(events) || typeof events === 'string'
			? Object.fromEntries((Array.isArray(events) ? events : events.trim().split(/\s+/)).map((name) => [name, name]))
			: events;
		const forwarded = this.#forwarded.get(source) || new Map();
		for (const [there, here] of Object.entries(names)) {
			if (forwarded.has(there)) {
				throw new Error(`Event '${there}' is already listening`);
			}
			const reducers = (options && (options.reducers || options.reducer)) || {};
			const reducer = (typeof reducers === 'function') ? reducers : reducers[there];
			const listener = (...args) => {
				if (reducer === undefined || reducer({ name: there, data: args, original: there, source }) !== false) {
					this.#emit(here, args, false);
				}
			};
			forwarded.set(there, listener);
			source.on(there, listener);
		}
		this.#forwarded.set(source, forwarded);
		return this;
	}

	/** Ends the forwarding of an event, or of all, of a source, or of all sources. Returns whether there was any. */
	stopListeningTo(source, event) {
		if (source === undefined) {
			return [...this.#forwarded.keys()].map((known) => this.stopListeningTo(known)).length > 0;
		}
		const forwarded = this.#forwarded.get(source);
		if (forwarded === undefined) {
			return false;
		}
		for (const there of (event !== undefined) ? [event] : [...forwarded.keys()]) {
			if (forwarded.has(there)) {
				source.off(there, forwarded.get(there));
				forwarded.delete(there);
			}
		}
		if (forwarded.size === 0) {
			this.#forwarded.delete(source);
		}
		return true;
	}

}

EventEmitter.defaultMaxListeners = 10;

function unhandled(reason) {
	return (reason instanceof Error) ? reason : Object.assign(new Error("Uncaught, unspecified 'error' event."),
		{ context: reason });
}

/** A wrapper in its turn, if the options of the registration ask for one. */
function deferred(listener, options) {
	const { async, nextTick, promisify } = (options === true) ? { promisify: true }
		: (options === false) ? { async: true } : options;
	if (!async && !nextTick && !promisify) {
		return listener;
	}
	const later = nextTick ? process.nextTick : setImmediate;
	const wrapper = function (...args) {
		const event = this.event;
		const run = () => {
			const outer = this.event;
			this.event = event;
			try {
				return listener.apply(this, args);
			}
			finally {
				this.event = outer;
			}
		};
		if (promisify) {
			return new Promise((resolve) => later(resolve)).then(run);
		}
		later(run);
		return undefined;
	};
	wrapper._origin = listener._origin || listener;
	if (listener._spent !== undefined) {
		listener._registered = wrapper;
	}
	return wrapper;
}

const registeredAs = (counted) => counted._registered || counted;

function wait(emitter, event, options, failOnError) {
	let cancel;
	const promise = new Promise((resolve, reject) => {
		let timer = null;
		const clean = () => {
			emitter.off(event, heard);
			if (failOnError) {
				emitter.off('error', failed);
			}
			clearTimeout(timer);
			waits.ended = true;
		};
		const settle = (how, value) => {
			clean();
			how(value);
		};
		const heard = function (...args) {
			if (options.filter && !options.filter.apply(this, args)) {
				return;
			}
			if (options.handleError && args[0]) {
				settle(reject, args[0]);
			}
			else {
				settle(resolve, options.handleError ? args.slice(1) : args);
			}
		};
		const failed = (reason) => settle(reject, reason);
		cancel = (reason) => settle(reject, Object.assign(new Error(reason || 'canceled'), { code: 'ECANCELED' }));
		if (options.timeout > 0) {
			timer = setTimeout(() => settle(reject, Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
				options.timeout);
		}
		emitter.on(event, heard);
		if (failOnError) {
			emitter.on('error', failed);
		}
	});
	promise.cancel = (reason) => cancel(reason);
	return promise;
}

/** Set when a wait has ended: who waited gets a turn before the next event, so that it can wait for that one. */
const waits = { ended: false };

// ---------------------------------------------------------------------------------------------------------------
// Protocol
// ---------------------------------------------------------------------------------------------------------------

const MAX_NESTING = 1000;
const MAX_LIST_GAP = 1000;
const DEFAULT_FRAME_LIMIT = 64 * 1024 * 1024;

/** Deeper arguments may be circles; they take the way that finds them. */
const PLAIN_NESTING = 32;

const FUNCTION = '[Function]';
const CIRCULAR = '[Circular]';

/** A frame of the other side that breaks the rules. */
class ProtocolError extends Error {
}

/** An argument that cannot be sent. */
class ArgumentError extends TypeError {
}

const NOT_PLAIN = -1;

/**
 * The least number of characters that a value takes as JSON, or NOT_PLAIN if it holds something that JSON does not
 * know, or may be a circle, or is longer than the limit.
 */
function plainSize(value, depth, limit) {
	switch (typeof value) {
		case 'string': return value.length + 2;
		case 'number': case 'boolean': case 'undefined': return 1;
		case 'object': break;
		default: return NOT_PLAIN;
	}
	if (value === null) {
		return 4;
	}
	if (depth === 0) {
		return NOT_PLAIN;
	}
	let size = 2;
	if (Array.isArray(value)) {
		for (let index = 0; index < value.length; index++) {
			const member = plainSize(value[index], depth - 1, limit);
			size += member + 1;
			if (member === NOT_PLAIN || size > limit) {
				return NOT_PLAIN;
			}
		}
		return size;
	}
	const prototype = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) {
		return NOT_PLAIN;
	}
	for (const key in value) {
		const member = plainSize(value[key], depth - 1, limit);
		size += (member !== NOT_PLAIN && value[key] !== undefined) ? member + key.length + 3 : 0;
		if (member === NOT_PLAIN || size > limit) {
			return NOT_PLAIN;
		}
	}
	return size;
}

/** Writes arguments as JSON without functions and circles, which it notes with their places. */
class ArgumentWriter {

	constructor(limit) {
		this.limit = limit;
		this.out = '';
		this.offers = [];
		this.links = [];
		this.ancestors = [];
		this.keys = [];
	}

	write(args) {
		this.container(args);
		return this.out;
	}

	/** What JSON sees in place of the value. */
	prepared(value, key) {
		if (value === null || typeof value !== 'object') {
			return value;
		}
		if (typeof value.toJSON === 'function') {
			return value.toJSON(key);
		}
		if (value instanceof Number || value instanceof String || value instanceof Boolean) {
			return value.valueOf();
		}
		return value;
	}

	value(value) {
		switch (typeof value) {
			case 'string': case 'boolean': case 'number':
				this.append(JSON.stringify(value));
				break;
			case 'function':
				this.offers.push({ fn: value, path: this.keys.map(String) });
				this.append(`"${FUNCTION}"`);
				break;
			case 'object':
				if (value === null) {
					this.append('null');
				}
				else {
					this.container(value);
				}
				break;
			case 'bigint':
				throw new ArgumentError(`Expected values that JSON knows but was the BigInt ${cut(value)} at `
					+ `${this.where()}; send it as a text`);
			default:
				this.append('null');
		}
	}

	append(text) {
		this.out += text;
		if (this.out.length > this.limit) {
			throw tooLong(this.limit);
		}
	}

	container(container) {
		const ancestor = this.ancestors.indexOf(container);
		if (ancestor >= 0) {
			this.links.push({ from: this.keys.slice(0, ancestor).map(String), to: this.keys.map(String) });
			this.append(`"${CIRCULAR}"`);
			return;
		}
		if (this.ancestors.length > MAX_NESTING) {
			throw new ArgumentError(`Expected arguments nested up to ${MAX_NESTING} levels but was deeper at `
				+ this.where());
		}
		this.ancestors.push(container);
		if (Array.isArray(container)) {
			this.list(container);
		}
		else {
			this.object(container);
		}
		this.ancestors.pop();
	}

	list(list) {
		this.append('[');
		for (let index = 0; index < list.length; index++) {
			if (index > 0) {
				this.append(',');
			}
			this.keys.push(index);
			this.value(this.prepared(list[index], String(index)));
			this.keys.pop();
		}
		this.append(']');
	}

	object(object) {
		this.append('{');
		let separator = '';
		const keys = Object.keys(object);
		if (object instanceof Error && !keys.includes('message')) {
			keys.unshift('message');
		}
		for (const key of keys) {
			const value = this.prepared(object[key], key);
			if (value === undefined || typeof value === 'symbol') {
				continue;
			}
			this.append(`${separator}${JSON.stringify(key)}:`);
			separator = ',';
			this.keys.push(key);
			this.value(value);
			this.keys.pop();
		}
		this.append('}');
	}

	where() {
		const place = this.keys.slice(0, 10).join('.');
		return `'${cut(place)}${(this.keys.length > 10) ? '...' : ''}'`;
	}

}

function tooLong(limit) {
	return new ArgumentError(`Expected a frame of at most ${limit} bytes but the arguments are longer; `
		+ 'send them in parts, or raise the frame limit of the child');
}

/** The id that a text stands for, or -1. */
function idOf(text) {
	const id = Number(text);
	return Number.isSafeInteger(id) && id >= 0 && String(id) === text ? id : -1;
}

const isId = (value) => Number.isSafeInteger(value) && value >= 0;

function pathOf(value) {
	if (!Array.isArray(value)) {
		throw new ProtocolError(`Expected a path but was '${cut(JSON.stringify(value))}'`);
	}
	if (value.length > MAX_NESTING + 1) {
		throw new ProtocolError(`Expected a path but was one of ${value.length} keys`);
	}
	return value.map((key) => {
		if (typeof key !== 'string' && typeof key !== 'number') {
			throw new ProtocolError(`Expected the key of a path but was '${cut(JSON.stringify(key))}'`);
		}
		return String(key);
	});
}

/** Received arguments while functions and links are put in place. */
class ArgumentTree {

	constructor(root) {
		this.root = root;
		this.gap = MAX_LIST_GAP;
	}

	get(keys) {
		let node = this.root;
		for (const key of keys) {
			if (node === null || node === undefined) {
				throw new ProtocolError(`Expected a value before '${cut(key)}' of the path '${cut(keys)}'`);
			}
			if (!this.has(node, key)) {
				return undefined;
			}
			node = node[key];
		}
		return node;
	}

	has(node, key) {
		if (Array.isArray(node)) {
			const position = idOf(key);
			return position >= 0 && position < node.length;
		}
		return typeof node === 'object' && node !== null && hasOwn(node, key);
	}

	set(keys, value) {
		let node = this.root;
		keys.forEach((key, index) => {
			if (index === keys.length - 1) {
				this.put(node, key, value, keys);
			}
			else {
				if (!this.has(node, key)) {
					this.put(node, key, {}, keys);
				}
				node = this.has(node, key) ? node[key] : {};
			}
		});
	}

	put(node, key, value, keys) {
		if (Array.isArray(node)) {
			this.putInList(node, key, value);
		}
		else if (typeof node === 'object' && node !== null) {
			Object.defineProperty(node, key, { value, writable: true, enumerable: true, configurable: true });
		}
		else if (typeof node !== 'function') {
			throw new ProtocolError(`Expected an object or a list before '${cut(key)}' of the path '${cut(keys)}'`);
		}
	}

	/** A name that is no position is no part of the list, as in JSON. */
	putInList(list, key, value) {
		const position = idOf(key);
		if (position < 0) {
			return;
		}
		const missing = position - list.length;
		if (missing > this.gap) {
			throw new ProtocolError(`Expected a position near the end of the list but was ${cut(key)}`);
		}
		this.gap -= Math.max(0, missing);
		while (list.length < position) {
			list.push(undefined);
		}
		list[position] = value;
	}

}

/** Whether received arguments are nested deeper than allowed. Never recurses: they may be very deep. */
function isTooDeep(args) {
	let level = [args];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > MAX_NESTING) {
			return true;
		}
		const next = [];
		for (const container of level) {
			for (const member of Array.isArray(container) ? container : Object.values(container)) {
				if (typeof member === 'object' && member !== null) {
					next.push(member);
				}
			}
		}
		level = next;
	}
	return false;
}

/**
 * One session of the dnode protocol over frames of text. Functions of this side that were sent keep their ids until
 * the other side gives them up or the session ends; functions of the other side arrive as functions with `id` and
 * `cull()`.
 *
 * Options: `methods` (an object whose members are offered), `send(text)` (a frame without newline), `frameLimit`
 * (bytes), and listeners, all optional: `remote(methods)`, `ready()`, `fail(error)` (a broken frame), `error(reason)` (a
 * function of this side failed), `received(stub, known)`.
 */
class DnodeSession {

	#methods;
	#send;
	#frameLimit;
	#listeners;
	#functions = new Map();
	#ids = new Map();
	#next = 0;
	#stubs = new Map();
	#closed = null;

	constructor(options) {
		this.#methods = options.methods || {};
		this.#send = options.send;
		this.#frameLimit = options.frameLimit || DEFAULT_FRAME_LIMIT;
		this.#listeners = options;
		this.remote = {};
	}

	/** Tells the other side the methods of this side. */
	start() {
		this.request('methods', [this.#methods]);
	}

	/** Calls a method of the other side by name (a text) or a function by id (a number). */
	request(method, args) {
		this.#send(`{"method":${JSON.stringify(method)},${this.encode(args)}`);
	}

	/**
	 * The end of a frame, from its arguments on. Functions in it are known to the session from here on.
	 * @throws ArgumentError if an argument cannot be sent
	 */
	encode(args) {
		if (this.#closed !== null) {
			throw this.#closed;
		}
		if (plainSize(args, PLAIN_NESTING, this.#frameLimit) !== NOT_PLAIN) {
			return `"arguments":${this.#checked(JSON.stringify(args))},"callbacks":{},"links":[]}`;
		}
		const writer = new ArgumentWriter(this.#frameLimit);
		const text = this.#checked(writer.write(args));
		const callbacks = JSON.stringify(Object.fromEntries(this.#assign(writer.offers)));
		return `"arguments":${text},"callbacks":${callbacks},"links":${JSON.stringify(writer.links)}}`;
	}

	#checked(text) {
		const room = this.#frameLimit - 64;
		if (text.length > room || (text.length * 3 > room && Buffer.byteLength(text) > room)) {
			throw tooLong(this.#frameLimit);
		}
		return text;
	}

	/** Gives each function of a request an id, no id twice; ids that it has already are used first. */
	#assign(offers) {
		const paths = new Map();
		for (const { fn, path: place } of offers) {
			let known = this.#ids.get(fn);
			if (known === undefined) {
				this.#ids.set(fn, known = []);
			}
			let id = known.find((candidate) => !paths.has(candidate));
			if (id === undefined) {
				known.push(id = this.#next++);
				this.#functions.set(id, fn);
			}
			paths.set(id, place);
		}
		return paths;
	}

	/** Gives up a function of the other side and tells it so. */
	cull(id) {
		this.#stubs.delete(id);
		if (this.#closed === null) {
			this.#send(JSON.stringify({ method: 'cull', arguments: [id] }));
		}
	}

	/** Ids of own functions that can still be called. */
	localIds() {
		return [...this.#functions.keys()].sort((a, b) => a - b);
	}

	/** Ids of functions of the other side that were not given up. */
	remoteIds() {
		return [...this.#stubs.keys()].sort((a, b) => a - b);
	}

	get isClosed() {
		return this.#closed !== null;
	}

	/** Ends the session: functions of the other side throw from here on, those of this side are forgotten. */
	close(reason) {
		if (this.#closed === null) {
			this.#closed = Object.assign(new Error(`The session has ended: ${reason || 'the channel is closed'}`),
				{ code: 'ERR_INTERCOM_CLOSED' });
			this.#functions.clear();
			this.#ids.clear();
			this.#stubs.clear();
		}
	}

	/** Carries out a received frame. Never throws because of what it holds: a broken frame is one `fail`. */
	handle(text) {
		if (this.#closed !== null) {
			return;
		}
		try {
			this.#carryOut(this.#parse(text), text.length);
		}
		catch (ex) {
			if (!(ex instanceof ProtocolError)) {
				throw ex;
			}
			ex.message += (ex.quoted !== undefined) ? '' : ` in the frame '${text.slice(0, 200)}'`;
			ex.quoted = text.slice(0, 200);
			this.#tell('fail', ex);
		}
	}

	#parse(text) {
		try {
			return JSON.parse(text);
		}
		catch (ex) {
			throw new ProtocolError(`Expected a JSON text but was broken (${cut(ex.message)})`);
		}
	}

	#carryOut(frame, length) {
		if (frame === null) {
			throw new ProtocolError('Expected a frame but was null');
		}
		if (typeof frame !== 'object' || Array.isArray(frame)) {
			return;
		}
		if (length > 2 * MAX_NESTING && typeof frame.arguments === 'object' && frame.arguments !== null
				&& isTooDeep(frame.arguments)) {
			throw new ProtocolError(`Expected arguments nested up to ${MAX_NESTING} levels but was deeper`);
		}
		const args = this.#arguments(frame);
		if (typeof frame.method === 'string') {
			this.#named(frame.method, args);
		}
		else if (typeof frame.method === 'number') {
			const fn = this.#functions.get(frame.method);
			if (fn === undefined) {
				this.#tell('fail', new ProtocolError('no such method'));
			}
			else {
				this.#call(fn, args);
			}
		}
	}

	/** The arguments with functions and links in place; null if they are no list. */
	#arguments(frame) {
		const callbacks = this.#callbacks(frame.callbacks);
		const links = this.#links(frame.links);
		// what counts as nothing in JavaScript counts as an empty list
		const args = Array.isArray(frame.arguments) ? frame.arguments : (!frame.arguments ? [] : null);
		if (callbacks === null && links === null) {
			return args;
		}
		if (args === null) {
			throw new ProtocolError('Expected a list of arguments but was a frame with functions or links only');
		}
		const tree = new ArgumentTree(args);
		const received = [];
		(callbacks || []).forEach(({ id, place }) => {
			const known = this.#stubs.get(id);
			const stub = known || this.#stub(id);
			received.push({ stub, known: known !== undefined });
			tree.set(place, stub);
		});
		(links || []).forEach(({ from, to }) => tree.set(to, tree.get(from)));
		received.forEach(({ stub, known }) => {
			this.#stubs.set(stub.id, stub);
			this.#tell('received', stub, known);
		});
		return args;
	}

	#callbacks(callbacks) {
		if (typeof callbacks !== 'object' || callbacks === null) {
			if (typeof callbacks === 'string' && callbacks !== '') {
				throw new ProtocolError(`Expected callbacks but was '${cut(callbacks)}'`);
			}
			return null;
		}
		let read = null;
		for (const key in callbacks) {
			const id = idOf(key);
			if (id < 0) {
				throw new ProtocolError(`Expected the id of a callback but was '${cut(key)}'`);
			}
			(read = read || []).push({ id, place: pathOf(callbacks[key]) });
		}
		return read;
	}

	#links(links) {
		if (!Array.isArray(links)) {
			if (typeof links === 'string' && links !== '') {
				throw new ProtocolError(`Expected links but was '${cut(links)}'`);
			}
			return null;
		}
		return (links.length === 0) ? null : links.map((link) => {
			if (typeof link !== 'object' || link === null) {
				throw new ProtocolError(`Expected a link but was '${cut(link)}'`);
			}
			return { from: pathOf(link.from), to: pathOf(link.to) };
		});
	}

	#stub(id) {
		const stub = (...args) => this.request(id, args);
		Object.defineProperty(stub, 'id', { value: id });
		Object.defineProperty(stub, 'cull', {
			value: () => {
				if (this.#stubs.get(id) === stub) {
					this.cull(id);
				}
			},
		});
		return stub;
	}

	#named(name, args) {
		if (name === 'methods') {
			this.#told(args);
		}
		else if (name === 'cull') {
			(args || []).forEach((id) => this.#culled(typeof id === 'string' ? idOf(id) : id));
		}
		else if (!hasOwn(this.#methods, name)) {
			this.#tell('fail', new ProtocolError(`request for non-enumerable method: ${cut(name)}`));
		}
		else if (typeof this.#methods[name] !== 'function') {
			this.#tell('error', new ProtocolError(`Expected a function named '${cut(name)}' but was `
				+ `'${cut(this.#methods[name])}'`));
		}
		else {
			this.#call(this.#methods[name], args);
		}
	}

	#told(args) {
		const instance = (args !== null) ? args[0] : undefined;
		if (instance === null) {
			throw new ProtocolError('Expected methods but was null');
		}
		this.remote = (typeof instance === 'object') ? { ...instance } : {};
		this.#tell('remote', this.remote);
		this.#tell('ready');
	}

	#culled(id) {
		const fn = this.#functions.get(id);
		if (fn === undefined) {
			return;
		}
		this.#functions.delete(id);
		const left = this.#ids.get(fn).filter((known) => known !== id);
		if (left.length > 0) {
			this.#ids.set(fn, left);
		}
		else {
			this.#ids.delete(fn);
		}
	}

	#call(fn, args) {
		if (args === null) {
			this.#tell('error', new ProtocolError('Expected a list of arguments but was something else'));
			return;
		}
		let result;
		try {
			result = fn.apply(this.#methods, args);
		}
		catch (ex) {
			this.#tell('error', ex);
			return;
		}
		if (isThenable(result)) {
			result.then(undefined, (reason) => this.#tell('error', reason));
		}
	}

	#tell(listener, ...args) {
		if (this.#listeners[listener] !== undefined) {
			this.#listeners[listener](...args);
		}
	}

}

module.exports = { EventEmitter, DnodeSession };
