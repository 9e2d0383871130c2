'use strict';

process.parent.ready(() => {
	process.parent.emit('busy');
	setImmediate(() => {
		for (;;) {
			// sees nothing of its channel
		}
	});
});
