'use strict';

const fs = require('fs');

const { parent } = process;
const [gate] = process.argv.slice(2);
const text = 'x'.repeat(4096);
const never = new Int32Array(new SharedArrayBuffer(4));

parent.on('flood', (count) => {
	for (let number = 0; number < count; number++) {
		parent.emit('down', number, text);
		fs.writeSync(1, `${number}\n`);
	}
});

let expected = 0;
parent.on('up', (number, count) => {
	while (number === 0 && !fs.existsSync(gate)) {
		Atomics.wait(never, 0, 0, 20);
	}
	if (number !== expected++) {
		parent.emit('disorder', number);
	}
	if (expected === count) {
		parent.emit('all', expected);
	}
});
