'use strict';

// Evaluates JavaScript expressions, each in a context of its own and with a time limit.
const vm = require('node:vm');

const TIME_LIMIT_MILLIS = 500;

process.parent.on('evaluate', (expression, answer) => {
	try {
		const text = vm.runInNewContext(`JSON.stringify((${expression}\n))`, Object.create(null), {
			timeout: TIME_LIMIT_MILLIS,
		});
		answer(null, (text === undefined) ? null : JSON.parse(text));
	}
	catch (problem) {
		answer(`This cannot be evaluated: ${problem && problem.message}`, null);
	}
});
