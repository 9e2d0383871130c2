'use strict';

// Gives the program its process.parent, as the original does itself where it starts a child that is not "visible".
require('intercom');
require('./worker.cjs');
