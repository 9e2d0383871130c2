'use strict';

const assert = require('node:assert');
const test = require('node:test');

const { runAll } = require('./vectors.cjs');

test('all recorded vectors pass', async () => {
	const outcomes = await runAll();
	assert.strictEqual(outcomes.length, 300);
	assert.deepStrictEqual(outcomes.filter(({ status }) => status !== 'passed'), []);
});
