'use strict';

/**
 * The script of the life cycle vectors: carries out the child operations of the program in the file INTERCOM_PROGRAM
 * (run number INTERCOM_RUN) and appends what it sees, one entry per line, to the file INTERCOM_PROGRAM_LOG.
 * INTERCOM_PACKAGE is the folder of the npm package for scripts that load it themselves.
 */

const { spawn } = require('child_process');
const fs = require('fs');

const OWN_EVENTS = new Set(['rpcready', 'rpcexit', 'disconnect', 'disconnected']);
const LONGEST_TEXT = 400;

/** The original's process does not end in the moment in which its channel does. */
const LINGER_MILLIS = 50;

function take(name) {
	const value = process.env[name];
	delete process.env[name];
	return value;
}

const logFile = take('INTERCOM_PROGRAM_LOG');
const program = programOf(JSON.parse(fs.readFileSync(take('INTERCOM_PROGRAM'), 'utf8')), Number(take('INTERCOM_RUN')));
const factor = Number(take('INTERCOM_PROGRAM_FACTOR') || 1);
const packageFolder = take('INTERCOM_PACKAGE');
const parent = (program.loadIntercom === false) ? null : connected();
const functions = new Map();
const remotes = [];

function programOf(given, run) {
	return (given.runs !== undefined) ? given.runs[Math.min(run || 1, given.runs.length) - 1] : given;
}

function connected() {
	const found = (packageFolder !== undefined) ? require(packageFolder).parent : process.parent;
	if (found === undefined) {
		throw new Error('There is no process.parent: expected a child of Intercom, or INTERCOM_PACKAGE with the folder '
			+ 'of the npm package in a visible one');
	}
	return found;
}

function log(entry) {
	if (logFile !== undefined) {
		fs.appendFileSync(logFile, `${JSON.stringify(entry)}\n`);
	}
}

// ---- values

function value(tagged, handled) {
	if (Array.isArray(tagged)) {
		return tagged.map((element) => value(element, handled));
	}
	if (typeof tagged !== 'object' || tagged === null) {
		return tagged;
	}
	const [tag] = Object.keys(tagged);
	switch (tag) {
		case '$undefined': return undefined;
		case '$error': return new Error(tagged.$error);
		case '$date': return new Date(tagged.$date);
		case '$number': return Number(tagged.$number);
		case '$regexp': return new RegExp(tagged.$regexp);
		case '$fn': return named(tagged.$fn);
		case '$text': return tagged.$text.repeat(tagged.times);
		case '$cycle': return cycle(tagged.$cycle);
		case '$arg': return handled[tagged.$arg];
		case '$env': return process.env[tagged.$env] ?? null;
		case '$argv': return process.argv.slice(2);
		case '$scriptArg': return process.argv[1];
		case '$cwd': return process.cwd();
		case '$execArgv': return process.execArgv;
		default:
			return Object.fromEntries(Object.entries(tagged).map(([key, member]) => [key, value(member, handled)]));
	}
}

const values = (tagged, handled) => (tagged || []).map((element) => value(element, handled));

function cycle(name) {
	const object = { name };
	object.self = object;
	return object;
}

function named(name) {
	if (!functions.has(name)) {
		functions.set(name, (...args) => {
			log({ fn: name, args: show(args) });
			run((program.fns || {})[name], args);
		});
	}
	return functions.get(name);
}

function nameOf(fn) {
	return [...functions.keys()].find((name) => functions.get(name) === fn);
}

/** As the recorder writes it. */
function show(found, ancestors = []) {
	if (typeof found === 'string') {
		return (found.length > LONGEST_TEXT) ? `<text of ${found.length} characters>` : found;
	}
	if (typeof found === 'function') {
		return showFunction(found);
	}
	if (found === undefined) {
		return { $undefined: true };
	}
	if (typeof found === 'number' && !Number.isFinite(found)) {
		return { $number: String(found) };
	}
	if (typeof found !== 'object' || found === null) {
		return found;
	}
	return ancestors.includes(found) ? { $circular: true } : showObject(found, [...ancestors, found]);
}

function showFunction(found) {
	const name = nameOf(found);
	if (name !== undefined) {
		return { $fn: name };
	}
	if (!remotes.includes(found)) {
		remotes.push(found);
	}
	return { $remote: remotes.indexOf(found) };
}

function showObject(found, path) {
	if (found instanceof Error) {
		return { $error: found.message };
	}
	if (found instanceof Date) {
		return { $date: found.toISOString() };
	}
	if (found instanceof RegExp) {
		return { $regexp: found.source };
	}
	if (Array.isArray(found)) {
		return found.map((element) => show(element, path));
	}
	if (Object.prototype.toString.call(found) === '[object Arguments]') {
		return { $arguments: [...found].map((element) => show(element, path)) };
	}
	return Object.fromEntries(Object.entries(found).map(([key, member]) => [key, show(member, path)]));
}

// ---- operations

function run(operations, handled) {
	(operations || []).forEach((operation) => operate(operation, handled));
}

function operate(op, handled) {
	switch (op.do) {
		case 'emit': emit(op, values(op.args, handled)); break;
		case 'localEmit': parent.localEmit(op.event, ...values(op.args, handled)); break;
		case 'ready': ready(op, handled); break;
		case 'on': case 'once': parent[op.do](op.event, (...args) => handle(op, args)); break;
		case 'wait': setTimeout(() => run(op.then, handled), op.ms * factor); break;
		case 'disconnect': parent.disconnect(); break;
		case 'callArg': callBack(handled[op.index], values(op.args, handled)); break;
		case 'throw': throw new Error(op.message);
		default: operateProcess(op);
	}
}

function operateProcess(op) {
	switch (op.do) {
		case 'exit': process.exit(op.code); break;
		case 'exitCode': process.exitCode = op.code; break;
		case 'killSelf': process.kill(process.pid, op.signal); break;
		case 'ignoreSignal': process.on(op.signal, () => undefined); break;
		case 'print': process.stdout.write(op.text.repeat(op.times ?? 1)); break;
		case 'printErr': process.stderr.write(op.text.repeat(op.times ?? 1)); break;
		case 'keepAlive': setInterval(() => undefined, 2 ** 30); break;
		case 'raw': process.send(op.frame); break;
		case 'rawText': fs.writeSync(process.channel.fd, op.text); break;
		case 'note': log({ note: op.text }); break;
		case 'holdChannel': holdChannel(op.ms * factor); break;
		default: throw new Error(`unknown operation '${op.do}'`);
	}
}

/** The exception is how a program learns that no session is to come. */
function emit(op, args) {
	try {
		parent.emit(op.event, ...args);
	}
	catch (ex) {
		if (ex.code !== 'ERR_INTERCOM_NOT_SENT') {
			throw ex;
		}
	}
}

function callBack(fn, args) {
	try {
		fn(...args);
	}
	catch (ex) {
		if (ex.code !== 'ERR_INTERCOM_CLOSED') {
			throw ex;
		}
	}
}

function ready(op, handled) {
	parent.ready(() => dying(() => {
		log({ ready: op.id ?? 'r' });
		run(op.then, handled);
	}));
}

/** What nobody catches ends a script: what the original lets out of a listener is thrown in a turn of its own. */
function dying(task) {
	try {
		task();
	}
	catch (ex) {
		process.nextTick(() => {
			throw ex;
		});
	}
}

function handle(op, args) {
	const act = () => run(op.then, args);
	if (OWN_EVENTS.has(op.event)) {
		dying(act);
	}
	else {
		act();
	}
}

function holdChannel(millis) {
	const stdio = ['ignore', 'ignore', 'ignore', process.channel.fd];
	spawn(process.execPath, ['-e', `setTimeout(() => {}, ${millis})`], { stdio, detached: true }).unref();
}

if (parent !== null) {
	const givesName = typeof parent.prependAny === 'function';
	parent.onAny(function (...args) {
		log({ ev: this.event, args: show(givesName ? args.slice(1) : args) });
	});
	parent.on('disconnected', () => setTimeout(() => undefined, LINGER_MILLIS * factor));
}
run(program.main, []);
