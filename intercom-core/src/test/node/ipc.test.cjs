'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { RUNTIME, withChild } = require('./fake-parent.cjs');

const PACKAGE = process.env.INTERCOM_NPM && path.join(process.env.INTERCOM_NPM, 'node_modules', 'intercom');
const withoutPackage = PACKAGE ? false : 'the folder with the npm package intercom 0.5.1 is not told: set INTERCOM_NPM';

const ended = (code, signal = null) => ({ code, signal });
const VISIBLE = { INTERCOM_VISIBLE: 'true' };

/** The messages of the child, parsed. */
const messages = (parent) => parent.lines.map((line) => JSON.parse(line));

async function message(parent, nth = 1) {
	await parent.until(() => parent.lines.length >= nth, `message ${nth}`);
	return messages(parent)[nth - 1];
}

test('a visible script has the IPC surface and no parent', async () => {
	const script = `
		process.on('message', (message) => process.send({ got: message }, () => process.send('sent')));
		process.on('disconnect', () => console.log('disconnect', process.connected, process.channel));
		process.send({ parent: typeof process.parent, connected: process.connected, ref: typeof process.channel.ref,
			returned: process.send(1) });
		for (const wrong of [() => process.send(), () => process.send(() => {}), () => process.send({}, {})]) {
			try { wrong(); } catch (ex) { process.send(ex.code); }
		}`;
	await withChild(script, { env: VISIBLE, methods: false }, async (parent) => {
		await message(parent, 5);
		assert.deepStrictEqual(messages(parent), [1,
			{ parent: 'undefined', connected: true, ref: 'function', returned: true },
			'ERR_MISSING_ARGS', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_HANDLE_TYPE']);
		parent.write('{"a":"ä"}\n[1]\nno json\n');
		assert.deepStrictEqual(await message(parent, 6), { got: { a: 'ä' } });
		await message(parent, 9);
		assert.deepStrictEqual(messages(parent).slice(6), [{ got: [1] }, 'sent', 'sent']);
		parent.socket.end();
		assert.deepStrictEqual(await parent.exit(), ended(0));
		assert.strictEqual(parent.stdout, 'disconnect false null\n');
		assert.match(parent.stderr, /Expected a JSON text but was broken .*'no json'/);
	});
});

test('messages wait for the first listener', async () => {
	const script = `setTimeout(() => process.on('message', (message) => {
		process.send(message);
		if (message === 3) process.disconnect();
	}), 300);`;
	await withChild(script, { env: VISIBLE, methods: false }, async (parent) => {
		await parent.until(() => parent.token !== undefined);
		parent.write('1\n2\n3\n');
		assert.deepStrictEqual(await parent.exit(), ended(0));
		await parent.until(() => parent.ended);
		assert.deepStrictEqual(messages(parent), [1, 2, 3]);
	});
});

test('a visible script lives while it listens for messages', async () => {
	const options = { env: VISIBLE, methods: false };
	await withChild('process.send(1)', options, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(0));
		assert.deepStrictEqual(messages(parent), [1]);
	});
	const script = `const stop = () => process.removeListener('message', stop);
		process.on('message', stop);`;
	await withChild(script, options, async (parent) => {
		await parent.until(() => parent.token !== undefined);
		await new Promise((resolve) => setTimeout(resolve, 300));
		assert.strictEqual(parent.child.exitCode, null);
		parent.write('1\n');
		assert.deepStrictEqual(await parent.exit(), ended(0));
	});
	await withChild("process.on('disconnect', () => {}); process.channel.unref();", options, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(0));
	});
});

test('sending after the end is an error as in Node', async () => {
	const script = `process.on('disconnect', () => {
		console.log(process.send(1, (ex) => console.log(ex.code)));
		process.once('error', (ex) => console.log(ex.code));
		process.disconnect();
		process.send(2);
	});
	process.disconnect();`;
	await withChild(script, { env: VISIBLE, methods: false }, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(1));
		assert.strictEqual(parent.stdout, 'false\nERR_IPC_DISCONNECTED\nERR_IPC_CHANNEL_CLOSED\n');
		assert.match(parent.stderr, /ERR_IPC_CHANNEL_CLOSED/);
	});
});

test('a script with process.parent sees the frames as messages, too', async () => {
	const script = `
		process.on('message', (message) => console.log(message.method));
		process.on('disconnect', () => console.log('disconnect'));
		process.parent.on('a', (callback) => { console.log('a'); callback(); process.disconnect(); });
		process.parent.on('disconnected', () => console.log('disconnected'));`;
	await withChild(script, {}, async (parent) => {
		await parent.ready();
		let called = 0;
		parent.emit('a', () => called++);
		assert.deepStrictEqual(await parent.exit(), ended(0));
		await parent.until(() => parent.ended);
		assert.strictEqual(called, 1);
		assert.ok(parent.saidGoodbye);
		assert.strictEqual(parent.stdout, 'methods\n0\na\ndisconnected\ndisconnect\n');
	});
});

test('neither the script nor its children see the variables or the argument', async () => {
	const script = `
		const { execFileSync, fork } = require('child_process');
		const own = (env) => Object.keys(env).filter((name) => name.startsWith('INTERCOM_') && name !== 'INTERCOM_TEST_RUN');
		if (process.argv[2] === 'fork') {
			process.send([own(process.env), process.execArgv, typeof process.parent]);
			process.disconnect();
		}
		else {
			const seen = JSON.parse(execFileSync(process.execPath, ['-p', 'JSON.stringify(process.env)']));
			fork(__filename, ['fork']).on('message', (forked) => {
				process.parent.emit('seen', own(process.env), own(seen), process.execArgv, forked);
			});
		}`;
	const env = { INTERCOM_CHILD: 'me', INTERCOM_FRAME_LIMIT: '1000000', INTERCOM_VISIBLE: 'false' };
	await withChild(script, { env, execArgv: ['--no-deprecation'] }, async (parent) => {
		assert.deepStrictEqual(await parent.heard('seen'), [['INTERCOM_CHILD'], ['INTERCOM_CHILD'], ['--no-deprecation'],
			[['INTERCOM_CHILD'], ['--no-deprecation'], 'undefined']]);
	});
});

test('an ES module has process.parent', async () => {
	const script = `import { argv } from 'node:process';
		const [question] = await process.parent.waitFor('question');
		process.parent.emit('answer', question, argv.slice(2));`;
	await withChild(script, { module: true, args: ['one', 'two'] }, async (parent) => {
		await parent.ready();
		parent.emit('question', 42);
		assert.deepStrictEqual(await parent.heard('answer'), [42, ['one', 'two']]);
	});
});

test('what comes while an ES module is loaded waits for it', async () => {
	const script = `import './slow.mjs';
		const [one] = await process.parent.waitFor('early');
		const [two] = await process.parent.waitFor('early');
		process.parent.emit('heard', one, two);`;
	const beside = { 'slow.mjs': 'await new Promise((later) => setTimeout(later, 300));' };
	await withChild(script, { module: true, beside }, async (parent) => {
		await parent.until(() => parent.token !== undefined);
		parent.write([1, 2].map((n) => `{"method":0,"arguments":["early",${n}],"callbacks":{},"links":[]}\n`).join(''));
		assert.deepStrictEqual(await parent.heard('heard'), [1, 2]);
	});
});

test('worker threads are not affected', async () => {
	const script = `const { Worker, isMainThread, parentPort } = require('worker_threads');
		if (isMainThread) {
			new Worker(__filename).on('message', (seen) => process.parent.emit('worker', seen));
		}
		else {
			parentPort.postMessage([typeof process.parent, process.env.INTERCOM_CHANNEL === undefined]);
		}`;
	await withChild(script, {}, async (parent) => {
		assert.deepStrictEqual(await parent.heard('worker'), [['undefined', true]]);
	});
});

test('the runtime has no effect in a process that is no child', () => {
	const { EventEmitter } = require(RUNTIME);
	assert.strictEqual(process.parent, undefined);
	assert.strictEqual(new EventEmitter().emit('a'), false);
});

const USES_PACKAGE = `
	const { parent } = require(process.env.PACKAGE);
	parent.on('ask', (question, callback) => {
		callback(question + 1);
		parent.emit('answer', parent === process.parent, parent.constructor.name, process.argv.slice(2));
	});
	parent.on('disconnected', (reason) => console.log('disconnected', reason));`;

for (const visible of [true, false]) {
	const kind = visible ? 'speaks itself in a visible script' : 'finds our process.parent';

	test(`the npm package, unchanged, ${kind}`, { skip: withoutPackage }, async () => {
		const env = { ...(visible ? VISIBLE : {}), PACKAGE };
		await withChild(USES_PACKAGE, { env, args: ['x'] }, async (parent) => {
			await parent.ready();
			const answer = new Promise((resolve) => parent.emit('ask', 41, resolve));
			assert.strictEqual(await answer, 42);
			const [same, , args] = await parent.heard('answer');
			assert.deepStrictEqual([same, args], [true, ['x']]);
			assert.strictEqual(parent.lines[0].includes('goodbye'), !visible);
			parent.goodbye();
			assert.deepStrictEqual(await parent.exit(), ended(0));
			assert.match(parent.stdout, /disconnected internal/);
		});
	});
}

test('the last events of the npm package arrive', { skip: withoutPackage }, async () => {
	const script = `const { parent } = require(process.env.PACKAGE);
		parent.ready(() => {
			for (let i = 0; i < 10000; i++) parent.emit('n', i);
			process.exit(0);
		});`;
	await withChild(script, { env: { ...VISIBLE, PACKAGE } }, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(0));
		await parent.until(() => parent.ended);
		assert.strictEqual(parent.received.length, 10000);
	});
});

test('a visible script ends when its parent process has died, and only then', async () => {
	const grandchild = "process.on('message', () => {}); setInterval(() => {}, 1000); process.send(process.pid);";
	const starter = `const { spawn } = require('child_process');
		const { ADDRESS, FILE, RUNTIME } = process.env;
		spawn(process.execPath, ['--require', RUNTIME, FILE], { stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, INTERCOM_CHANNEL: ADDRESS, INTERCOM_TOKEN: 't', INTERCOM_VISIBLE: 'true' } });
		setInterval(() => {}, 1000);`;
	for (const dies of [true, false]) {
		await withChild(grandchild, { env: VISIBLE, methods: false, starter }, async (parent) => {
			const pid = await message(parent);
			if (dies) {
				parent.child.kill('SIGKILL');
			}
			parent.socket.destroy();
			await new Promise((resolve) => setTimeout(resolve, 1500));
			assert.strictEqual(isAlive(pid), !dies);
			if (!dies) {
				process.kill(pid, 'SIGKILL');
			}
		});
	}
});

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
	}
	catch {
		return false;
	}
}
