import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { build, ToolchainError, type ToolchainErrorCode } from '../../toolchain/index.ts'
import { engineCacheDir, makeFolder, removeFolder, temporaryFolder } from './support/folders.ts'

// What is wrong with a contract, and what the builder hears. None of these builds gets to the end.

let cacheDir: string
test.before(async () => {
  cacheDir = await makeFolder()
})
test.after.always(() => removeFolder(cacheDir))

// A thread each: one after another is kinder to a small machine.
const { serial } = test

type Refusal = {
  source: string
  code: ToolchainErrorCode
  message: RegExp
  details?: Record<string, unknown>
}

const api = `'near-sdk-js/lib/api.js'`

const refusals: Record<string, Refusal> = {
  'a syntax error is reported with file, line and column': {
    source: 'export function hello(): void {\n  const a = 1\n  return a +* 2\n}\n',
    code: 'SYNTAX_ERROR',
    message: /^contract\.ts has a syntax error in line 3, column 13: /,
    details: { file: 'contract.ts', line: 3, column: 13 },
  },
  'a package that is not there is named with the file that imports it': {
    source: `import { x } from 'no-such-package'\nexport const hello = () => x\n`,
    code: 'UNRESOLVED_IMPORT',
    message: /contract\.ts imports "no-such-package", which is not there/,
    details: { import: 'no-such-package' },
  },
  "Node's own modules are not there either": {
    source: `import { readFileSync } from 'node:fs'\nexport const hello = () => readFileSync('a')\n`,
    code: 'UNRESOLVED_IMPORT',
    message: /Node's own modules do not exist in a contract/,
  },
  'a file that is not there is named': {
    source: `import { x } from './elsewhere.ts'\nexport const hello = () => x\n`,
    code: 'UNRESOLVED_IMPORT',
    message: /imports "\.\/elsewhere\.ts"/,
  },
  'a name that a module does not export is named': {
    source: `import { noSuchFunction } from ${api}\nexport const hello = () => noSuchFunction()\n`,
    code: 'BUNDLE_FAILED',
    message: /'noSuchFunction' is not exported by/,
  },
  'a contract without exports has no methods': {
    source: 'const hello = () => 1\nhello()\n',
    code: 'NO_METHODS',
    message: /contract\.ts exports no method\. Export functions, or a class with @NearBindgen/,
  },
  'values and classes are no methods': {
    source: 'export const answer = 42\nexport class Greeter {}\n',
    code: 'NO_METHODS',
    message: /exports no method/,
  },
  'a method may not have the name of the memory': {
    source: 'export function memory(): void {}\n',
    code: 'RESERVED_METHOD',
    message: /exports memory, which is the name of a contract's linear memory/,
    details: { method: 'memory' },
  },
  'a directive that the toolchain does not know is quoted': {
    source: '// @countersign intrinsics=tiny\nexport function hello(): void {}\n',
    code: 'BAD_DIRECTIVE',
    message: /says "intrinsics=tiny", which the toolchain does not know/,
    details: { setting: 'intrinsics=tiny' },
  },
  'what only later JavaScript has is quoted with its line': {
    source:
      'export class A {\n  static { globalThis.a = 1 }\n}\nexport const hello = () => new A()\n',
    code: 'SYNTAX_ERROR',
    message: /^QuickJS cannot compile the contract at "static/,
  },
  'a host call of the module body is named, with its line': {
    source: `import { currentAccountId } from ${api}\ntype Name = string\nconst me: Name = currentAccountId()\nexport const hello = () => me\n`,
    code: 'HOST_CALL_AT_MODULE_LEVEL',
    message:
      /calls the host function current_account_id while it is loaded, in contract\.ts, line 3\. A module body runs once/,
    details: { hostFunction: 'current_account_id', file: 'contract.ts', line: 3 },
  },
  "a host call in a function is named with that function's line": {
    source: `import { near } from 'near-sdk-js'\n\nfunction start() {\n  near.log('loaded')\n}\n\nstart()\nexport const hello = () => start()\n`,
    code: 'HOST_CALL_AT_MODULE_LEVEL',
    message: /host function log_utf8 while it is loaded, in contract\.ts, line 4\./,
    details: { hostFunction: 'log_utf8', line: 4 },
  },
  'a host call that is tried and caught is named without a line': {
    source: `import { near } from 'near-sdk-js'\nlet me = 'nobody'\ntry {\n  me = near.signerAccountId()\n} catch {}\nexport const hello = () => me\n`,
    code: 'HOST_CALL_AT_MODULE_LEVEL',
    message: /host function signer_account_id while it is loaded\. A module/,
    details: { hostFunction: 'signer_account_id', line: undefined },
  },
  'a clock is named with file, line, column and what to use': {
    source: 'export const hello = () => 1\nexport const time = () =>\n  Date.now()\n',
    code: 'CLOCK_OR_RANDOM',
    message:
      /^contract\.ts uses Date\.now in line 3, column 3, .* Use near\.blockTimestamp\(\) instead\.$/,
    details: { file: 'contract.ts', line: 3, column: 3, name: 'Date.now' },
  },
  'a clock that the text hides is refused when the module body asks for it': {
    source: `const [hidden] = ['now']\nconst now = Date[hidden]()\nexport const hello = () => now\n`,
    code: 'MODULE_BODY_FAILED',
    message: /TypeError: a contract has no clock: use near\.blockTimestamp\(\)/,
  },
  'a Date of now that the text hides is a host call of the module body': {
    source: `class Day extends Date {}\nconst now = new Day()\nexport const hello = () => now\n`,
    code: 'HOST_CALL_AT_MODULE_LEVEL',
    message: /calls the host function block_timestamp while it is loaded/,
  },
  'what the module body throws is quoted': {
    source: `throw new RangeError('no luck today')\nexport function hello(): void {}\n`,
    code: 'MODULE_BODY_FAILED',
    message: /before any method could be called: RangeError: no luck today\.$/,
    details: { exception: 'RangeError: no luck today' },
  },
  'a minimal contract that needs more of JavaScript is told the name': {
    source:
      '// @countersign intrinsics=minimal\nconst word = new RegExp("a")\nexport const hello = () => word\n',
    code: 'MODULE_BODY_FAILED',
    message: /'RegExp' is not defined/,
  },
  'more memory than NEAR gives is a limit': {
    source: 'const big = new Uint8Array(70_000_000)\nexport const hello = () => big\n',
    code: 'LIMIT_EXCEEDED',
    message: /memory pages of 65,536 bytes at the start; NEAR takes at most 1024/,
    details: { limit: 1024 },
  },
  'more bytes than a transaction carries are a limit': {
    source: `const big = new Uint8Array(1_600_000).fill(1)\nexport const hello = () => big\n`,
    code: 'LIMIT_EXCEEDED',
    message: /bytes of wasm that one transaction can deploy; NEAR takes at most 1572000/,
    details: { limit: 1_572_000 },
  },
}

for (const [title, { source, code, message, details }] of Object.entries(refusals)) {
  serial(title, async (t) => {
    const entry = join(await temporaryFolder(t), 'contract.ts')
    await writeFile(entry, source)
    const error = await refusal(t, entry)
    t.is(error.code, code)
    t.regex(error.message, message)
    if (details !== undefined) t.like(error.details, details)
  })
}

serial('a main module that is not there is named', async (t) => {
  const entry = join(await temporaryFolder(t), 'contract.ts')
  const error = await refusal(t, entry)
  t.is(error.code, 'ENTRY_MISSING')
  t.true(error.message.includes(`${entry} cannot be read. Check the path.`))
  await mkdir(entry)
  t.is((await refusal(t, entry)).code, 'ENTRY_MISSING')
})

serial('a main module with another ending is refused before it is read', async (t) => {
  const entry = join(await temporaryFolder(t), 'contract.rs')
  const error = await refusal(t, entry)
  t.is(error.code, 'ENTRY_NOT_A_CONTRACT')
  t.true(error.message.includes('must be a .ts or .js file'))
})

async function refusal(t: ExecutionContext, entry: string): Promise<ToolchainError> {
  const error = await t.throwsAsync(build({ entry, cacheDir, engineCacheDir }), {
    instanceOf: ToolchainError,
  })
  if (error === undefined) throw new TypeError('The build succeeded.')
  return error
}
