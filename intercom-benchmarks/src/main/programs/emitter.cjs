'use strict';

// Emits by eventemitter2, warmed up and measured for as long as JMH does it with ours; prints emits per second.
const { EventEmitter2 } = require('eventemitter2');

const WARM_UP_MILLIS = 1000;
const MEASURED_MILLIS = 500;
const EMITS_BETWEEN_LOOKS_AT_THE_CLOCK = 100;
const ITEM = { id: 1, name: 'an item', ok: true };

const wildcard = process.argv[2] === 'true';
const listeners = Number(process.argv[3]);
const emitter = new EventEmitter2({ wildcard, delimiter: '::', maxListeners: 0 });
let emitted = 0;
let heard = 0;

for (let number = 0; number < listeners; number++) {
	emitter.on(wildcard ? 'job::*' : 'job::done', (item) => {
		if (item.ok) {
			heard++;
		}
	});
}

function perSecond(millis) {
	const before = emitted;
	const start = performance.now();
	let elapsed = 0;
	while (elapsed < millis) {
		for (let number = 0; number < EMITS_BETWEEN_LOOKS_AT_THE_CLOCK; number++) {
			emitter.emit('job::done', ITEM);
			emitted++;
		}
		elapsed = performance.now() - start;
	}
	return (emitted - before) * 1000 / elapsed;
}

perSecond(WARM_UP_MILLIS);
const result = perSecond(MEASURED_MILLIS);
if (heard !== emitted * listeners) {
	throw new Error(`Expected ${listeners} listeners to hear ${emitted} events but they were called ${heard} times`);
}
console.log(result);
