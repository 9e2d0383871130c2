'use strict';

/**
 * Runs the recorded vectors of emitter.json and dnode.json in repaired mode:
 * `node vectors.cjs [folder]` prints one line of JSON per vector.
 */

const assert = require('assert');
const fs = require('fs');
const path = require('path');
const util = require('util');

const { EventEmitter, DnodeSession } = require('../../main/node/intercom.cjs');

const DEFAULT_FOLDER = path.join(__dirname, '..', 'resources', 'vectors');
const QUERIES = new Set(['eventNames', 'listeners', 'listenerCount', 'hasListeners', 'listenersAny',
	'getMaxListeners']);

const isTag = (value, tag) => typeof value === 'object' && value !== null && Object.hasOwn(value, tag);
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const show = (value) => util.inspect(value, { depth: 8, breakLength: Infinity });

/** A failure of the vector's own making. */
class Failure extends Error {
}

// ---- emitter

class EmitterVector {

	constructor(vector) {
		this.vector = vector;
		this.emitter = new EventEmitter(vector.options);
		this.listeners = new Map();
		this.targets = new Map();
		this.kept = new Map();
		this.log = [];
		this.warnings = [];
	}

	async run() {
		const emitWarning = process.emitWarning;
		process.emitWarning = (warning) => this.warnings.push(warning);
		try {
			for (const [index, step] of this.vector.steps.entries()) {
				await this.step(step, index);
			}
		}
		finally {
			process.emitWarning = emitWarning;
			EventEmitter.defaultMaxListeners = 10;
		}
	}

	async step(step, index) {
		this.log = [];
		this.warnings = [];
		const expected = step.expectFixed || step.expect || {};
		const anyOrder = step.order === 'any' || expected.order === 'any';
		let outcome = {};
		try {
			outcome = { result: (step.op === 'await') ? await this.await(step) : this.apply(step) };
			if (step.op === 'flush') {
				await pause(step.ms || 0);
			}
		}
		catch (ex) {
			outcome = (ex instanceof Rejected) ? { rejected: ex.reason } : { thrown: ex };
		}
		try {
			this.compare(expected, outcome, anyOrder);
		}
		catch (ex) {
			throw new Error(`step ${index} ${JSON.stringify(step)}: ${ex.message}; log was ${show(this.log)}`);
		}
	}

	compare(expected, outcome, anyOrder) {
		if (expected.throws === undefined && outcome.thrown !== undefined) {
			throw outcome.thrown;
		}
		assert.strictEqual(outcome.thrown !== undefined, expected.throws !== undefined, 'something is thrown');
		if (outcome.thrown instanceof Failure || (outcome.thrown && expected.throws.type === 'Error')) {
			assert.strictEqual(outcome.thrown.message, expected.throws.message);
		}
		assert.strictEqual(outcome.rejected !== undefined, expected.rejects !== undefined, `rejected ${show(outcome)}`);
		if (expected.rejects !== undefined) {
			const wanted = isTag(expected.rejects, '$error') ? expected.rejects.$error
				: (expected.rejects.message || expected.rejects);
			assert.strictEqual(outcome.rejected.message || outcome.rejected, wanted);
		}
		for (const key of ['returns', 'value', 'resolves']) {
			if (key in expected) {
				equal(this.shown(outcome.result), expected[key], anyOrder, key);
			}
		}
		const calls = (expected.calls || []).map((entry) => {
			const { nameArg, ...rest } = entry;
			return rest;
		});
		equal(this.log, calls, anyOrder, 'calls');
		assert.strictEqual(this.warnings.length, (expected.warnings || []).length, 'number of warnings');
		(expected.warnings || []).forEach((warning, index) => {
			const found = this.warnings[index];
			assert.strictEqual(found.name, 'MaxListenersExceededWarning');
			assert.strictEqual(found.count, warning.count);
			const name = warning.message.indexOf(' Event name: ');
			assert.ok(found.message.endsWith((name >= 0) ? warning.message.slice(name) : 'to increase limit.'));
		});
	}

	listener(step) {
		const id = step.id;
		if (id === null) {
			return null;
		}
		if (id === undefined) {
			return undefined;
		}
		if (!this.listeners.has(id)) {
			this.listeners.set(id, this.makeListener(id, (this.vector.listeners || {})[id]));
		}
		return this.listeners.get(id);
	}

	makeListener(id, behaviour) {
		const vector = this;
		let calls = 0;
		const listener = function (...given) {
			const args = id.startsWith('A') ? given.slice(1) : given;
			const entry = id.startsWith('A') ? { l: id, any: true } : { l: id };
			vector.log.push({ ...entry, event: this.event, args: vector.shown(args) });
			if (id.startsWith('A')) {
				assert.strictEqual(given[0], this.event);
			}
			if (behaviour === undefined) {
				return undefined;
			}
			calls++;
			const act = () => {
				if (behaviour.do !== undefined && calls <= (behaviour.limit || Infinity)) {
					behaviour.do.forEach((op) => vector.nested(op));
					vector.log.push({ endOf: id, event: this.event });
				}
				return value(behaviour.returns);
			};
			if (behaviour.asPromise) {
				return (async () => {
					const acted = act();
					await pause(behaviour.delayMs || 0);
					return acted;
				})();
			}
			return act();
		};
		listener.id = id;
		return listener;
	}

	shown(found) {
		if (Array.isArray(found)) {
			return found.map((element) => this.shown(element));
		}
		if (typeof found === 'function') {
			const wrapped = found.id === undefined;
			return { $listener: (wrapped ? found._origin : found).id, ...(wrapped ? { wrapped: true } : {}) };
		}
		if (found instanceof Error) {
			return { $error: found.message };
		}
		return (found === undefined) ? { $undefined: true } : found;
	}

	nested(op) {
		if (op.op === 'throw') {
			throw new Failure(op.message);
		}
		const result = this.apply(op);
		if (op.op === 'emit') {
			this.log.push({ nestedEmitReturned: result });
		}
		else if (QUERIES.has(op.op)) {
			this.log.push({ nested: op.op, value: result });
		}
	}

	apply(step) {
		const { op, event } = step;
		const args = (step.args || []).map(value);
		switch (op) {
			case 'emit': return this.emitter.emit(event, ...args);
			case 'many': case 'prependMany':
				return this.registered(step, this.emitter[op](event, step.ttl, this.listener(step), ...options(step)));
			case 'onAny': case 'prependAny': case 'offAny':
				return this.self(this.emitter[op](...('id' in step ? [this.listener(step)] : [])));
			case 'off': case 'removeListener': return this.self(this.emitter[op](event, this.listener(step)));
			case 'removeAllListeners': return this.self(this.emitter.removeAllListeners(...given(step)));
			case 'listeners': case 'listenersAny':
				return this.emitter[op](...given(step)).map((listener) => listener.id);
			case 'listenerCount': case 'hasListeners': return this.emitter[op](...given(step));
			case 'eventNames': return this.emitter.eventNames(step.asArray);
			case 'getMaxListeners': return this.emitter.getMaxListeners();
			case 'setMaxListeners': return this.self(this.emitter.setMaxListeners(step.n));
			case 'setDefaultMaxListeners': EventEmitter.defaultMaxListeners = step.n; return undefined;
			case 'on': case 'addListener': case 'once': case 'prependListener': case 'prependOnceListener':
				return this.registered(step, this.emitter[op](event, this.listener(step), ...options(step)));
			default: return this.applyExtra(step, args);
		}
	}

	applyExtra(step, args) {
		switch (step.op) {
			case 'emitAsync': return this.keep(step, this.emitter.emitAsync(step.event, ...args));
			case 'waitFor': return this.keep(step, this.emitter.waitFor(step.event, waitOptions(step.options)));
			case 'staticOnce':
				return this.keep(step, EventEmitter.once(this.emitter, step.event, waitOptions(step.options)));
			case 'cancel': this.kept.get(step.p).cancel(); return undefined;
			case 'flush': return undefined;
			case 'listenTo': return this.self(this.emitter.listenTo(this.target(step), step.events, this.reducer(step)));
			case 'stopListeningTo': return this.emitter.stopListeningTo(this.target(step), ...given(step));
			case 'emitOnTarget': return this.target(step).emit(step.event, ...args);
			case 'targetListenerCount': return this.target(step).listenerCount(step.event);
			case 'handleOff': this.kept.get(step.handle).off(); return undefined;
			default: throw new assert.AssertionError({ message: `unknown op '${step.op}'` });
		}
	}

	keep(step, promise) {
		promise.catch(() => undefined);
		this.kept.set(step.as, promise);
	}

	async await(step) {
		try {
			return await this.kept.get(step.p);
		}
		catch (ex) {
			throw new Rejected(ex);
		}
	}

	target(step) {
		if (!this.targets.has(step.target)) {
			this.targets.set(step.target, new EventEmitter());
		}
		return this.targets.get(step.target);
	}

	reducer(step) {
		return ('dropWhenFirstArg' in step) ? { reducer: ({ data }) => data[0] !== value(step.dropWhenFirstArg) }
			: undefined;
	}

	registered(step, returned) {
		if (step.as !== undefined) {
			this.kept.set(step.as, returned);
			return 'handle';
		}
		return this.self(returned);
	}

	self(returned) {
		assert.strictEqual(returned, this.emitter, 'returns the emitter');
		return undefined;
	}

}

class Rejected extends Error {

	constructor(reason) {
		super(String(reason));
		this.reason = reason;
	}

}

const given = (step) => ('event' in step ? [step.event] : []);
const options = (step) => ('options' in step ? [step.options] : []);

function waitOptions(wanted) {
	if (wanted === undefined || !('filterFirstArgEquals' in wanted)) {
		return wanted;
	}
	const { filterFirstArgEquals, ...rest } = wanted;
	return { ...rest, filter: (first) => first === value(filterFirstArgEquals) };
}

function value(tagged) {
	if (isTag(tagged, '$undefined')) {
		return undefined;
	}
	return isTag(tagged, '$error') ? new Error(tagged.$error) : tagged;
}

function equal(actual, expected, anyOrder, what) {
	const sorted = (list) => list.map((element) => JSON.stringify(element)).sort();
	const both = anyOrder && Array.isArray(actual) && Array.isArray(expected);
	const [found, wanted] = both ? [sorted(actual), sorted(expected)] : [actual, expected];
	if (!util.isDeepStrictEqual(found, wanted)) {
		throw new Error(`${what}: expected ${show(wanted)} but was ${show(found)}`);
	}
}

// ---- dnode

class Side {

	constructor(run, name) {
		this.run = run;
		this.name = name;
		this.description = run.vector.sides[name];
		this.functions = new Map();
		this.stubs = new Map();
		const tagged = this.description.constructorFn || this.description.instance;
		this.session = new DnodeSession({
			methods: (tagged !== undefined) ? this.values([tagged])[0] : undefined,
			send: (text) => {
				this.log({ frame: JSON.parse(text), wire: text });
				run.wire.push([name, text]);
			},
			remote: (methods) => this.log({ event: 'remote', remote: methods }),
			ready: () => this.log({ event: 'ready' }),
			fail: (error) => this.description.noFailListener || this.log({ event: 'fail', error }),
			error: (error) => {
				if (this.description.noErrorListener) {
					this.unheard = error;
				}
				else {
					this.log({ event: 'error', error });
				}
			},
			received: (stub, known) => {
				this.stubs.set(stub.id, stub);
				if (this.description.wrap) {
					this.log({ [known ? 'unwrap' : 'wrap']: stub.id });
				}
			},
		});
		if (this.description.constructorFn) {
			this.log({ constructed: { remoteKeys: Object.keys(this.session.remote), hasConnection: true } });
		}
	}

	log(entry) {
		this.run.log.push({ side: this.name, ...entry });
	}

	handle(text) {
		this.session.handle(text);
		if (this.unheard !== undefined) {
			const thrown = this.unheard;
			this.unheard = undefined;
			throw thrown;
		}
	}

	stub(id) {
		assert.ok(this.stubs.has(id), `function ${id} was received`);
		return this.stubs.get(id);
	}

	fn(name) {
		if (!this.functions.has(name)) {
			this.functions.set(name, (...args) => {
				this.log({ call: name, args });
				((this.run.vector.fns || {})[name] || []).forEach((op) => this.behave(op, args));
			});
		}
		return this.functions.get(name);
	}

	behave(op, args) {
		switch (op.op) {
			case 'throw': throw new Error(op.message);
			case 'throwValue': throw op.value;
			case 'callArg': at(args, op.path)(...this.values(op.args || [])); break;
			case 'callArgWithArg': at(args, op.path)(at(args, op.arg)); break;
			case 'callMethod': this.session.remote[op.name](...this.values(op.args || [])); break;
			case 'cullArg': at(args, op.path).cull(); break;
			default: throw new assert.AssertionError({ message: `unknown behaviour '${op.op}'` });
		}
	}

	values(source) {
		const references = [];
		const make = (tagged, put) => {
			if (isTag(tagged, '$ref')) {
				references.push(() => put(at(root, tagged.$ref)));
				return undefined;
			}
			if (Array.isArray(tagged)) {
				const list = [];
				tagged.forEach((element, index) => {
					list[index] = undefined;
					const made = make(element, (late) => list[index] = late);
					list[index] = made;
				});
				return list;
			}
			if (typeof tagged !== 'object' || tagged === null) {
				return tagged;
			}
			if (isTag(tagged, '$error')) {
				const { $error, ...members } = tagged;
				return Object.assign(new Error($error), members);
			}
			switch (Object.keys(tagged)[0]) {
				case '$undefined': return undefined;
				case '$date': return new Date(tagged.$date);
				case '$number': return Number(tagged.$number);
				case '$regexp': return new RegExp(tagged.$regexp);
				case '$fn': return this.fn(tagged.$fn);
				case '$remote': return this.stub(tagged.$remote);
				default:
			}
			const object = {};
			for (const [key, member] of Object.entries(tagged)) {
				object[key] = undefined;
				object[key] = make(member, (late) => object[key] = late);
			}
			return object;
		};
		const root = [];
		source.forEach((element, index) => {
			const made = make(element, (late) => root[index] = late);
			root[index] = made;
		});
		references.forEach((place) => place());
		return root;
	}

}

class DnodeVector {

	constructor(vector) {
		this.vector = vector;
		this.log = [];
		this.wire = [];
		this.sides = {};
		this.objects = new Map();
		this.numbers = new Map();
		this.ids = new Map();
		Object.keys(vector.sides).forEach((name) => this.sides[name] = new Side(this, name));
	}

	run() {
		this.compareLog(this.vector.setupLog || [], 'set up');
		this.vector.steps.forEach((step, index) => {
			this.log = [];
			const expected = step.expectFixed || step.expect;
			const where = `step ${index} ${JSON.stringify(step)}`;
			try {
				this.step(step, expected);
				this.compareLog(expected.log || [], 'log');
			}
			catch (ex) {
				throw new Error(`${where}: ${ex.message}; log was ${show(this.log)}`);
			}
		});
	}

	step(step, expected) {
		let thrown;
		try {
			this.carryOut(step, expected);
		}
		catch (ex) {
			thrown = ex;
		}
		if (expected.throws === undefined && thrown !== undefined) {
			throw thrown;
		}
		assert.ok(expected.throws === undefined || thrown !== undefined, 'something is thrown');
	}

	carryOut(step, expected) {
		const side = this.sides[step.side];
		switch (step.op) {
			case 'start': side.session.start(); break;
			case 'request': side.session.request(step.method, side.values(step.args)); break;
			case 'handle': side.handle(JSON.stringify(step.frame)); break;
			case 'cull': side.session.cull(step.id); break;
			case 'callMethod': this.callMethod(side, step, expected); break;
			case 'callRemote': side.stub(step.id)(...side.values(step.args)); break;
			case 'deliver': assert.strictEqual(this.deliver(), expected.delivered); break;
			case 'remoteKeys': assert.deepStrictEqual(Object.keys(side.session.remote), expected.value); break;
			case 'remoteIds':
				assert.deepStrictEqual(side.session.remoteIds().map(String), expected.value.map(String));
				break;
			case 'localIds': this.compareLocalIds(side.session.localIds(), expected); break;
			default: throw new assert.AssertionError({ message: `unknown op '${step.op}'` });
		}
	}

	callMethod(side, step, expected) {
		const method = side.session.remote[step.name];
		assert.strictEqual(method === undefined, expected.noSuchRemoteMethod === true);
		if (method !== undefined) {
			method(...side.values(step.args));
		}
	}

	deliver() {
		let delivered = 0;
		for (; this.wire.length > 0; delivered++) {
			const [from, text] = this.wire.shift();
			const to = (from === 'A') ? 'B' : 'A';
			this.log.push({ deliverTo: to });
			this.sides[to].handle(text);
		}
		return delivered;
	}

	/** Ids may differ where the policy allows it, but each recorded id stands for one id here. */
	compareLocalIds(actual, expected) {
		const here = new Set(expected.value.map((id) => this.ids.get(String(id)) || String(id)));
		assert.deepStrictEqual(actual.map(String).sort(), [...here].sort());
		assert.ok(actual.every((id) => expected.next === undefined || id < expected.next));
	}

	compareLog(expected, what) {
		const either = this.vector.policy === 'either';
		if (either && this.vector.category === 'malformed' && this.log.length === 1
				&& ['fail', 'error'].includes(this.log[0].event)) {
			return;
		}
		assert.strictEqual(this.log.length, expected.length, `${what}: length, expected ${show(expected)}`);
		expected.forEach((entry, index) => {
			const found = this.log[index];
			const keys = Object.keys(entry).filter((key) => key !== 'wire').sort();
			assert.deepStrictEqual(Object.keys(found).filter((key) => key !== 'wire').sort(), keys);
			keys.forEach((key) => this.compareField(entry, found, key));
		});
	}

	compareField(entry, found, key) {
		if (key === 'frame') {
			this.compareFrame(entry, found);
		}
		else if (key === 'error') {
			this.compareError(entry.error, found.error);
		}
		else if (key === 'event' && ['fail', 'error'].includes(entry.event)
				&& (this.vector.category === 'malformed' || isTag(entry.error, 'any'))) {
			assert.ok(['fail', 'error'].includes(found.event));
		}
		else {
			this.compareValue(entry[key], found[key], found[key], entry.side);
		}
	}

	compareFrame(entry, found) {
		if (this.vector.policy === 'either' && this.vector.category === 'encode-functions') {
			this.compareRenumbered(entry.frame, found.frame);
			return;
		}
		this.compareValue(entry.frame, found.frame, found.frame, '');
		if (entry.wire !== undefined && this.vector.policy !== 'either') {
			this.compareValue(entry.wire, found.wire, null, '');
		}
	}

	compareRenumbered(expected, actual) {
		const byPath = new Map(Object.entries(actual.callbacks).map(([id, place]) => [JSON.stringify(place), id]));
		for (const [id, place] of Object.entries(expected.callbacks)) {
			const here = byPath.get(JSON.stringify(place));
			assert.ok(here !== undefined, `a function at ${place}`);
			byPath.delete(JSON.stringify(place));
			if (!this.ids.has(id)) {
				this.ids.set(id, here);
			}
			assert.strictEqual(this.ids.get(id), here);
		}
		assert.strictEqual(byPath.size, 0);
		assert.deepStrictEqual([actual.method, actual.arguments, actual.links],
			[expected.method, expected.arguments, expected.links]);
	}

	/** The texts of the script engine are not ours to say. */
	compareError(expected, actual) {
		if (isTag(expected, 'value')) {
			this.compareValue(expected.value, actual, actual, '');
		}
		else if (expected.type === 'Error') {
			assert.strictEqual(actual.message.split(' in the frame ')[0], expected.message);
		}
		else {
			assert.ok(actual instanceof Error);
		}
	}

	compareValue(expected, actual, root, side) {
		if (isTag(expected, '$undefined')) {
			assert.ok(actual === undefined || actual === null);
		}
		else if (isTag(expected, '$same')) {
			assert.strictEqual(actual, at(root, expected.$same));
		}
		else if (isTag(expected, '$remote')) {
			this.compareFunction(expected, actual, side);
		}
		else if (Array.isArray(expected)) {
			assert.ok(Array.isArray(actual) && actual.length === expected.length, `a list like ${show(expected)}`);
			expected.forEach((element, index) => this.compareValue(element, actual[index], root, side));
		}
		else if (typeof expected === 'object' && expected !== null) {
			assert.deepStrictEqual(Object.keys(actual), Object.keys(expected));
			Object.keys(expected).forEach((key) => this.compareValue(expected[key], actual[key], root, side));
		}
		else if (typeof expected === 'string' && /^<text of \d+ characters>$/.test(expected) && actual.length > 400) {
			assert.strictEqual(`<text of ${actual.length} characters>`, expected);
		}
		else {
			assert.strictEqual(actual, expected);
		}
	}

	compareFunction(expected, actual, side) {
		assert.strictEqual(typeof actual, 'function');
		assert.strictEqual(actual.id, expected.$remote);
		if (expected.n !== undefined) {
			const number = `${side}${expected.n}`;
			assert.strictEqual(this.objects.get(number) || actual, actual, 'the same function');
			assert.strictEqual(this.numbers.get(actual) || number, number, 'another function');
			this.objects.set(number, actual);
			this.numbers.set(actual, number);
		}
	}

}

function at(root, keys) {
	return keys.reduce((node, key) => node[key], root);
}

// ---- both

async function outcome(kind, vector) {
	const Kind = (kind === 'emitter') ? EmitterVector : DnodeVector;
	try {
		await new Kind(vector).run();
		return { kind, id: vector.id, status: 'passed', detail: '' };
	}
	catch (ex) {
		return { kind, id: vector.id, status: 'failed', detail: ex.message };
	}
}

/** Runs all vectors of a folder and returns their outcomes. */
async function runAll(folder = DEFAULT_FOLDER) {
	const outcomes = [];
	for (const kind of ['emitter', 'dnode']) {
		const { vectors } = JSON.parse(fs.readFileSync(path.join(folder, `${kind}.json`), 'utf8'));
		for (const vector of vectors) {
			outcomes.push(await outcome(kind, vector));
		}
	}
	return outcomes;
}

module.exports = { runAll };

if (require.main === module) {
	runAll(process.argv[2]).then((outcomes) => outcomes.forEach((line) => console.log(JSON.stringify(line))));
}
