'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const test = require('node:test');

const { withChild } = require('./fake-parent.cjs');

const ended = (code, signal = null) => ({ code, signal });
const numbers = (parent) => parent.received.filter(([name]) => name === 'n').map(([, number]) => number);

for (const tcp of [false, true]) {
	const kind = tcp ? 'TCP' : 'Unix socket';

	test(`ten thousand events before process.exit arrive (${kind})`, async () => {
		const script = `process.parent.ready(() => {
			for (let i = 0; i < 10000; i++) process.parent.emit('n', i);
			process.exit(0);
		});`;
		await withChild(script, { tcp }, async (parent) => {
			assert.deepStrictEqual(await parent.exit(), ended(0));
			await parent.until(() => parent.ended);
			assert.deepStrictEqual(numbers(parent), [...Array(10000).keys()]);
		});
	});

	test(`both sides talk and part (${kind})`, async () => {
		const script = "process.parent.on('a', (...args) => process.parent.emit('b', ...args))";
		await withChild(script, { tcp }, async (parent) => {
			await parent.ready();
			parent.emit('a', 1, 2);
			assert.deepStrictEqual(await parent.heard('b'), [1, 2]);
			parent.goodbye();
			assert.deepStrictEqual(await parent.exit(), ended(0));
			assert.strictEqual(parent.stderr, '');
		});
	});
}

test('an event at the start of a script that exits at once arrives', async () => {
	await withChild("process.parent.emit('last', 'words'); process.exit(3);", {}, async (parent) => {
		assert.deepStrictEqual(await parent.heard('last'), ['words']);
		assert.deepStrictEqual(await parent.exit(), ended(3));
	});
});

test('events that cannot be sent before the process ends are counted', async () => {
	const script = "process.parent.emit('last', 'words'); process.exit(3);";
	await withChild(script, { methods: false }, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(3));
		assert.match(parent.stderr, /1 events could not be delivered, because the process ended before the parent/);
	});
});

test('what is emitted while the process exits arrives', async () => {
	const script = `process.on('exit', (code) => process.parent.emit('bye', code));
		process.parent.ready(() => process.exit(4));`;
	await withChild(script, {}, async (parent) => {
		assert.deepStrictEqual(await parent.heard('bye'), [4]);
		assert.deepStrictEqual(await parent.exit(), ended(4));
	});
});

test('events before an uncaught exception arrive', async () => {
	const script = `process.parent.ready(() => setImmediate(() => {
		for (let i = 0; i < 1000; i++) process.parent.emit('n', i);
		throw new Error('uncaught');
	}));`;
	await withChild(script, {}, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(1));
		await parent.until(() => parent.ended);
		assert.strictEqual(numbers(parent).length, 1000);
		assert.match(parent.stderr, /Error: uncaught/);
	});
});

test('events before a signal to itself arrive', async () => {
	const script = `process.parent.ready(() => {
		for (let i = 0; i < 100; i++) process.parent.emit('n', i);
		process.kill(process.pid, 'SIGKILL');
	});`;
	await withChild(script, {}, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(null, 'SIGKILL'));
		await parent.until(() => parent.ended);
		assert.strictEqual(numbers(parent).length, 100);
	});
});

test('an event is on its way before the script works hard', async () => {
	const script = `const fs = require('fs');
		process.parent.ready(() => {
			process.parent.emit('started', 'work');
			while (!fs.existsSync(__dirname + '/enough'));
			process.parent.emit('done');
		});`;
	await withChild(script, {}, async (parent) => {
		await parent.heard('started');
		fs.writeFileSync(`${parent.folder}/enough`, '');
		await parent.heard('done');
	});
});

test('a signal ends the process as without the runtime', async () => {
	await withChild("process.parent.emit('up')", {}, async (parent) => {
		await parent.heard('up');
		parent.child.kill('SIGTERM');
		assert.deepStrictEqual(await parent.exit(), ended(null, 'SIGTERM'));
	});
});

test('a dead parent ends the process after rpcexit and disconnected', async () => {
	const script = `setInterval(() => {}, 1000);
		process.parent.onAny((name, ...args) => console.log(name, ...args));
		process.on('exit', () => {
			try { process.parent.emit('late'); } catch (ex) { console.log(ex.message); }
		});`;
	await withChild(script, {}, async (parent) => {
		await parent.ready();
		parent.die();
		assert.deepStrictEqual(await parent.exit(), ended(1));
		assert.strictEqual(parent.stdout, 'rpcready\nrpcexit\ndisconnected internal\n'
			+ 'Parent: the event was not sent, because the channel is closed\n');
		assert.match(parent.stderr, /the parent has died/);
	});
});

test('a listener that never returns does not keep an orphan alive', async () => {
	await withChild("process.parent.on('disconnected', () => { for (;;); })", {}, async (parent) => {
		await parent.ready();
		parent.die();
		assert.deepStrictEqual(await parent.exit(), ended(null, 'SIGKILL'));
	});
});

test('a script that says so outlives its parent', async () => {
	const script = `process.parent.on('disconnected', () => {
		process.parent.stayAlive = true;
		setTimeout(() => process.exit(7), 100);
	});`;
	await withChild(script, {}, async (parent) => {
		await parent.ready();
		parent.die();
		assert.deepStrictEqual(await parent.exit(), ended(7));
	});
});

test('a parent that cannot be reached is told and ends the process', async () => {
	const env = { INTERCOM_CHANNEL: 'unix:/nowhere/at/all' };
	await withChild('setInterval(() => {}, 1000)', { env }, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(1));
		assert.match(parent.stderr, /the parent cannot be reached: .*ENOENT.*\/nowhere\/at\/all/);
	});
});

test('a wrong address ends the process before the script', async () => {
	await withChild("console.log('script')", { env: { INTERCOM_CHANNEL: 'pigeon' } }, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(1));
		assert.strictEqual(parent.stdout, '');
		assert.match(parent.stderr, /INTERCOM_CHANNEL must be unix:<path> or tcp:127\.0\.0\.1:<port> but was 'pigeon'/);
	});
});

test('disconnect says goodbye after the last event, and the process ends', async () => {
	const script = `const parent = process.parent;
		parent.onAny((name) => console.log(name));
		parent.ready(() => {
			for (let i = 0; i < 1000; i++) parent.emit('n', i);
			parent.disconnect();
			parent.emit('late');
		});`;
	await withChild(script, {}, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(0));
		await parent.until(() => parent.ended);
		assert.strictEqual(numbers(parent).length, 1000);
		assert.ok(parent.saidGoodbye);
		assert.deepStrictEqual(parent.stdout.split('\n').filter((line) => line !== 'n'), ['rpcready', 'disconnect',
			'late', 'rpcexit', 'disconnected', '']);
		assert.match(parent.stderr, /1 events could not be delivered, because the channel is closed/);
	});
});

test('disconnect before the parent has answered is an event and nothing more', async () => {
	const script = `process.parent.on('disconnect', () => console.log('disconnect'));
		process.parent.disconnect(); process.parent.ready(() => process.parent.emit('ready'));`;
	await withChild(script, {}, async (parent) => {
		await parent.heard('ready');
		assert.strictEqual(parent.stdout, 'disconnect\n');
	});
});

test('the channel keeps the process alive while it is open, unless it is told not to', async () => {
	await withChild('', {}, async (parent) => {
		await parent.ready();
		await new Promise((resolve) => setTimeout(resolve, 300));
		assert.strictEqual(parent.child.exitCode, null);
		parent.goodbye();
		assert.deepStrictEqual(await parent.exit(), ended(0));
	});
	await withChild("process.channel.unref(); process.parent.emit('last')", {}, async (parent) => {
		assert.deepStrictEqual(await parent.exit(), ended(0));
		assert.deepStrictEqual(await parent.heard('last'), []);
	});
});

test('a callback of a session that has ended says so', async () => {
	const script = `let kept;
		process.parent.on('keep', (callback) => { kept = callback; process.parent.emit('kept'); });
		process.parent.on('disconnected', () => { try { kept(); } catch (ex) { console.log(ex.code, ex.message); } });`;
	await withChild(script, {}, async (parent) => {
		await parent.ready();
		parent.emit('keep', () => undefined);
		await parent.heard('kept');
		parent.goodbye();
		assert.deepStrictEqual(await parent.exit(), ended(0));
		assert.strictEqual(parent.stdout, 'ERR_INTERCOM_CLOSED The session has ended: the channel is closed\n');
	});
});
