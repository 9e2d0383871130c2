'use strict';

const { parent } = process;

function loopsWithoutEnd() {
	for (;;) {
		// nothing else gets a turn
	}
}

function works(millis) {
	const end = Date.now() + millis;
	while (Date.now() < end) {
		// busy, but not for ever
	}
	parent.emit('worked');
}

parent.on('work', works);
parent.on('hang', () => {
	parent.emit('hanging');
	setTimeout(loopsWithoutEnd, 50);
});
