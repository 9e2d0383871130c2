'use strict';

exports.greeting = 'grüß dich';
