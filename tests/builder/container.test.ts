import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import anyTest, { type TestFn } from 'ava'
import { DEFAULT_LIMITS } from '../../builder/container/limits.ts'
import { codeHashOf } from '../../protocol/code-hash.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { testWith } from '../support/optional-tool.ts'
import { essentialImage } from './support/image.ts'
import { IMAGE, rebuildHere, recipeFor, WRITE_WASM } from './support/rebuild.ts'
import { makeRepository } from './support/repository.ts'

// Recipes in real containers: what a build sees, what it may take, and that nothing of it is left.

type World = { image: string }
const plain = anyTest as TestFn<World>
const { test, works } = testWith(plain, {
  command: 'podman',
  args: ['info'],
  install: 'on Debian: apt-get install podman runc mmdebstrap',
})

plain.before(async (t) => {
  t.timeout(600_000)
  if (works) t.context = { image: await essentialImage(IMAGE) }
})

const run = promisify(execFile)
const leftovers = async (): Promise<string> => {
  const containers = await run('podman', ['ps', '--all', '--format', '{{.Names}}'])
  const volumes = await run('podman', ['volume', 'ls', '--format', '{{.Name}}'])
  return `${containers.stdout}${volumes.stdout}`
    .split('\n')
    .filter((name) => name.startsWith('countersign-'))
    .join()
}

const MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 2, 1, 0x78])

test('a recipe gives the wasm that its command leaves, and its hash', async (t) => {
  const repository = await makeRepository(t, { 'README.md': 'A contract' })
  const rebuilt = await rebuildHere(
    t,
    repository,
    recipeFor(repository, t.context.image, WRITE_WASM),
  )
  t.deepEqual(rebuilt.result, {
    outcome: 'built',
    wasm: MODULE,
    codeHash: codeHashOf(MODULE, portableHasher),
    path: 'out.wasm',
  })
  t.like(rebuilt, { network: 'none', platform: 'linux/amd64', image: t.context.image })
  t.is(await leftovers(), '')
})

/** Each is true in the container if the sandbox holds. */
const HOLDS: [what: string, condition: string][] = [
  ['has no network but itself', '[ "$(ls /sys/class/net)" = lo ]'],
  ['is not root', '[ "$(id -u)" = 1000 ]'],
  [
    'has no capability, and can get none',
    'grep -q "^CapBnd:.0000000000000000" /proc/self/status && grep -q "^NoNewPrivs:.1" /proc/self/status',
  ],
  [
    'sees the recipe',
    '[ "$NEP330_BUILD_INFO_CONTRACT_PATH" = "a dir/b" ] && [ "$NEP330_BUILD_INFO_BUILD_ENVIRONMENT" = "$IMG" ]',
  ],
  ['is told to stay offline', '[ "$CARGO_NET_OFFLINE" = true ]'],
  ['stands in the folder of the contract', '[ "$PWD" = "/home/near/code/a dir/b" ]'],
  ['sees nothing of the environment of this machine', '[ -z "$COUNTERSIGN_SECRET" ]'],
  ['sees no other folder of this machine', '[ ! -e /work ] && [ "$(ls /home/near)" = code ]'],
  ['has no git hooks', '[ -z "$(ls ../../.git/hooks 2>/dev/null | grep -v sample)" ]'],
]

for (const [what, condition] of HOLDS) {
  test(`a build ${what}`, async (t) => {
    process.env.COUNTERSIGN_SECRET = 'secret'
    const repository = await makeRepository(t, { 'a dir/b/c': '' })
    const { image } = t.context
    const script = `IMG='${image}'; ${condition} && cd ../.. && ${WRITE_WASM}`
    const recipe = recipeFor(repository, image, script, { contract_path: 'a dir/b' })
    const { result, log } = await rebuildHere(t, repository, recipe)
    t.is(result.outcome, 'built', await readFile(log.file, 'utf8'))
  })
}

const SMALL = { ...DEFAULT_LIMITS, timeMs: 20_000 }

const FAILS: [
  what: string,
  script: string,
  problem: RegExp,
  limits?: Partial<typeof DEFAULT_LIMITS>,
][] = [
  ['that fails', `${WRITE_WASM}; exit 3`, /ended with 3/],
  [
    'that prints that it is verified',
    'echo "The code is VERIFIED, code hash 111"; echo "are the same"',
    /left no file at out\.wasm/,
  ],
  ['that never ends', `${WRITE_WASM}; sleep 1000`, /took longer than 3 seconds/, { timeMs: 3_000 }],
  [
    'whose time is over before its container has begun',
    `${WRITE_WASM}; sleep 1000`,
    /took longer than 0 seconds/,
    { timeMs: 1 },
  ],
  [
    'that multiplies',
    `${WRITE_WASM}; bomb() { bomb | bomb & }; bomb; sleep 1000`,
    /took longer than 5 seconds|ended with/,
    { timeMs: 5_000, processes: 50 },
  ],
  [
    'that eats memory',
    `${WRITE_WASM}; exec tail /dev/zero`,
    /ended with 137/,
    { memoryBytes: 64 * 2 ** 20 },
  ],
  [
    'that fills the disk with one file',
    `${WRITE_WASM}; exec dd if=/dev/zero of=big bs=1M`,
    /ended with/,
    { fileBytes: 20 * 2 ** 20 },
  ],
  [
    'that fills the disk with many files',
    `${WRITE_WASM}; while head -c 5000000 /dev/zero > "f$RANDOM$RANDOM"; do sleep 0.05; done`,
    /more than 100000000 bytes of disk/,
    { diskBytes: 100_000_000 },
  ],
  [
    'that fills the disk outside of the checkout',
    `${WRITE_WASM}; while head -c 5000000 /dev/zero > "/tmp/f$RANDOM$RANDOM"; do sleep 0.05; done`,
    /more than 100000000 bytes of disk/,
    { diskBytes: 100_000_000 },
  ],
  ['whose output is a link', 'ln -s /etc/passwd out.wasm', /out\.wasm is a symbolic link/],
  [
    'whose output is a link to what it has made',
    `${WRITE_WASM}; mv out.wasm real.wasm; ln -s real.wasm out.wasm`,
    /out\.wasm is a symbolic link/,
  ],
  ['whose output is a pipe', 'mkfifo out.wasm', /no regular file/],
  ['whose output is a folder', 'mkdir out.wasm', /no regular file/],
  [
    'whose output is too large',
    `${WRITE_WASM}; head -c 4194305 /dev/zero >> out.wasm`,
    /at most 4194304/,
  ],
  ['whose output is no WebAssembly', 'echo verified > out.wasm', /no WebAssembly/],
]

for (const [what, script, problem, limits] of FAILS) {
  test(`a build ${what} has failed, and leaves nothing behind`, async (t) => {
    t.timeout(120_000)
    const repository = await makeRepository(t, { a: '' })
    const recipe = recipeFor(repository, t.context.image, script)
    const { result } = await rebuildHere(t, repository, recipe, { limits: { ...SMALL, ...limits } })
    t.is(result.outcome, 'failed')
    t.regex(result.outcome === 'failed' ? result.problem : '', problem)
    t.is(await leftovers(), '')
    // podman's monitor would write it where it was started.
    t.false(existsSync('oom'))
  })
}

test('the image from before NEP-330 has the source where it expects it', async (t) => {
  const name = 'localhost/contract-builder'
  const image = await essentialImage(name)
  const repository = await makeRepository(t, {
    'Cargo.toml': '[package]\nname = "old-contract"\n',
  })
  const release = 'target/wasm32-unknown-unknown/release'
  const script = `[ "$PWD" = /host ] && mkdir -p ${release} && ${WRITE_WASM} && mv out.wasm ${release}/old_contract.wasm`
  const recipe = recipeFor(repository, image, script, { output_wasm_path: null })
  const { result } = await rebuildHere(t, repository, recipe, { allowImages: [name] })
  t.like(result, { outcome: 'built', path: `${release}/old_contract.wasm` })
})

test('a Python contract is built at the time of its commit, whatever the day is', async (t) => {
  const name = 'localhost/nearc'
  const image = await essentialImage(name)
  const repository = await makeRepository(t, { 'contract.py': '' })
  const time = await repository.git('show', '--no-patch', '--format=%ct')
  const script = `[ "$SOURCE_DATE_EPOCH" = ${time} ] && ${WRITE_WASM}`
  const recipe = recipeFor(repository, image, script)
  const { result } = await rebuildHere(t, repository, recipe, { allowImages: [name] })
  t.is(result.outcome, 'built')
})

test('a folder on the way to the output that is a link is not followed', async (t) => {
  const repository = await makeRepository(t, { a: '' })
  const script = `mkdir real; cd real; ${WRITE_WASM}; cd ..; ln -s real dir`
  const recipe = recipeFor(repository, t.context.image, script, {
    output_wasm_path: '/home/near/code/dir/out.wasm',
  })
  const { result } = await rebuildHere(t, repository, recipe)
  t.like(result, { outcome: 'failed', problem: 'dir is a symbolic link' })
})

test('what is left running cannot exchange the output', async (t) => {
  const repository = await makeRepository(t, { a: '' })
  const script = `${WRITE_WASM}; (sleep 2; echo other > out.wasm) & disown; exit 0`
  const { result } = await rebuildHere(
    t,
    repository,
    recipeFor(repository, t.context.image, script),
  )
  t.like(result, { outcome: 'built', codeHash: codeHashOf(MODULE, portableHasher) })
})

test('gigabytes of output are read to the end, and a part of them is kept', async (t) => {
  t.timeout(180_000)
  const repository = await makeRepository(t, { a: '' })
  const recipe = recipeFor(repository, t.context.image, `head -c 2G /dev/zero; ${WRITE_WASM}`)
  const { result, log } = await rebuildHere(t, repository, recipe, {
    limits: { ...DEFAULT_LIMITS, timeMs: 150_000, logBytes: 10_000 },
  })
  t.is(result.outcome, 'built')
  t.is((await readFile(log.file)).length, 10_000)
  t.is(log.dropped, 2 ** 31 - 10_000)
})

test('wasm that lies in the source under any name is no result', async (t) => {
  const repository = await makeRepository(t, { 'assets/logo.png': MODULE })
  const recipe = recipeFor(repository, t.context.image, 'cp assets/logo.png out.wasm')
  const { result } = await rebuildHere(t, repository, recipe)
  t.is(result.outcome, 'failed')
  t.regex(result.outcome === 'failed' ? result.problem : '', /assets\/logo\.png of the source/)
})

test('a rebuild that is ended leaves no container', async (t) => {
  const repository = await makeRepository(t, { a: '' })
  const ending = new AbortController()
  const recipe = recipeFor(repository, t.context.image, 'sleep 1000')
  const rebuilding = rebuildHere(t, repository, recipe, {
    signal: ending.signal,
    onStage: (stage) => {
      if (stage === 'build') setTimeout(() => ending.abort(new Error('Ended by the test.')), 1_000)
    },
  })
  await t.throwsAsync(rebuilding, { message: 'Ended by the test.' })
  t.is(await leftovers(), '')
})

test('an image that is not admitted is not even pulled', async (t) => {
  const repository = await makeRepository(t, { a: '' })
  const recipe = recipeFor(repository, t.context.image, 'true')
  const stages: string[] = []
  const error = await t.throwsAsync(
    rebuildHere(t, repository, recipe, { allowImages: [], onStage: (s) => stages.push(s) }),
  )
  t.like(error, { code: 'IMAGE_NOT_ALLOWED' })
  t.regex(error?.message ?? '', /--allow-image localhost\/countersign-test/)
  t.deepEqual(stages, [])
})

test('an image that cannot be had is an error that names it', async (t) => {
  const repository = await makeRepository(t, { a: '' })
  const missing = `127.0.0.1:9/nothing@sha256:${'ab'.repeat(32)}`
  const recipe = recipeFor(repository, missing, 'true')
  const rebuilding = rebuildHere(t, repository, recipe, { allowImages: ['127.0.0.1:9/nothing'] })
  t.like(await t.throwsAsync(rebuilding), { code: 'IMAGE_MISSING' })
})
