'use strict';

const { parent } = process;
let tick = 0;

parent.on('job', (number, acknowledge) => {
	parent.emit('tick', process.pid, tick++);
	acknowledge(number);
	parent.emit('tick', process.pid, tick++);
});
