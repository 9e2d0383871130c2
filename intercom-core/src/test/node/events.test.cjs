'use strict';

const assert = require('node:assert');
const test = require('node:test');

const { TOKEN, withChild } = require('./fake-parent.cjs');

/** A script that answers each `do` by evaluating its text. */
const OBEDIENT = `
	const parent = process.parent;
	const errors = [];
	parent.on('error', (...args) => errors.push(args.map((arg) => arg && arg.message ? arg.message : arg)));
	parent.on('errors', () => parent.emit('errors::are', errors));
	parent.on('echo', (...args) => parent.emit('echoed', ...args));
	const tell = (name, task) => {
		try {
			parent.emit(name, 'returned', task());
		}
		catch (ex) {
			parent.emit(name, 'threw', ex.message);
		}
	};
`;

async function errors(parent, nth = 1) {
	parent.emit('errors');
	return (await parent.heard('errors::are', nth))[0];
}

test('the token comes first, then the methods', async () => {
	await withChild('', {}, async (parent) => {
		await parent.ready();
		assert.strictEqual(parent.token, TOKEN);
		assert.strictEqual(parent.lines[0], '{"method":"methods","arguments":[{"emit":"[Function]","goodbye":"[Function]","ping":"[Function]"}],'
			+ '"callbacks":{"0":["0","emit"],"1":["0","goodbye"],"2":["0","ping"]},"links":[]}');
	});
});

test('callbacks work both ways and are the same function each time', async () => {
	const script = `${OBEDIENT}
		const known = new Set();
		const own = (answer) => parent.emit('own::called', answer);
		parent.on('ask', (question, callback) => {
			known.add(callback);
			callback('answer to ' + question);
			parent.emit('give', { deep: [own] }, known.size);
		});`;
	await withChild(script, {}, async (parent) => {
		await parent.ready();
		const answers = [];
		const callback = (answer) => answers.push(answer);
		parent.events.on('give', ({ deep }, count) => deep[0](`thanks ${count}`));
		parent.emit('ask', 1, callback);
		parent.emit('ask', 2, callback);
		await parent.heard('own::called', 2);
		assert.deepStrictEqual(answers, ['answer to 1', 'answer to 2']);
		assert.deepStrictEqual(await parent.heard('own::called', 2), ['thanks 1']);
		const ids = parent.lines.filter((line) => line.includes('"give"')).map((line) => JSON.parse(line).callbacks);
		assert.deepStrictEqual(ids[0], ids[1]);
	});
});

test('a callback that was given up is not called any more', async () => {
	const script = `${OBEDIENT}
		parent.emit('give', () => parent.emit('called'));
		parent.on('take', (callback) => { callback.cull(); tell('told', () => callback.id); });`;
	await withChild(script, {}, async (parent) => {
		const [callback] = await parent.heard('give');
		callback.cull();
		callback();
		parent.emit('take', () => undefined);
		await parent.heard('told');
		assert.match((await errors(parent))[0][1], /no such method/);
		assert.ok(parent.lines.some((line) => line.startsWith('{"method":"cull"')));
		assert.ok(!parent.received.some(([name]) => name === 'called'));
	});
});

test('values follow the rules of JSON, circles are links, lone surrogates survive', async () => {
	const script = `${OBEDIENT}
		const circle = { name: 'c' }; circle.self = circle;
		parent.emit('values', { nan: NaN, no: undefined, at: new Date(0), error: new Error('e') }, [undefined],
			'\\ud800', 1e21);
		parent.emit('circle', circle);`;
	await withChild(script, {}, async (parent) => {
		const sent = await parent.heard('values');
		assert.deepStrictEqual(sent, [{ nan: null, at: '1970-01-01T00:00:00.000Z', error: { message: 'e' } }, [null],
			'\ud800', 1e21]);
		const [circle] = await parent.heard('circle');
		assert.strictEqual(circle.self, circle);
		parent.emit('echo', '\udfff', circle, { __proto__: null, a: 1 });
		const [text, echoed] = await parent.heard('echoed');
		assert.strictEqual(text, '\udfff');
		assert.strictEqual(echoed.self, echoed);
	});
});

test('reserved names are refused both ways, names that arrive are literal', async () => {
	const script = `${OBEDIENT}
		parent.on('exit', () => parent.emit('heard::exit'));
		parent.on('a::b', () => parent.emit('heard::pattern'));
		parent.on('*::*', function () { this.event === '*::b' && parent.emit('heard::literal'); });
		parent.emit('exit', 1);
		parent.emit(['close'], 2);
		parent.emit('exit::now', 3);`;
	await withChild(script, {}, async (parent) => {
		await parent.heard('exit::now');
		parent.emit('exit', 0);
		parent.emit(['stop'], 0);
		parent.emit('*::b');
		await parent.heard('heard::literal');
		assert.deepStrictEqual(await errors(parent), [
			['Received forbidden event!', null], ['Received forbidden event!', null],
			['Received forbidden event from twin process!', null], ['Received forbidden event from twin process!', null],
		].map(([text], index) => [text, [['exit', 1], ['close', 2], ['exit', 0], ['stop', 0]][index]]));
		const names = parent.received.map(([name]) => name);
		assert.ok(!names.includes('exit') && !names.includes('heard::exit') && !names.includes('heard::pattern'));
	});
});

test('events wait for the parent in order, and too many are refused', async () => {
	const script = `${OBEDIENT}
		let refused;
		for (let i = 0; i < 10001; i++) {
			try { parent.emit('n', i); } catch (ex) { refused = [i, ex.message]; }
		}
		parent.on('disconnect', () => undefined);
		parent.ready(function () { tell('refused', () => [refused, this === parent]); });`;
	await withChild(script, {}, async (parent) => {
		const [, [refused, bound]] = await parent.heard('refused');
		assert.deepStrictEqual(parent.received.filter(([name]) => name === 'n').map(([, i]) => i),
			[...Array(10000).keys()]);
		assert.deepStrictEqual(refused, [10000, 'Parent: the event was not sent, because the queue of events that wait for '
			+ 'the channel is full (10000)']);
		assert.ok(bound);
	});
});

test('local listeners hear own events at once, and their exceptions reach the caller', async () => {
	const script = `${OBEDIENT}
		const calls = [];
		parent.on('local', (value) => calls.push(value));
		parent.localEmit('local', 1);
		parent.emit('local', 2);
		parent.on('bad', () => { throw new Error('mine'); });
		tell('result', () => parent.emit('bad'));
		parent.emit('calls', calls);`;
	await withChild(script, {}, async (parent) => {
		assert.deepStrictEqual(await parent.heard('calls'), [[1, 2]]);
		assert.deepStrictEqual(await parent.heard('result'), ['threw', 'mine']);
		assert.deepStrictEqual(parent.received.map(([name]) => name), ['local', 'bad', 'result', 'calls']);
	});
});

test('what a listener throws or rejects with is an error event, on stderr, and ends nothing', async () => {
	const script = `${OBEDIENT}
		parent.on('throws', function thrower() { throw new Error('thrown'); });
		parent.on('rejects', async function rejecter() { throw new Error('rejected'); });
		parent.emit('take', () => { throw new Error('callback'); });`;
	await withChild(script, {}, async (parent) => {
		const [callback] = await parent.heard('take');
		parent.emit('throws');
		callback();
		parent.emit('rejects');
		parent.emit('echo');
		await parent.heard('echoed');
		const told = await errors(parent);
		assert.deepStrictEqual(told.map(([text]) => text), Array(3).fill('Local RPC Session error occured!'));
		assert.deepStrictEqual(told.map(([, text]) => text).sort(), ['callback', 'rejected', 'thrown']);
		parent.goodbye();
		assert.deepStrictEqual(await parent.exit(), { code: 0, signal: null });
		assert.match(parent.stderr, /listener 'thrower' of event 'throws' failed: Error: thrown/);
		assert.match(parent.stderr, /listener 'rejecter' of event 'rejects' failed: Error: rejected/);
	});
});

test('an error event that nobody hears is written to stderr', async () => {
	await withChild("process.parent.localEmit('error', 'own words'); process.parent.emit('done');", {}, async (parent) => {
		await parent.heard('done');
		parent.write('no json\n');
		parent.goodbye();
		assert.deepStrictEqual(await parent.exit(), { code: 0, signal: null });
		assert.match(parent.stderr, /own words/);
		assert.match(parent.stderr, /Remote RPC Session error occured!.*Expected a JSON text.*'no json'/);
	});
});

test('broken, oversized and deep frames are error events, and the session goes on', async () => {
	const nested = (depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
	const deep = (depth) => `{"method":0,"arguments":["deep",${nested(depth)}],"callbacks":{},"links":[]}\n`;
	const script = `${OBEDIENT}
		parent.on('deep', (list) => { let n = 0; for (; list !== undefined; n++) list = list[0]; parent.emit('depth', n); });
		parent.on('send', (depth) => { let list = []; for (let i = 1; i < depth; i++) list = [list];
			tell('sent', () => { parent.emit('deep::list', list); }); });
		parent.on('long', (length) => tell('long::sent', () => parent.emit('long::text', 'x'.repeat(length))));`;
	await withChild(script, { env: { INTERCOM_FRAME_LIMIT: '300000' } }, async (parent) => {
		await parent.ready();
		const broken = ['{"method":', 'null', '{"method":0,"arguments":["a"],"callbacks":{"x":["0"]}}',
			'{"method":0,"arguments":["a"],"callbacks":{"5":["9999999999"]}}', '{"method":77}',
			`{"method":0,"arguments":["${'y'.repeat(400000)}`];
		broken.forEach((line) => parent.write(`${line}\n`));
		parent.write(deep(1000));
		parent.write(deep(1001));
		parent.write(deep(100000));
		assert.deepStrictEqual(await parent.heard('depth'), [1000]);
		const told = await errors(parent);
		assert.strictEqual(told.length, 8);
		assert.deepStrictEqual([...new Set(told.map(([text]) => text))], ['Remote RPC Session error occured!']);
		assert.match(told[5][1], /longer: '{"method":0,"arguments":\["y+'$/);
		assert.strictEqual(told[5][1].split("'")[1].length, 200);
		assert.match(told[7][1], /nested up to 1000 levels/);
		parent.emit('send', 1000);
		parent.emit('send', 1001);
		parent.emit('send', 50000);
		assert.deepStrictEqual((await parent.heard('sent'))[0], 'returned');
		assert.match((await parent.heard('sent', 2))[1], /nested up to 1000 levels but was deeper/);
		assert.match((await parent.heard('sent', 3))[1], /nested up to 1000 levels but was deeper/);
		parent.emit('long', 400000);
		assert.match((await parent.heard('long::sent'))[1], /at most 300000 bytes/);
		parent.emit('long', 200000);
		assert.strictEqual((await parent.heard('long::text'))[0].length, 200000);
	});
});

test('many frames of any cut arrive whole', async () => {
	await withChild(OBEDIENT, {}, async (parent) => {
		await parent.ready();
		const frame = Buffer.from('{"method":0,"arguments":["echo","äö€𝄞"],"callbacks":{},"links":[]}\n');
		for (const byte of frame) {
			parent.write(Buffer.from([byte]));
			await new Promise((resolve) => setImmediate(resolve));
		}
		assert.deepStrictEqual(await parent.heard('echoed'), ['äö€𝄞']);
	});
});

test('a script can wait for one event after the other', async () => {
	const script = `${OBEDIENT}
		(async () => {
			const [one] = await parent.waitFor('a');
			const [two] = await parent.waitFor('b');
			parent.emit('both', one, two, await parent.waitFor('c', 20).catch((ex) => ex.message));
		})();`;
	await withChild(script, {}, async (parent) => {
		await parent.ready();
		const frame = (name, value) => `{"method":0,"arguments":["${name}",${value}],"callbacks":{},"links":[]}\n`;
		parent.write(frame('a', 1) + frame('b', 2));
		assert.deepStrictEqual(await parent.heard('both'), [1, 2, 'timeout']);
	});
});

test('a parent without emit is an error event', async () => {
	const script = "process.parent.on('error', (error) => console.log(error.message));";
	await withChild(script, { methods: false }, async (parent) => {
		await parent.until(() => parent.token !== undefined);
		parent.write('{"method":"methods","arguments":[{}],"callbacks":{},"links":[]}\n');
		await new Promise((resolve) => parent.child.stdout.once('data', resolve));
		assert.strictEqual(parent.stdout, 'Remote RPC Session does not have Emit function!!\n');
	});
});

test('long texts arrive as they were, whatever is in them', async () => {
	const plain = 'x'.repeat(70000);
	const parts = ['', '?', '"', '\\', '\n', '\0', '\u007f', '\u00e4', '\u2028', '\ud83d\ude00', '\ud83d', '\ude00'];
	await withChild(OBEDIENT, {}, async (parent) => {
		await parent.ready();
		for (const [index, part] of parts.entries()) {
			const args = [plain + part, part + plain, 1, null, { text: part }, [plain + part + plain]];
			parent.emit('echo', ...args);
			assert.deepStrictEqual(await parent.heard('echoed', index + 1), args);
		}
	});
});

test('beside a long text what is undefined is null', async () => {
	const script = `process.parent.ready(() => process.parent.emit('v', 'x'.repeat(70000), undefined, NaN, [undefined]));`;
	await withChild(script, {}, async (parent) => {
		assert.deepStrictEqual(await parent.heard('v'), ['x'.repeat(70000), null, null, [null]]);
	});
});
