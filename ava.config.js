export default {
  files: ['tests/**/*.test.ts', '!tests/slow/**'],
  extensions: ['ts'],
  // Child processes: native addons and node:wasi are happier there, and a crash names its file.
  workerThreads: false,
  concurrency: 2,
  timeout: '5m',
  // near-workspaces prints every log and failure of a contract, the wanted ones too.
  environmentVariables: { NEAR_WORKSPACES_NO_LOGS: 'true' },
}
