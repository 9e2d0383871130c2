'use strict';

const assert = require('node:assert');
const test = require('node:test');

const { withChild } = require('./fake-parent.cjs');

const MANY = 200000;

test('200,000 events arrive in order', async () => {
	const script = `process.parent.ready(() => {
		for (let i = 0; i < ${MANY}; i++) process.parent.emit('n', i);
	});`;
	await withChild(script, { record: false }, async (parent) => {
		let next = 0;
		let inOrder = true;
		parent.events.on('n', (number) => {
			inOrder = inOrder && number === next++;
		});
		await parent.until(() => next === MANY, 'all events');
		assert.ok(inOrder);
	});
});

test('200,000 events are heard in order', async () => {
	const script = `let next = 0, inOrder = true;
		process.parent.on('n', (number) => {
			inOrder = inOrder && number === next++;
			if (next === ${MANY}) process.parent.emit('all', inOrder);
		});`;
	await withChild(script, {}, async (parent) => {
		await parent.ready();
		for (let i = 0; i < MANY; i += 1000) {
			let frames = '';
			for (let j = i; j < i + 1000; j++) {
				frames += `{"method":0,"arguments":["n",${j}],"callbacks":{},"links":[]}\n`;
			}
			parent.write(frames);
		}
		assert.deepStrictEqual(await parent.heard('all'), [true]);
	});
});

test('both sides flood each other', async () => {
	const script = `const parent = process.parent;
		let heard = 0;
		parent.on('n', () => { parent.emit('m', heard); if (++heard === 50000) parent.emit('all'); });`;
	await withChild(script, { record: false }, async (parent) => {
		await parent.ready();
		let count = 0;
		let all = false;
		parent.events.on('m', () => count++);
		parent.events.on('all', () => {
			all = true;
		});
		for (let i = 0; i < 50000; i++) {
			parent.emit('n', i);
		}
		await parent.until(() => all, 'all events');
		assert.strictEqual(count, 50000);
	});
});

test('a text of nearly 64 MiB goes both ways in linear time', async () => {
	const script = "process.parent.on('echo', (text) => process.parent.emit('echoed', text))";
	await withChild(script, { record: false }, async (parent) => {
		await parent.ready();
		const text = 'x'.repeat(64 * 1024 * 1024 - 100);
		let echoed = null;
		parent.events.on('echoed', (found) => {
			echoed = found;
		});
		parent.emit('echo', text);
		await parent.until(() => echoed !== null, 'the echo');
		assert.ok(echoed === text);
	});
});

test('a text of more than 64 MiB is refused on both ways', async () => {
	const script = `const parent = process.parent;
		parent.on('error', (text, error) => parent.emit('error::was', text, error.message.length));
		try { parent.emit('long', 'x'.repeat(64 * 1024 * 1024)); } catch (ex) { parent.emit('refused', ex.message); }`;
	await withChild(script, {}, async (parent) => {
		assert.match((await parent.heard('refused'))[0], /at most 67108864 bytes/);
		parent.emit('long', 'x'.repeat(64 * 1024 * 1024));
		const [text, length] = await parent.heard('error::was');
		assert.strictEqual(text, 'Remote RPC Session error occured!');
		assert.ok(length < 300);
		assert.ok(!parent.received.some(([name]) => name === 'long'));
	});
});

test('a parent that reads nothing slows the sender down, in bounded memory', async () => {
	const script = `const parent = process.parent;
		const fs = require('fs');
		const text = 'x'.repeat(100000);
		parent.on('go', () => {
			for (let i = 0; i < 2000; i++) {
				parent.emit('n', i, text);
				if (i % 10 === 9) fs.writeSync(1, '.');
			}
			parent.emit('sent', process.resourceUsage().maxRSS / 1024);
		});`;
	await withChild(script, { record: false }, async (parent) => {
		await parent.ready();
		parent.socket.pause();
		parent.emit('go');
		let stuckAt = -1;
		while (stuckAt !== parent.stdout.length) {
			stuckAt = parent.stdout.length;
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
		assert.ok(stuckAt < 100, `the sender waits after ${stuckAt * 10} events of 100,000 characters`);
		let next = 0;
		let memory = 0;
		parent.events.on('n', (number) => {
			assert.strictEqual(number, next++);
		});
		parent.events.on('sent', (megabytes) => {
			memory = megabytes;
		});
		parent.socket.resume();
		await parent.until(() => memory > 0, 'all events');
		assert.strictEqual(next, 2000);
		assert.ok(memory < 400, `${memory} MiB`);
	});
});

test('a function that is sent often does not pile up', async () => {
	const script = `const parent = process.parent;
		const callback = () => {};
		parent.ready(() => {
			for (let i = 0; i < 20000; i++) parent.emit('n', callback);
			parent.emit('end', callback);
		});`;
	await withChild(script, {}, async (parent) => {
		await parent.heard('end');
		assert.deepStrictEqual(parent.session.remoteIds(), [0, 1, 2, 3]);
	});
});
