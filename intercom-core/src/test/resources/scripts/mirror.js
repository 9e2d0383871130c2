'use strict';

const { parent } = process;
const { greeting } = require('./lib/greeting.js');

parent.on('mirror', (value) => parent.emit('mirrored', value));
parent.on('ask', (number, answer) => answer(number + 1));
parent.on('give', () => parent.emit('given', (text, answer) => answer(text.toUpperCase())));
parent.on('fail', () => {
	throw new Error('on purpose');
});
parent.on('leave', (count) => {
	for (let number = 0; number < count; number++) {
		parent.emit('last', number);
	}
	process.exit(7);
});
parent.on('work', (count) => {
	parent.onStop(() => {
		throw new Error('on purpose');
	});
	parent.onStop(async () => {
		for (let number = 0; number < count; number++) {
			await null;
			parent.emit('left', number);
		}
	});
	parent.emit('working');
});
parent.on('flood', (count) => {
	for (let number = 0; number < count; number++) {
		parent.emit('down', number);
	}
});

let expected = 0;
parent.on('up', (number, count) => {
	if (number !== expected++) {
		parent.emit('disorder', number);
	}
	if (expected === count) {
		parent.emit('all', expected);
	}
});

parent.emit('hello', greeting, process.argv.slice(2));
