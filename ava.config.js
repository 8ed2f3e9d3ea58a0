export default {
  files: ['tests/**/*.test.ts', '!tests/slow/**'],
  extensions: ['ts'],
  // Child processes: native addons and node:wasi are happier there, and a crash names its file.
  workerThreads: false,
  concurrency: 2,
  timeout: '10m',
}
