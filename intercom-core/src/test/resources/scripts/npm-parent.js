'use strict';

// The original's own parent side, with a Java child: node npm-parent.js <package> <java> <jar>
const [, , folder, java, jar] = process.argv;
const { EventChild } = require(folder);

const child = new EventChild(jar, {
	visible: true,
	max: 1,
	options: ['one', 'two'],
	spawnWith: { execPath: java, execArgv: ['-jar'], stdio: ['ipc', 'inherit', 'inherit'] },
});
const say = (...words) => console.log(JSON.stringify(words));

child.on('error', (...args) => say('error', ...args.map(String)));
child.on('hello', (greeting, args) => {
	say('hello', greeting, args);
	child.emit('ask', 41, (answer) => {
		say('answer', answer);
		child.emit('give');
	});
});
child.on('given', (shout) => shout('leise', (text) => {
	say('shouted', text);
	if (process.argv[5] === 'die') {
		say('pid', child.child.pid);
		process.kill(process.pid, 'SIGKILL');
	}
	child.disconnect();
}));
child.on('disconnected', () => say('disconnected'));
child.on('exit', (code, signal) => say('exit', code, signal));
child.start();
