'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { FakeParent } = require('./fake-parent.cjs');

const SCRIPT = path.join(__dirname, 'program.cjs');
const FOLDER = path.join(__dirname, '..', 'resources', 'vectors');
const { vectors } = JSON.parse(fs.readFileSync(path.join(FOLDER, 'lifecycle.json'), 'utf8'));

/** Starts the program of a vector with what it needs and returns its log when the test has ended it. */
async function runProgram(program, act, options = {}) {
	const folder = fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'icp-'));
	fs.writeFileSync(path.join(folder, 'program.json'), JSON.stringify(program));
	fs.writeFileSync(path.join(folder, 'log'), '');
	const env = { INTERCOM_PROGRAM: path.join(folder, 'program.json'), INTERCOM_RUN: '1',
		INTERCOM_PROGRAM_LOG: path.join(folder, 'log'), ...options.env };
	const parent = await FakeParent.start(null, { ...options, env, file: SCRIPT });
	try {
		await act(parent);
		return fs.readFileSync(path.join(folder, 'log'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
	}
	finally {
		await parent.close();
		fs.rmSync(folder, { recursive: true });
	}
}

/** Vectors whose child ends by itself, with what its parent emits. */
const ENDINGS = vectors.filter(({ child, main, on = [] }) => {
	const all = JSON.stringify([main, on]);
	return child.main && JSON.stringify(child).includes('"exit"') && !/"(emit|raw|stop|restart|disconnect)"/.test(all)
		&& !JSON.stringify(child).includes('"loadIntercom":false');
}).slice(0, 8);

for (const vector of ENDINGS) {
	test(`${vector.id} ${vector.title}`, async () => {
		const log = await runProgram(vector.child, async (parent) => {
			const { code } = await parent.exit();
			const exit = vector.expect.life.find(({ ev }) => ev === 'exit');
			assert.strictEqual(code, exit.args[0], parent.stderr);
		});
		if (vector.expect.childLog !== undefined) {
			assert.deepStrictEqual(log, vector.expect.childLog[0].entries);
		}
		assert.deepStrictEqual(log[0], { ev: 'rpcready', args: [] });
	});
}

test('a program shows what it sees and calls back', async () => {
	const program = { fns: { f: [{ do: 'note', text: 'f was called' }] }, main: [
		{ do: 'on', event: 'ask', then: [{ do: 'callArg', index: 1, args: ['answer', { $arg: 0 }] },
			{ do: 'emit', event: 'give', args: [{ $fn: 'f' }, { $undefined: true }, { $argv: true }] }] },
		{ do: 'ready', id: 'r1' },
		{ do: 'raw', frame: { method: 0, arguments: ['past'], callbacks: {}, links: [] } },
	] };
	let answer;
	const log = await runProgram(program, async (parent) => {
		await parent.heard('past');
		parent.emit('ask', { x: 'y'.repeat(500) }, (...args) => {
			answer = args;
		});
		const [fn] = await parent.heard('give');
		fn([1]);
		parent.goodbye();
		assert.strictEqual((await parent.exit()).code, 0);
	}, { args: ['a', 'b'] });
	assert.deepStrictEqual(answer, ['answer', { x: 'y'.repeat(500) }]);
	assert.deepStrictEqual(log, [
		{ ev: 'rpcready', args: [] },
		{ ready: 'r1' },
		{ ev: 'ask', args: [{ x: '<text of 500 characters>' }, { $remote: 0 }] },
		{ ev: 'give', args: [{ $fn: 'f' }, { $undefined: true }, ['a', 'b']] },
		{ fn: 'f', args: [[1]] },
		{ note: 'f was called' },
		{ ev: 'rpcexit', args: [] },
		{ ev: 'disconnected', args: ['internal'] },
	]);
});

test('the grandchild of a program can hold the channel', async () => {
	const program = { main: [{ do: 'ready', then: [{ do: 'holdChannel', ms: 700 }, { do: 'exit', code: 0 }] }] };
	await runProgram(program, async (parent) => {
		await parent.exit();
		assert.strictEqual(parent.ended, undefined);
		await parent.until(() => parent.ended);
	});
});
