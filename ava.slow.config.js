import base from './ava.config.js'

// Everything, the long suites included; run before an issue that they cover is closed.
export default { ...base, files: ['tests/**/*.test.ts'], timeout: '30m' }
