module.exports = require('../../eslint-config.js')(__dirname);
