// Runs the tests: `npm test`, `npm test -- tests/protocol/verdict.test.ts`, and with --slow the long ones as well.
// The last line counts them: `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const root = resolve(import.meta.dirname, '..')
const args = process.argv.slice(2)
const slow = args.includes('--slow')
const files = args.filter((arg) => arg !== '--slow')

const ava = join(root, 'node_modules/ava/entrypoints/cli.js')
const config = slow ? ['--config', 'ava.slow.config.js'] : []
const child = spawn(process.execPath, [ava, ...config, ...files], {
  cwd: root,
  stdio: ['inherit', 'pipe', 'inherit'],
  env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
})

let output = ''
child.stdout.setEncoding('utf8').on('data', (text: string) => {
  process.stdout.write(text)
  output += text
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))

child.on('exit', (code) => {
  const plain = stripVTControlCharacters(output)
  const summary = plain.slice(plain.lastIndexOf('\n  ─'))
  const count = (pattern: RegExp) => Number(pattern.exec(summary)?.[1] ?? 0)
  // Where something failed, AVA's summary leaves the passed ones out.
  const passed = count(/(\d+) tests? passed/) || (plain.match(/^ *✔ /gm) ?? []).length
  const failed =
    count(/(\d+) tests? failed/) +
    count(/(\d+) uncaught exceptions?/) +
    count(/(\d+) unhandled rejections?/)
  const skipped = count(/(\d+) tests? skipped/)
  const broken = code !== 0 || passed + failed === 0
  // AVA also fails without a failing test, for example when a file does not load or nothing matched.
  console.log(`${passed} passed, ${broken && failed === 0 ? 1 : failed} failed, ${skipped} skipped`)
  process.exitCode = broken ? 1 : 0
})
