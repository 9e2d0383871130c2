'use strict';

// The original as the parent: one request for each line of input, [name, ...arguments], one line of figures for each answer.
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const readline = require('node:readline');
const { EventChild } = require('intercom');

const WORKER = path.join(__dirname, 'original-worker.cjs');
const ITEM = { id: 1, name: 'an item', ok: true };

const micros = (since) => Number(process.hrtime.bigint() - since) / 1000;
const heard = (child, event) => new Promise((resolve) => child.once(event, resolve));

// Lives from an "open" to a "close", as long as the child that it is measured beside.
let worker;

async function stopped(child) {
	const closed = heard(child, 'close');
	child.stop();
	await closed;
}

const requests = {
	async open() {
		worker = new EventChild(WORKER, { visible: true });
		worker.start();
		await heard(worker, 'rpcready');
		return [];
	},

	async close() {
		await stopped(worker);
		worker = undefined;
		return [];
	},

	async up(count) {
		const child = worker;
		let received = 0;
		const start = process.hrtime.bigint();
		await new Promise((resolve) => {
			const listener = (item) => {
				if (item.ok && ++received === count) {
					child.off('up', listener);
					resolve();
				}
			};
			child.on('up', listener);
			child.emit('flood', count);
		});
		return [micros(start)];
	},

	async down(count) {
		const child = worker;
		child.emit('expect', count);
		const start = process.hrtime.bigint();
		const done = heard(child, 'received');
		for (let id = 0; id < count; id++) {
			child.emit('down', { id, name: 'an item', ok: true });
		}
		await done;
		return [micros(start)];
	},

	async trips(count, inFlight) {
		const child = worker;
		const sent = [];
		const times = [];
		const ping = () => {
			sent.push(process.hrtime.bigint());
			child.emit('ping', ITEM);
		};
		await new Promise((resolve) => {
			const listener = (item) => {
				if (item.ok) {
					times.push(micros(sent[times.length]));
				}
				if (times.length === count) {
					child.off('pong', listener);
					resolve();
				}
				else if (sent.length < count) {
					ping();
				}
			};
			child.on('pong', listener);
			for (let number = 0; number < inFlight; number++) {
				ping();
			}
		});
		return times;
	},

	async large(size) {
		const text = 'x'.repeat(size);
		const start = process.hrtime.bigint();
		const echo = heard(worker, 'echo');
		worker.emit('text', text);
		if (await echo !== text) {
			throw new Error('The text has come back as another one');
		}
		return [micros(start)];
	},

	// Emits per second, in a process of its own, since what ran before in this one has shaped its compiled code.
	async emits(wildcard, listeners) {
		return [Number(execFileSync(process.execPath, [path.join(__dirname, 'emitter.cjs'), wildcard, listeners]))];
	},

	async start() {
		const child = new EventChild(WORKER, { visible: true });
		const start = process.hrtime.bigint();
		child.start();
		await heard(child, 'rpcready');
		const time = micros(start);
		await stopped(child);
		return [time];
	},

	async kill() {
		const child = worker;
		const restarted = heard(child, 'restart');
		const ready = heard(child, 'rpcready');
		const start = process.hrtime.bigint();
		process.kill(child.child.pid, 'SIGKILL');
		await restarted;
		const running = micros(start);
		await ready;
		return [running, micros(start)];
	},
};

(async () => {
	for await (const line of readline.createInterface({ input: process.stdin })) {
		const [name, ...args] = JSON.parse(line);
		process.stdout.write(`${JSON.stringify(await requests[name](...args))}\n`);
	}
	if (worker) {
		await stopped(worker);
	}
	process.exit();
})();
