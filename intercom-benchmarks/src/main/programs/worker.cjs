'use strict';

// A child in Node.js, the same for this project and for the original.
const { parent } = process;

let received = 0;
let expected = 0;

parent.on('flood', (count) => {
	for (let id = 0; id < count; id++) {
		parent.emit('up', { id, name: 'an item', ok: true });
	}
});
parent.on('expect', (count) => {
	received = 0;
	expected = count;
});
parent.on('down', (item) => {
	if (item.ok && ++received === expected) {
		parent.emit('received', received);
	}
});
parent.on('text', (text) => parent.emit('echo', text));
parent.on('ping', (item) => parent.emit('pong', item));
