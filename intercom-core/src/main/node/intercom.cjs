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
const { constants: { MAX_STRING_LENGTH } } = require('buffer');
const { Console } = require('console');
const { types: { isPromise } } = require('util');
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
		throw new TypeError((operation === 'off') ? 'removeListener only takes instances of Function'
			: `${operation} only accepts instances of Function`);
	}
	return listener;
}

/**
 * An event emitter by the rules of EventEmitter2 6.4.9 without its defects: wildcards `*` (one segment) and `**` (any
 * number), any listeners, and listeners that expire.
 *
 * Listeners are called at once, with the emitter as `this` and the name in `this.event`: first the any listeners that
 * there are at the beginning (name, then arguments), then the matching ones that there are after that. What a
 * listener throws ends the emit and reaches the caller. An event `error` that nobody hears is thrown.
 *
 * Options: `wildcard` (false), `delimiter` ('.'), `maxListeners` (10; more for one name give a warning, 0 is no
 * limit), `newListener`, `removeListener` (false; announce registrations and removals), `verboseMemoryLeak`,
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
		if (typeof event === 'string' && !event.includes(STAR)) {
			return this.#find(event);
		}
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
				if (watch !== undefined && result !== undefined && isPromise(result)) {
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

const USUAL_START = '{"method":0,"arguments":';
const USUAL_END = ',"callbacks":{},"links":[]}';

const FUNCTION = '[Function]';
const CIRCULAR = '[Circular]';

/** A frame of the other side that breaks the rules. */
class ProtocolError extends Error {
}

/** An argument that cannot be sent. */
class ArgumentError extends TypeError {
}

const NOT_PLAIN = -1;

const LONG_TEXT = 64 * 1024;

/** What JSON.stringify writes in another way. */
const ESCAPED = /["\\\x00-\x1f\ud800-\udfff]/;

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

/** The JSON of plain arguments. A long text without escapes is found and joined faster than it is written as JSON. */
function plainText(args) {
	if (!args.some(isLongText)) {
		return JSON.stringify(args);
	}
	const texts = Array.from(args, (value) => {
		const asItIs = isLongText(value) && !ESCAPED.test(value);
		return asItIs ? `"${value}"` : JSON.stringify(value === undefined ? null : value);
	});
	return `[${texts.reduce((joined, text) => `${joined},${text}`)}]`;
}

const isLongText = (value) => typeof value === 'string' && value.length >= LONG_TEXT;

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
 * (bytes), and listeners, all optional: `remote(methods)`, `ready()`, `fail(error)` (a broken frame), `error(reason)`
 * (a function of this side failed), `received(stub, known)`.
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
			return `"arguments":${this.#checked(plainText(args))},"callbacks":{},"links":[]}`;
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
			if (!this.#carryOutUsual(text)) {
				this.#carryOut(this.#parse(text), text.length);
			}
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

	/** A call of the first function of this side without functions, as events are: only the arguments are parsed. */
	#carryOutUsual(text) {
		if (text.length > 2 * MAX_NESTING || !text.startsWith(USUAL_START) || !text.endsWith(USUAL_END)) {
			return false;
		}
		let args;
		try {
			args = JSON.parse(text.slice(USUAL_START.length, -USUAL_END.length));
		}
		catch {
			// the end may have stood in a text: the other way tells what is wrong, if anything is
			return false;
		}
		const fn = this.#functions.get(0);
		if (fn === undefined || !Array.isArray(args)) {
			return false;
		}
		this.#call(fn, args);
		return true;
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
		if (result !== undefined && isPromise(result)) {
			result.then(undefined, (reason) => this.#tell('error', reason));
		}
	}

	#tell(listener, ...args) {
		if (this.#listeners[listener] !== undefined) {
			this.#listeners[listener](...args);
		}
	}

}

// ---------------------------------------------------------------------------------------------------------------
// Channel
// ---------------------------------------------------------------------------------------------------------------

const NEWLINE = 10;
const BATCH = 64 * 1024;
const BACKLOG_LIMIT = 64 * 1024 * 1024;

/** So many frames of one turn are written at once: what a script says before it works hard must not wait. */
const PROMPT_FRAMES = 2;

/** Milliseconds between two writes, and how many in one turn, while so much is left that it takes many writes. */
const QUICK_RETRY = 0.05;
const QUICK_TURNS = 20;
const MUCH = 256 * 1024;

const FIRST_RETRY = 1;
const LAST_RETRY = 20;
const EXIT_PATIENCE = 5000;
const CLOSE_PATIENCE = 2000;
const HANDSHAKE_PATIENCE = 2000;

const sleeper = new Int32Array(new SharedArrayBuffer(4));
const sleep = (millis) => Atomics.wait(sleeper, 0, 0, millis);

/** The script may replace the global console; a broken stderr must not end it. */
let stderr = null;
function report(...values) {
	stderr = stderr || new Console({ stdout: process.stderr, stderr: process.stderr, ignoreErrors: true });
	stderr.error(...values);
}

/**
 * Cuts a stream of bytes into lines of text. Bytes of a partial line are kept as they came and never looked at again;
 * a line over the limit is skipped up to its end in bounded memory.
 */
class LineSplitter {

	#limit;
	#parts = [];
	#length = 0;
	#skipped = null;

	constructor(limit) {
		this.#limit = limit;
	}

	/** Takes bytes and returns `{ text, oversized }`: the lines that are complete now, and beginnings of skipped ones. */
	push(chunk) {
		const first = chunk.indexOf(NEWLINE);
		if (first < 0) {
			this.#keep(chunk);
			return { text: '', oversized: [] };
		}
		const oversized = [];
		const last = chunk.lastIndexOf(NEWLINE);
		let text = '';
		let start = 0;
		if (this.#skipped !== null) {
			oversized.push(this.#skipped);
			this.#skipped = null;
			start = first + 1;
		}
		else if (this.#length > 0) {
			this.#keep(chunk.subarray(0, first));
			start = first + 1;
			if (this.#skipped !== null) {
				oversized.push(this.#skipped);
				this.#skipped = null;
			}
			else {
				// with its newline, because a text that is joined from two is copied when it is read
				this.#parts.push(chunk.subarray(first, start));
				text = Buffer.concat(this.#parts, this.#length + 1).toString();
			}
			this.#forget();
		}
		if (last >= start) {
			const whole = chunk.toString('utf8', start, last + 1);
			text += (whole.length > this.#limit / 3) ? this.#withoutOversized(whole, oversized) : whole;
		}
		if (last + 1 < chunk.length) {
			this.#keep(chunk.subarray(last + 1));
		}
		return { text, oversized };
	}

	#keep(part) {
		if (this.#skipped !== null) {
			return;
		}
		this.#parts.push(part);
		this.#length += part.length;
		if (this.#length > this.#limit) {
			this.#skipped = Buffer.concat(this.#parts.map((known) => known.subarray(0, 800))).toString().slice(0, 200);
			this.#forget();
		}
	}

	#forget() {
		this.#parts = [];
		this.#length = 0;
	}

	#withoutOversized(whole, oversized) {
		return whole.split('\n').slice(0, -1).filter((line) => {
			const fits = line.length * 3 <= this.#limit || Buffer.byteLength(line) <= this.#limit;
			if (!fits) {
				oversized.push(line.slice(0, 200));
			}
			return fits;
		}).map((line) => `${line}\n`).join('');
	}

}

/**
 * The connection to the parent. Frames are written past libuv, with the file descriptor, so that a process that ends
 * can still write what it has said: the first frames of a turn at once, the others together at its end.
 *
 * The handler has `line(text)`, `oversized(beginning)` and `closed(cause)`, which comes last and once.
 */
class Channel {

	#handler = null;
	#socket;
	#connected = false;
	#splitter;
	#lines = null;
	#held = true;
	#readAll = false;
	#pending = '';
	#chunks = [];
	#offset = 0;
	#queued = 0;
	#prompt = 0;
	#scheduled = false;
	#retry = null;
	#delay = FIRST_RETRY;
	#broken = false;
	#closing = false;
	#isShutDown = false;
	#closed = false;
	#exiting = false;
	#cause = null;

	constructor(address, token, limit) {
		this.#splitter = new LineSplitter(limit);
		this.#socket = net.connect({ ...address, allowHalfOpen: true });
		this.#connected = address.path !== undefined && this.descriptor() >= 0;
		this.#socket.on('connect', () => {
			this.#connected = true;
			this.#write();
		});
		this.#socket.on('data', (chunk) => this.#received(chunk));
		this.#socket.on('end', () => this.#ended());
		this.#socket.on('error', (error) => this.#cause = error);
		this.#socket.on('close', () => this.#ended());
		if (address.path === undefined) {
			this.#socket.setNoDelay(true);
		}
		this.send(`${token}\n`);
	}

	/** Lines are handed over from the next turn on. */
	set handler(handler) {
		this.#handler = handler;
	}

	get isOpen() {
		return !this.#broken && !this.#closing && !this.#closed;
	}

	get queued() {
		return this.#queued + this.#pending.length;
	}

	/** A closed socket's number may belong to another file already, so it is asked for each time. */
	descriptor() {
		const handle = this.#socket.destroyed ? null : this.#socket._handle;
		return (handle && handle.fd >= 0) ? handle.fd : -1;
	}

	/**
	 * Sends text that ends with a newline. Blocks while more than 64 MiB are on their way, until half of them are gone.
	 */
	send(text) {
		if (!this.isOpen) {
			return;
		}
		this.#pending += text;
		if (this.#exiting) {
			this.flushNow(EXIT_PATIENCE);
			return;
		}
		if (!this.#scheduled) {
			this.#scheduled = true;
			process.nextTick(() => this.#turnEnds());
		}
		if (this.#pending.length >= BATCH || (this.#prompt < PROMPT_FRAMES && this.#retry === null)) {
			this.#prompt++;
			this.#write();
			if (this.queued > BACKLOG_LIMIT) {
				this.#waitForHalf();
			}
		}
	}

	#turnEnds() {
		this.#scheduled = false;
		this.#prompt = 0;
		if (this.#retry === null) {
			this.#write();
		}
	}

	/** Writes what the kernel takes, and comes back later for the rest. */
	#write() {
		if (!this.#connected || this.#broken) {
			return;
		}
		const before = this.queued;
		const fd = this.descriptor();
		if (fd < 0) {
			this.#writeByLoop();
		}
		else {
			this.#writeBy(fd);
		}
		if (this.queued > 0 && !this.#broken) {
			this.#retryLater(this.queued < before);
		}
		else if (this.#closing) {
			this.#shutDown();
		}
	}

	#writeBy(fd) {
		while (this.queued > 0) {
			if (this.#chunks.length === 0 || this.#pending.length >= BATCH) {
				this.#chunk();
			}
			const head = this.#chunks[0];
			try {
				const written = fs.writeSync(fd, head, this.#offset, head.length - this.#offset);
				this.#offset += written;
				this.#queued -= written;
			}
			catch (ex) {
				if (ex.code !== 'EAGAIN' && ex.code !== 'ENOTCONN' && ex.code !== 'EINTR') {
					this.#break(ex);
				}
				return;
			}
			if (this.#offset === head.length) {
				this.#chunks.shift();
				this.#offset = 0;
			}
		}
	}

	#chunk() {
		if (this.#pending !== '') {
			const chunk = Buffer.from(this.#pending);
			this.#chunks.push(chunk);
			this.#queued += chunk.length;
			this.#pending = '';
		}
	}

	/** Where sockets have no file descriptor (Windows). */
	#writeByLoop() {
		if (!this.#socket.destroyed && this.#pending !== '') {
			this.#socket.write(this.#pending);
			this.#pending = '';
		}
	}

	/** What is still to be read is read: the end of the channel comes from there. */
	#break(cause) {
		this.#broken = true;
		this.#cause = this.#cause || cause;
		this.#chunks = [];
		this.#pending = '';
		this.#queued = 0;
	}

	#retryLater(moved) {
		if (this.#retry === null) {
			this.#delay = moved ? FIRST_RETRY : Math.min(this.#delay * 2, LAST_RETRY);
			this.#retry = setTimeout(() => {
				this.#retry = null;
				this.#write();
				this.#writeMore();
			}, this.#delay);
		}
	}

	/** A timer is too slow for much that the other side is reading: what its socket holds is read in less time. */
	#writeMore() {
		let left = Infinity;
		for (let turn = 0; turn < QUICK_TURNS && this.queued > MUCH && this.queued < left && !this.#broken; turn++) {
			left = this.queued;
			sleep(QUICK_RETRY);
			this.#write();
		}
	}

	#waitForHalf() {
		while (this.#connected && !this.#broken && this.descriptor() >= 0 && this.queued > BACKLOG_LIMIT / 2) {
			sleep(1);
			this.#writeBy(this.descriptor());
		}
	}

	/** Writes all, in this turn; gives up when nothing has moved for so many milliseconds. */
	flushNow(patience) {
		let stuck = Date.now();
		let left = Infinity;
		while (this.queued > 0 && !this.#broken && this.descriptor() >= 0) {
			this.#writeBy(this.descriptor());
			if (this.queued < left) {
				left = this.queued;
				stuck = Date.now();
			}
			else if (Date.now() - stuck > patience) {
				this.#break(new Error(`The parent has read nothing for ${patience} ms`));
			}
			else {
				sleep(1);
			}
		}
	}

	/** Hands what was said so far to the kernel, as far as it takes it. */
	flush() {
		this.#write();
	}

	/** The process ends: waits shortly until it can say all, writes it, and writes from here on at once. */
	exit(isReady) {
		this.#exiting = true;
		this.flushNow(EXIT_PATIENCE);
		this.release();
		this.#readUntil(isReady, HANDSHAKE_PATIENCE);
		this.flushNow(EXIT_PATIENCE);
		this.#readUntil(() => false, 0);
	}

	/** Reads in this turn. Unread bytes would make the kernel reset the connection, and lose what was written. */
	#readUntil(isReady, patience) {
		const buffer = Buffer.allocUnsafe(BATCH);
		const start = Date.now();
		while (!this.#closed && !isReady() && this.#connected && this.descriptor() >= 0) {
			try {
				const length = fs.readSync(this.descriptor(), buffer, 0, buffer.length, null);
				if (length === 0 || Date.now() - start > HANDSHAKE_PATIENCE) {
					return;
				}
				this.#received(Buffer.from(buffer.subarray(0, length)));
			}
			catch (ex) {
				if (ex.code !== 'EAGAIN' || Date.now() - start >= patience) {
					return;
				}
				sleep(1);
			}
		}
	}

	#received(chunk) {
		if (this.#closing || this.#closed) {
			return;
		}
		const { text, oversized } = this.#splitter.push(chunk);
		oversized.forEach((beginning) => this.#handler.oversized(beginning));
		if (text !== '') {
			const left = (this.#lines !== null) ? this.#lines.text.slice(this.#lines.start) : '';
			this.#lines = { text: left + text, start: 0 };
			if (!this.#held || this.#lines.text.length > BACKLOG_LIMIT) {
				this.release();
			}
		}
	}

	/** Hands over what has arrived, and from now on what arrives; before, up to 64 MiB wait. */
	release() {
		this.#held = false;
		if (this.#lines !== null) {
			this.#handOver();
		}
	}

	#handOver() {
		const lines = this.#lines;
		waits.ended = false;
		while (lines.start < lines.text.length) {
			const end = lines.text.indexOf('\n', lines.start);
			const line = lines.text.slice(lines.start, end);
			lines.start = end + 1;
			if (this.#closing || this.#closed) {
				break;
			}
			this.#handler.line(line);
			if (waits.ended && !this.#exiting && !this.#readAll && lines.start < lines.text.length) {
				this.#continueLater();
				return;
			}
		}
		this.#lines = null;
	}

	#continueLater() {
		this.#socket.pause();
		setImmediate(() => {
			this.release();
			if (this.#lines === null) {
				this.#socket.resume();
			}
		});
	}

	/** Closes the channel when all was written. */
	close() {
		if (!this.#closing && !this.#closed) {
			this.#write();
			this.#closing = true;
			if (this.queued === 0 || this.#broken) {
				this.#shutDown();
			}
		}
	}

	/** Lets the other side read the end before the connection goes; nobody waits for that. */
	#shutDown() {
		if (this.#isShutDown) {
			return;
		}
		this.#isShutDown = true;
		this.#socket.end();
		this.#socket.unref();
		setTimeout(() => this.#socket.destroy(), CLOSE_PATIENCE).unref();
		process.nextTick(() => this.#tellClosed());
	}

	#ended() {
		this.#tellClosed();
		this.#socket.destroy();
	}

	#tellClosed() {
		if (!this.#closed) {
			this.#readAll = true;
			this.release();
			this.#closed = true;
			clearTimeout(this.#retry);
			this.#handler.closed(this.#cause);
		}
	}

	ref() {
		this.#socket.ref();
	}

	unref() {
		this.#socket.unref();
	}

	pause() {
		this.#socket.pause();
	}

	resume() {
		this.#socket.resume();
	}

}

// ---------------------------------------------------------------------------------------------------------------
// The parent
// ---------------------------------------------------------------------------------------------------------------

const RESERVED = new Set(['error', 'warn', 'start', 'restart', 'stop', 'exit', 'close', 'stdout', 'stderr', 'rpcready',
	'rpcexit', 'disconnect', 'disconnected']);

const LOCAL_ERROR = 'Local RPC Session error occured!';
const REMOTE_ERROR = 'Remote RPC Session error occured!';
const QUEUE_CAPACITY = 10000;
const PARENT_DIED = 1;
const EXIT_GRACE = 5000;

/** How often the event loop is looked at while the parent pings, in milliseconds. */
const LAG_RESOLUTION = 50;

const named = (listener) => (listener && ((listener._origin || listener).name || 'anonymous')) || 'unknown';

/**
 * The parent as its child sees it, an emitter with wildcards and the delimiter `::`.
 *
 * Its own events: `rpcready`, `rpcexit`, `disconnect`, `disconnected`, `error`. What a listener of an event from the
 * parent throws, or rejects with, is written to stderr and becomes an `error` event; it ends nothing. An `error` event
 * that nobody hears is written to stderr.
 */
class Parent extends EventEmitter {

	#link;

	constructor(link) {
		super({ wildcard: true, delimiter: '::', ignoreErrors: true,
			promiseReturned: (promise, event, listener) => {
				promise.then(undefined, (reason) => link.localError(reason, { event, listener }));
			} });
		this.#link = link;

		/** Whether this process goes on when its parent dies. Looked at after `rpcexit` and `disconnected`. */
		this.stayAlive = false;
	}

	/**
	 * Sends an event to the parent, then calls the local listeners, whose exceptions reach the caller. Before
	 * `rpcready` events wait, at most 10,000. Reserved names become an `error` event.
	 * @throws Error if the channel is closed, the queue is full or an argument cannot be sent; then nobody hears the event
	 */
	emit(event, ...args) {
		this.#link.emit(event, args);
	}

	/** Calls the local listeners only. */
	localEmit(event, ...args) {
		const heard = super.emit(event, ...args);
		if (event === 'error' && this.listenerCount('error') === 0) {
			report('intercom: error:', ...args);
		}
		if (event === 'disconnect') {
			this.#link.close();
		}
		return heard;
	}

	/** Calls a function, with this object as `this`, once the parent can be reached; later in this turn if it can. */
	ready(task) {
		this.#link.ready(requireFunction(task, 'ready'));
	}

	/**
	 * Adds a task that finishes this process's work before the parent stops or restarts it. It is called once, after the
	 * listeners of what was emitted before; the parent closes the channel when the last task has ended, and the promise
	 * that it gives is fulfilled. A parent that is a Node.js program tells nobody.
	 */
	onStop(task) {
		this.#link.onStop(requireFunction(task, 'onStop'));
	}

	/** Ends the connection on purpose: `disconnect` now, `rpcexit` and `disconnected` when it has ended. */
	disconnect() {
		this.localEmit('disconnect');
	}

}

/** Joins the channel, the session and the emitter of one process. */
class Link {

	#channel;
	#session;
	#waiting = [];
	#tasks = [];
	#prefix = null;
	#goodbyeKnown = false;
	#stopKnown = false;
	#pong = null;
	#delay = null;
	#stopTasks = [];
	#saidGoodbye = false;
	#leaving = false;
	#exiting = false;

	/** Whether the end of the channel was told; until then emits are heard here and counted. */
	#over = false;
	#late = 0;

	constructor(channel, frameLimit) {
		this.#channel = channel;
		this.parent = new Parent(this);
		this.#session = new DnodeSession({
			methods: {
				emit: (...args) => this.#receive(args),
				goodbye: () => {
					this.#saidGoodbye = true;
				},
				ping: () => this.#answerPing(),
			},
			send: (text) => channel.send(`${text}\n`),
			frameLimit,
			remote: (methods) => this.#told(methods),
			fail: (reason) => this.#remoteError(reason),
			error: (reason) => this.localError(reason, this.parent.takeFailure(reason)),
		});
		this.#session.start();
	}

	// ---- to the parent

	emit(event, args) {
		if (typeof event !== 'string' && !(Array.isArray(event) && event.every((part) => typeof part === 'string'))) {
			throw new TypeError(`Expected the name of an event (a text or a list of texts) but was '${cut(event)}'`);
		}
		const text = (typeof event === 'string') ? event : this.parent.joined(event);
		if (RESERVED.has(text)) {
			this.#error('Received forbidden event!', [text, ...args]);
			return;
		}
		this.#send([event, ...args]);
		this.parent.emitLiteral(text, args);
	}

	#send(args) {
		if (this.#over) {
			throw notSent('the channel is closed');
		}
		if (!this.#channel.isOpen) {
			this.#late++;
			return;
		}
		if (this.#prefix !== null) {
			this.#channel.send(`${this.#prefix}${this.#session.encode(args)}\n`);
			return;
		}
		if (this.#waiting.length >= QUEUE_CAPACITY) {
			throw notSent(`the queue of events that wait for the channel is full (${QUEUE_CAPACITY})`);
		}
		this.#waiting.push(this.#session.encode(args));
	}

	get isReady() {
		return this.#prefix !== null && this.#channel.isOpen;
	}

	ready(task) {
		this.#tasks.push(task);
		if (this.isReady) {
			process.nextTick(() => this.#runTasks());
		}
	}

	#runTasks() {
		for (const task of this.#tasks.splice(0)) {
			this.#guarded(() => task.call(this.parent));
		}
	}

	onStop(task) {
		this.#stopTasks.push(task);
		if (this.#stopTasks.length === 1 && this.isReady) {
			this.#offerStop();
		}
	}

	#offerStop() {
		if (this.#stopKnown) {
			this.#session.request('onstop', [() => this.#finishWork()]);
		}
		else {
			report('intercom: the parent tells nobody before it stops this process');
		}
	}

	async #finishWork() {
		for (const task of this.#stopTasks) {
			try {
				await task.call(this.parent);
			}
			catch (ex) {
				this.localError(ex, null);
			}
		}
		if (this.#channel.isOpen) {
			this.#session.request('stopped', []);
		}
	}

	/** The event loop answers; how late it was at worst since the answer before tells busy from hung. */
	#answerPing() {
		if (this.#pong === null || !this.#channel.isOpen) {
			return;
		}
		if (this.#delay === null) {
			this.#delay = require('perf_hooks').monitorEventLoopDelay({ resolution: LAG_RESOLUTION });
			this.#delay.enable();
		}
		const lag = Math.max(0, this.#delay.max / 1e6 - LAG_RESOLUTION);
		this.#delay.reset();
		this.#pong({ pid: process.pid, lag, ...debuggerOffer() });
	}

	/** Closes the channel if it is ready. */
	close() {
		if (this.isReady) {
			this.leave();
		}
	}

	/** Closes the channel, and says goodbye if the parent understands it. */
	leave() {
		this.#leaving = true;
		if (this.#goodbyeKnown && this.#channel.isOpen) {
			this.#session.request('goodbye', []);
		}
		this.#channel.close();
	}

	// ---- from the parent

	line(text) {
		if (!this.#exiting || text.includes('"methods"')) {
			this.#session.handle(text);
		}
	}

	oversized(beginning) {
		this.#remoteError(new ProtocolError(`Expected a frame within the limit but was longer: '${beginning}'`));
	}

	#receive(received) {
		const event = received[0];
		const args = received.slice(1);
		if (typeof event !== 'string' && !(Array.isArray(event) && event.length > 0)) {
			throw new TypeError(`Expected the name of an event as first argument but was '${cut(event)}'`);
		}
		const text = (typeof event === 'string') ? event : event.join('::');
		if (RESERVED.has(text)) {
			this.#error('Received forbidden event from twin process!', [text, ...args]);
			return;
		}
		this.parent.emitLiteral(text, args);
	}

	#told(methods) {
		this.#goodbyeKnown = this.#goodbyeKnown || typeof methods.goodbye === 'function';
		this.#pong = (typeof methods.pong === 'function') ? methods.pong : null;
		this.#stopKnown = this.#stopKnown || typeof methods.onstop === 'function';
		if (typeof methods.emit !== 'function' || methods.emit.id === undefined) {
			this.#error(new Error('Remote RPC Session does not have Emit function!!'));
			return;
		}
		if (this.#stopTasks.length > 0) {
			this.#offerStop();
		}
		this.#prefix = `{"method":${methods.emit.id},`;
		this.#waiting.splice(0).forEach((frame) => this.#channel.send(`${this.#prefix}${frame}\n`));
		if (!this.#exiting) {
			this.#fire('rpcready');
			this.#runTasks();
		}
	}

	// ---- errors

	/** What a listener, or a function that the parent called, got wrong. */
	localError(reason, failure) {
		const stack = (reason instanceof Error) ? reason.stack : reason;
		if (failure) {
			report(`intercom: listener '${named(failure.listener)}' of event '${String(failure.event)}' failed:`, stack);
		}
		else {
			report('intercom: a function failed:', stack);
		}
		this.#errorEvent([LOCAL_ERROR, reason]);
	}

	#remoteError(reason) {
		this.#error(REMOTE_ERROR, reason);
	}

	/** An `error` event; on stderr if nobody hears it. */
	#error(...args) {
		if (this.parent.listenerCount('error') === 0) {
			report('intercom: error:', ...args);
		}
		this.#errorEvent(args);
	}

	#errorEvent(args) {
		try {
			this.parent.emitLiteral('error', args);
		}
		catch (ex) {
			report("intercom: a listener of 'error' failed:", ex);
		}
	}

	#guarded(task) {
		try {
			task();
		}
		catch (ex) {
			this.localError(ex, this.parent.takeFailure(ex));
		}
	}

	#fire(event, ...args) {
		this.#guarded(() => this.parent.emitLiteral(event, args));
	}

	// ---- the end

	/** The process ends: events that still wait for the parent's first frame are sent when it comes. */
	exit() {
		this.#exiting = true;
		this.#channel.exit(() => this.#waiting.length === 0);
		if (this.#waiting.length > 0) {
			report(`intercom: ${this.#waiting.length} events could not be delivered, because the process ended before the `
				+ 'parent could be reached');
		}
	}

	closed(cause) {
		this.#session.close((cause !== null) ? cause.message : undefined);
		const parentDied = !this.#leaving && !this.#saidGoodbye;
		const watchdog = (parentDied && !this.parent.stayAlive) ? startWatchdog() : null;
		if (parentDied && this.#prefix === null && cause !== null) {
			report(`intercom: the parent cannot be reached: ${cause.message}`);
		}
		this.#fire('rpcexit');
		this.#fire('disconnected', 'internal');
		this.#over = true;
		const lost = this.#waiting.splice(0).length + this.#late;
		if (lost > 0) {
			report(`intercom: ${lost} events could not be delivered, because the channel is closed`);
		}
		this.afterClosed();
		if (parentDied && !this.parent.stayAlive) {
			report('intercom: the parent has died, this process ends');
			process.exit(PARENT_DIED);
		}
		if (watchdog !== null) {
			watchdog.terminate();
		}
	}

	/** Replaced by the IPC surface. */
	afterClosed() {
	}

}

/** On this signal Node.js opens its debugger, which tells where a loop without end is; on any free port. */
function debuggerOffer() {
	const signal = require('os').constants.signals.SIGUSR1;
	if (signal === undefined || process.platform === 'win32' || process.listenerCount('SIGUSR1') > 0) {
		return {};
	}
	process.debugPort = 0;
	return { signal, debugger: true };
}

function notSent(reason) {
	return Object.assign(new Error(`Parent: the event was not sent, because ${reason}`),
		{ code: 'ERR_INTERCOM_NOT_SENT' });
}

/** A listener that never returns must not keep an orphan alive; only another thread can end the process then. */
function startWatchdog() {
	const watchdog = new Worker(`setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${EXIT_GRACE})`,
		{ eval: true, execArgv: [], stdout: false, stderr: false });
	watchdog.unref();
	return watchdog;
}

// ---------------------------------------------------------------------------------------------------------------
// Node's IPC surface
// ---------------------------------------------------------------------------------------------------------------

const PARENT_CHECKS = [0, 50, 150, 400, 1000];
const SEND_SLOWER = 128 * 1024;

function ipcError(Type, code, message) {
	return Object.assign(new Type(message), { code });
}

/** Gives `process` what Node gives to a forked process, over our channel. */
class Ipc {

	#channel;
	#leave;

	constructor(channel, leave) {
		this.#channel = channel;
		this.#leave = leave;
		const define = (name, value) => Object.defineProperty(process, name,
			{ value, writable: true, enumerable: true, configurable: true });
		define('connected', true);
		define('channel', {
			ref: () => channel.ref(),
			unref: () => channel.unref(),
			get fd() {
				return channel.descriptor();
			},
		});
		define('send', (...args) => this.#send(...args));
		define('disconnect', () => this.#disconnect());
	}

	#send(message, handle, options, callback) {
		const done = [handle, options, callback].find((argument) => typeof argument === 'function');
		if (message === undefined) {
			throw ipcError(TypeError, 'ERR_MISSING_ARGS', 'The "message" argument must be specified');
		}
		if (!['string', 'object', 'number', 'boolean'].includes(typeof message)) {
			throw ipcError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "message" argument must be a text, an object, a number '
				+ `or a boolean but was '${cut(message)}'`);
		}
		if (handle !== undefined && handle !== null && typeof handle !== 'function') {
			throw ipcError(TypeError, 'ERR_INVALID_HANDLE_TYPE', 'Handles cannot be sent to a parent that is no Node.js '
				+ 'process; send the data that the parent needs');
		}
		if (!process.connected) {
			const error = ipcError(Error, 'ERR_IPC_CHANNEL_CLOSED', 'Channel closed');
			process.nextTick(() => (done ? done(error) : process.emit('error', error)));
			return false;
		}
		this.#channel.send(`${JSON.stringify(message)}\n`);
		if (done) {
			process.nextTick(done, null);
		}
		return this.#channel.queued < SEND_SLOWER;
	}

	#disconnect() {
		if (!process.connected) {
			process.emit('error', ipcError(Error, 'ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected'));
			return;
		}
		process.connected = false;
		this.#leave();
	}

	closed() {
		process.connected = false;
		process.channel = null;
		inTurn(() => process.emit('disconnect'));
	}

	message(text) {
		let message;
		try {
			message = JSON.parse(text);
		}
		catch (ex) {
			report(`intercom: Expected a JSON text but was broken (${cut(ex.message)}): '${text.slice(0, 200)}'`);
			return;
		}
		inTurn(() => process.emit('message', message, undefined));
	}

}

/** What the script's own listener throws is uncaught, as in Node, but takes no other message along. */
function inTurn(task) {
	try {
		task();
	}
	catch (ex) {
		process.nextTick(() => {
			throw ex;
		});
	}
}

/** The script speaks with the parent itself: frames are messages, and messages wait for the first listener. */
class Carrier {

	#channel;
	#ipc;
	#parentId = process.ppid;
	#waiting = [];
	#waitingLength = 0;
	#leaving = false;
	#held = null;

	constructor(channel) {
		this.#channel = channel;
		this.#ipc = new Ipc(channel, () => {
			this.#leaving = true;
			channel.close();
		});
		process.channel.ref = () => this.#hold(true);
		process.channel.unref = () => this.#hold(false);
		process.on('newListener', (event) => this.#listenersChange(event));
		process.on('removeListener', (event) => this.#listenersChange(event));
		channel.unref();
		channel.release();
	}

	#hold(held) {
		this.#held = held;
		this.#refer();
	}

	#listenersChange(event) {
		if (event === 'message' || event === 'disconnect') {
			process.nextTick(() => {
				this.#refer();
				this.#deliver();
			});
			this.#channel.ref();
		}
	}

	#refer() {
		const heard = process.listenerCount('message') + process.listenerCount('disconnect') > 0;
		if ((this.#held !== null) ? this.#held : heard) {
			this.#channel.ref();
		}
		else {
			this.#channel.unref();
		}
	}

	#deliver() {
		if (this.#waiting.length > 0 && process.listenerCount('message') > 0) {
			this.#waitingLength = 0;
			this.#waiting.splice(0).forEach((text) => this.#ipc.message(text));
			this.#channel.resume();
		}
	}

	line(text) {
		if (process.listenerCount('message') > 0) {
			this.#deliver();
			this.#ipc.message(text);
			return;
		}
		this.#waiting.push(text);
		this.#waitingLength += text.length;
		if (this.#waitingLength > BACKLOG_LIMIT) {
			this.#channel.pause();
		}
	}

	oversized(beginning) {
		report(`intercom: Expected a frame within the limit but was longer: '${beginning}'`);
	}

	closed() {
		this.#deliver();
		this.#ipc.closed();
		if (!this.#leaving) {
			PARENT_CHECKS.forEach((millis) => setTimeout(() => {
				if (process.ppid !== this.#parentId) {
					report('intercom: the parent has died, this process ends');
					process.exit(PARENT_DIED);
				}
			}, millis).unref());
		}
	}

	exit() {
		this.#channel.exit(() => true);
	}

}

// ---------------------------------------------------------------------------------------------------------------
// Start
// ---------------------------------------------------------------------------------------------------------------

/** Reads a variable and removes it: processes that this one starts are no children of our parent. */
function take(name) {
	const value = process.env[name];
	delete process.env[name];
	return value;
}

function addressOf(text) {
	const tcp = /^tcp:(.+):(\d+)$/.exec(text);
	if (text.startsWith('unix:') && text.length > 5) {
		return { path: text.slice(5) };
	}
	if (tcp !== null) {
		return { host: tcp[1], port: Number(tcp[2]) };
	}
	throw new Error(`INTERCOM_CHANNEL must be unix:<path> or tcp:127.0.0.1:<port> but was '${cut(text)}'; `
		+ 'start this script through Intercom');
}

function frameLimitOf(text) {
	const limit = (text === undefined || text === '') ? DEFAULT_FRAME_LIMIT : Number(text);
	if (!Number.isSafeInteger(limit) || limit < 1) {
		throw new Error(`INTERCOM_FRAME_LIMIT must be a number of bytes but was '${cut(text)}'`);
	}
	return Math.min(limit, MAX_STRING_LENGTH);
}

/** Forks of the script, which inherit the arguments of the runtime, must not load this file. */
function removeOwnArgument() {
	const isOwn = (file) => file !== undefined && path.resolve(file) === __filename;
	const left = [];
	for (let index = 0; index < process.execArgv.length; index++) {
		const argument = process.execArgv[index];
		const joined = /^(?:--require|-r)=(.*)$/s.exec(argument);
		if ((argument === '--require' || argument === '-r') && isOwn(process.execArgv[index + 1])) {
			index++;
		}
		else if (joined === null || !isOwn(joined[1])) {
			left.push(argument);
		}
	}
	process.execArgv.splice(0, process.execArgv.length, ...left);
}

/** A process that ends itself by a signal has said what it has said. */
function flushBeforeSignals(channel) {
	const { kill, abort } = process;
	process.kill = function (pid, ...rest) {
		if (pid === process.pid) {
			channel.flush();
		}
		return kill.call(process, pid, ...rest);
	};
	process.abort = function () {
		channel.flush();
		abort.call(process);
	};
}

/**
 * Makes `process.parent`, and tells when the script first asks for it or listens for messages. What came before waits
 * for that: an ES module is loaded over several turns, and would miss it.
 */
function defineParent(parent, asked) {
	const define = (value) => Object.defineProperty(process, 'parent',
		{ value, writable: true, enumerable: true, configurable: true });
	const listens = (event) => {
		if (event === 'message') {
			first();
		}
	};
	const first = () => {
		process.removeListener('newListener', listens);
		setImmediate(asked);
	};
	const get = () => {
		define(parent);
		first();
		return parent;
	};
	Object.defineProperty(process, 'parent', { get, set: define, enumerable: true, configurable: true });
	process.on('newListener', listens);
}

function speak(channel, frameLimit) {
	const link = new Link(channel, frameLimit);
	const ipc = new Ipc(channel, () => link.leave());
	link.afterClosed = () => ipc.closed();
	defineParent(link.parent, () => channel.release());
	return {
		line: (text) => {
			if (process.listenerCount('message') > 0) {
				ipc.message(text);
			}
			link.line(text);
		},
		oversized: (beginning) => link.oversized(beginning),
		closed: (cause) => link.closed(cause),
		exit: () => link.exit(),
	};
}

function start() {
	const address = addressOf(take('INTERCOM_CHANNEL'));
	const token = take('INTERCOM_TOKEN');
	const frameLimit = frameLimitOf(take('INTERCOM_FRAME_LIMIT'));
	const visible = take('INTERCOM_VISIBLE') === 'true';
	if (!token) {
		throw new Error('INTERCOM_TOKEN must be set beside INTERCOM_CHANNEL; start this script through Intercom');
	}
	removeOwnArgument();
	const channel = new Channel(address, token, frameLimit);
	const handler = visible ? new Carrier(channel) : speak(channel, frameLimit);
	channel.handler = handler;
	flushBeforeSignals(channel);
	process.on('exit', () => handler.exit());
}

if (isMainThread && process.env.INTERCOM_CHANNEL) {
	start();
}

module.exports = { EventEmitter, DnodeSession, LineSplitter };
