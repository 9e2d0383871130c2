'use strict';

/** A parent for tests: listens like the application does and starts a script with the runtime. */

const { spawn } = require('child_process');
const { once } = require('events');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const RUNTIME = path.join(__dirname, '..', '..', 'main', 'node', 'intercom.cjs');
const { EventEmitter, DnodeSession, LineSplitter } = require(RUNTIME);

// what the tests were started with is not the child's, but for the mark by which left-over processes are found
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) =>
	name === 'INTERCOM_TEST_RUN' || !/^(INTERCOM_|NODE_CHANNEL_FD$|NODE_TEST_CONTEXT$)/.test(name)));
const TOKEN = 'a-token';
/** Long enough for a machine that is busy with other things. */
const PATIENCE = 60000;

class FakeParent {

	/**
	 * @param script source of the script
	 * @param options `tcp`, `module` (an ES module), `env`, `args`, `execArgv`, `methods` (false: speaks no dnode),
	 * `file`, `beside` (other files by name), `starter` (a script in between, which starts FILE with RUNTIME at ADDRESS)
	 */
	static async start(script, options = {}) {
		const parent = new FakeParent(options);
		await parent.open(script);
		return parent;
	}

	constructor(options) {
		this.options = options;
		this.events = new EventEmitter({ wildcard: true, delimiter: '::', ignoreErrors: true });
		this.received = [];
		this.lines = [];
		this.failures = [];
		this.stdout = '';
		this.stderr = '';
		this.saidGoodbye = false;
		this.waiters = [];
	}

	async open(script) {
		this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ic-'));
		const file = this.options.file || path.join(this.folder, this.options.module ? 'script.mjs' : 'script.cjs');
		if (script !== null) {
			fs.writeFileSync(file, script);
		}
		for (const [name, source] of Object.entries(this.options.beside || {})) {
			fs.writeFileSync(path.join(this.folder, name), source);
		}
		this.server = net.createServer({ allowHalfOpen: true }, (socket) => this.connected(socket));
		this.server.listen(this.options.tcp ? { host: '127.0.0.1', port: 0 } : path.join(this.folder, 's'));
		await once(this.server, 'listening');
		const address = this.options.tcp ? `tcp:127.0.0.1:${this.server.address().port}` : `unix:${this.folder}/s`;
		const env = { ...ENVIRONMENT, INTERCOM_CHANNEL: address, INTERCOM_TOKEN: TOKEN, ...this.options.env };
		const args = [...(this.options.execArgv || []), '--require', RUNTIME, file, ...(this.options.args || [])];
		if (this.options.starter !== undefined) {
			Object.assign(env, { ADDRESS: address, FILE: file, RUNTIME });
			delete env.INTERCOM_CHANNEL;
			args.splice(0, args.length, '-e', this.options.starter);
		}
		this.child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
		this.child.stdout.setEncoding('utf8').on('data', (text) => this.stdout += text);
		this.child.stderr.setEncoding('utf8').on('data', (text) => this.stderr += text);
		this.exited = once(this.child, 'close').then(([code, signal]) => ({ code, signal }));
	}

	connected(socket) {
		this.socket = socket;
		const splitter = new LineSplitter(512 * 1024 * 1024);
		socket.on('error', (error) => this.socketError = error);
		socket.on('data', (chunk) => {
			splitter.push(chunk).text.split('\n').slice(0, -1).forEach((line) => this.line(line));
			this.check();
		});
		socket.on('end', () => {
			this.ended = true;
			socket.end();
			this.check();
		});
		socket.resume();
	}

	line(line) {
		if (this.token === undefined) {
			this.token = line;
			if (this.options.methods !== false) {
				this.speak();
			}
			return;
		}
		if (this.options.record !== false) {
			this.lines.push(line);
		}
		if (this.session !== undefined) {
			this.session.handle(line);
		}
	}

	speak() {
		this.session = new DnodeSession({
			methods: {
				emit: (event, ...args) => {
					if (this.options.record !== false) {
						this.received.push([event, ...args]);
					}
					this.events.emitLiteral(event, args);
				},
				goodbye: () => this.saidGoodbye = true,
			},
			frameLimit: 512 * 1024 * 1024,
			send: (text) => this.write(`${text}\n`),
			ready: () => this.isReady = true,
			fail: (error) => this.failures.push(error),
			error: (error) => this.failures.push(error),
		});
		this.session.start();
	}

	write(text) {
		return this.socket.write(text);
	}

	emit(event, ...args) {
		this.session.remote.emit(event, ...args);
	}

	goodbye() {
		this.session.request('goodbye', []);
		this.socket.end();
	}

	/** As if the application had died. */
	die() {
		this.socket.destroy();
	}

	check() {
		this.waiters = this.waiters.filter((waiter) => !waiter());
	}

	/** Waits until something that was received makes the condition true. */
	until(condition, what = String(condition)) {
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				reject(new Error(`no ${what}; received ${JSON.stringify(this.received).slice(0, 2000)}; `
					+ `stderr: ${this.stderr}`));
			}, PATIENCE);
			this.waiters.push(() => {
				if (!condition()) {
					return false;
				}
				clearTimeout(timer);
				resolve();
				return true;
			});
			this.check();
		});
	}

	ready() {
		return this.until(() => this.isReady, 'methods of the child');
	}

	/** Waits for an event of the child and returns its arguments. */
	async heard(event, nth = 1) {
		const found = () => this.received.filter(([name]) => name === event)[nth - 1];
		await this.until(() => found() !== undefined, `event '${event}'`);
		return found().slice(1);
	}

	async exit() {
		const timer = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE);
		const status = await this.exited;
		clearTimeout(timer);
		return status;
	}

	async close() {
		if (this.child.exitCode === null && this.child.signalCode === null) {
			this.child.kill('SIGKILL');
		}
		await this.exited;
		if (this.socket !== undefined) {
			this.socket.destroy();
		}
		this.server.close();
		fs.rmSync(this.folder, { recursive: true, force: true });
	}

}

/** Runs a test with a child, which is gone afterwards. */
async function withChild(script, options, test) {
	const parent = await FakeParent.start(script, options);
	try {
		await test(parent);
	}
	finally {
		await parent.close();
	}
}

module.exports = { FakeParent, RUNTIME, TOKEN, withChild };
