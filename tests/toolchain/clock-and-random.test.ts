import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import test from 'ava'
import { findClockAndRandom } from '../../toolchain/bundle/clock-and-random.ts'
import { bundle, ToolchainError } from '../../toolchain/index.ts'
import { temporaryFolder } from './support/folders.ts'

// A contract has neither a clock nor random numbers: the build names the line that wants one.

const refused: Record<string, [name: string, code: string]> = {
  'a call of Math.random': ['Math.random', 'Math.random()'],
  'a name in brackets': ['Math.random', `Math['random']()`],
  'a name in a template': ['Math.random', 'Math[`random`]()'],
  'an optional call': ['Math.random', 'Math?.random?.()'],
  'a comma before the call': ['Math.random', '(0, Math.random)()'],
  'the function as a value': ['Math.random', '[1, 2].sort(Math.random)'],
  'the way over globalThis': ['Math.random', 'globalThis.Math.random()'],
  'the long way over globalThis': ['Math.random', `globalThis['globalThis'].Math['random']()`],
  'an object under another name': ['Math.random', 'const M = Math; M.random()'],
  'a name of a name': ['Math.random', 'const G = globalThis, M = G.Math; M.random()'],
  'a function taken out of its object': ['Math.random', 'const { random } = Math; random()'],
  'a function taken out under another name': ['Math.random', 'let { random: dice = 4 } = Math'],
  'an object taken out of globalThis': [
    'Math.random',
    'const { Math: M } = globalThis; M.random()',
  ],
  'both taken out at once': ['Math.random', 'const { Math: { random } } = globalThis'],
  'an assignment by pattern': ['Math.random', 'let dice; ({ random: dice } = Math)'],
  'the default of a parameter': ['Math.random', 'const roll = ({ random } = Math) => random()'],
  'the time in milliseconds': ['Date.now', 'Date.now()'],
  'the function of the time as a value': ['Date.now', 'const clock = { now: Date.now }'],
  'a new Date of now': ['new Date()', 'new Date().getTime()'],
  'a new Date without brackets': ['new Date()', 'new Date'],
  'a new Date under another name': ['new Date()', 'const { Date: D } = globalThis; new D()'],
  'the time of now as text': ['Date()', 'Date()'],
  'the time of now as text, whatever is asked': ['Date()', 'Date(5)'],
  'the clock of a browser': ['performance.now', 'performance.now()'],
  "the browser's start": ['performance.timeOrigin', 'performance.timeOrigin'],
  'the clock to come': ['Temporal.Now', 'Temporal.Now.instant()'],
}
for (const [title, [name, code]] of Object.entries(refused)) {
  test(`found: ${title}`, async (t) => {
    const uses = await findClockAndRandom(`export function method() {\n${code}\n}`)
    t.is(uses.length, 1)
    t.is(uses[0]?.name, name)
    t.is(uses[0]?.at.line, 2)
    t.is(uses[0]?.instead, name === 'Math.random' ? 'near.randomSeed()' : 'near.blockTimestamp()')
  })
}

const allowed: Record<string, string> = {
  'a Date of a given time': 'new Date(1700000000000).toISOString()',
  'a Date of unknown arguments': 'new Date(...parts)',
  'parts of Date that know no now': `Date.UTC(2024, 1); Date.parse('2024'); Date.prototype.toJSON`,
  'the question whether it is a Date': `value instanceof Date && typeof Date === 'function'`,
  'the rest of Math': 'const { max, ...others } = Math; Math.floor(max(1, 2))',
  'a parameter of that name': 'function f(Math, Date) { return Math.random() + Date.now() }',
  'a variable of that name': 'const Math = { random: () => 4 }; Math.random()',
  'a name that changes': 'let M = { random: () => 4 }; M = M; M.random()',
  'a member of that name': 'dice.random(); this.Date.now(); ({ Math: { random: 4 } }).Math.random',
  'the name as a text or in a comment': `log('Math.random() and Date.now()') // new Date()`,
  'names in a circle': 'const a = b, b = a; a.random()',
  'a name that only shows when it runs': `Math['ran' + 'dom']`,
}
for (const [title, code] of Object.entries(allowed)) {
  test(`not found: ${title}`, async (t) => {
    t.deepEqual(await findClockAndRandom(`export function method() {\n${code}\n}`), [])
  })
}

const contract = `import { NearBindgen, near, call, view } from 'near-sdk-js'
import { pick } from './dice.ts'

type Roll = { sides: number }

@NearBindgen({})
export class Game {
  last: number = 0

  @call({})
  roll({ sides }: Roll): number {
    this.last = pick(sides)
    near.log(\`at \${new Date(Number(near.blockTimestamp() / 1_000_000n)).toISOString()}\`)
    return this.last
  }

  @view({})
  get_last(): number {
    return this.last
  }
}
`

test('a decorated contract is refused by file, line and column of its own text', async (t) => {
  const entry = await write(await temporaryFolder(t), {
    'src/contract.ts': contract.replace('return this.last\n  }\n\n', 'return Date.now()\n  }\n\n'),
    'src/dice.ts': `// Rolls.\n\nexport const pick = (sides: number): number =>\n  Math.floor(Math.random() * sides)\n`,
  })
  const error = await t.throwsAsync(bundle(entry), { instanceOf: ToolchainError })
  t.is(error?.code, 'CLOCK_OR_RANDOM')
  t.is(
    error?.message,
    'dice.ts uses Math.random in line 4, column 14, which a contract does not have: all validators must come to the same. Use near.randomSeed() instead. So do: Date.now in contract.ts:14.',
  )
  t.deepEqual(error?.details, {
    file: 'dice.ts',
    line: 4,
    column: 14,
    name: 'Math.random',
    instead: 'near.randomSeed()',
  })
})

test('a package is refused for what the contract uses of it, and for nothing else', async (t) => {
  const folder = await temporaryFolder(t)
  const entry = await write(folder, {
    'src/contract.ts': `import { dice } from 'dice'\nexport const roll = () => dice()\n`,
    'src/other.ts': `import { six } from 'dice'\nexport const roll = () => six()\n`,
    'node_modules/dice/package.json': '{"name": "dice", "type": "module", "main": "index.js"}',
    'node_modules/dice/index.js': `export const six = () => 6\n\nexport const dice = () => Math.random()\n`,
  })
  const error = await t.throwsAsync(bundle(entry), { instanceOf: ToolchainError })
  t.regex(
    error?.message ?? '',
    /^\.\.[\\/]node_modules[\\/]dice[\\/]index\.js uses Math\.random in line 3,/,
  )
  await t.notThrowsAsync(bundle(join(dirname(entry), 'other.ts')))
})

test('a module with a Math or a Date of its own is not refused', async (t) => {
  const entry = await write(await temporaryFolder(t), {
    'src/contract.ts': `import { Date } from './calendar.ts'\nexport const day = () => Date.now()\n`,
    'src/calendar.ts': 'export const Date = { now: (): number => 1 }\n',
  })
  await t.notThrowsAsync(bundle(entry))
})

test('nothing in all of near-sdk-js uses them, so it needs no look', async (t) => {
  const entry = await write(await temporaryFolder(t), {
    'src/contract.ts': `import * as sdk from 'near-sdk-js'\nimport * as api from 'near-sdk-js/lib/api.js'\nexport const all = () => Object.keys({ sdk, api })\n`,
  })
  const { code } = await bundle(entry)
  t.true(
    ['class UnorderedMap', 'class NearPromise', 'alt_bn128'].every((name) => code.includes(name)),
  )
  t.deepEqual(await findClockAndRandom(code), [])
})

async function write(folder: string, files: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return join(folder, 'src/contract.ts')
}
