import { chmod, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { build } from '../../../toolchain/index.ts'
import {
  greeterEntry,
  makeFolder,
  probeEntry,
  removeFolder,
  root,
  temporaryFolder,
} from '../../toolchain/support/folders.ts'
import { installOtherNode } from '../../toolchain/support/node-release.ts'
import { CONTRACTS, compareTwoBuilders } from '../../toolchain/support/two-builders.ts'

// Everything compiled from nothing, the engine, too: about a minute each on two cores.

let folder: string
test.before(async () => {
  folder = await makeFolder()
  await chmod(folder, 0o755)
})
test.after.always(() => removeFolder(folder))

const { serial } = test

serial('two who build at once and share nothing, not even Node, get the same bytes', async (t) => {
  const other = await installOtherNode(join(folder, 'other node'))
  if ('missing' in other) {
    // A machine of one's own may be offline; there, where it counts, nothing is left out.
    if (process.env.CI === 'true') t.fail(`not tried: another Node, since ${other.missing}`)
    else t.log(`not tried: another Node, since ${other.missing}`)
  }
  const { first } = await compareTwoBuilders(t, folder, CONTRACTS, {
    node: 'path' in other ? other.path : undefined,
  })
  const committed = await readFile(join(root, 'contract/REGISTRY_HASH'), 'utf8')
  t.is(`${first.built[0]?.codeHash}\n`, committed)
})

serial('three builds that begin together in one empty cache all succeed', async (t) => {
  const cacheDir = await temporaryFolder(t)
  const results = await Promise.all([
    build({ entry: probeEntry, cacheDir }),
    build({ entry: probeEntry, cacheDir }),
    build({ entry: greeterEntry, cacheDir }),
  ])
  // Builds of one process take turns, so the second may find what the first has made of the same entry.
  t.deepEqual([results[0].cached, results[2].cached], [false, false])
  t.is(results[0].codeHash, results[1].codeHash)
  t.not(results[0].codeHash, results[2].codeHash)
  t.deepEqual(await readdir(join(cacheDir, 'unfinished')), [])
})

serial('an abort while clang compiles ends at once, and the next build goes on', async (t) => {
  const cacheDir = await temporaryFolder(t)
  const controller = new AbortController()
  const steps: string[] = []
  await t.throwsAsync(
    build({
      entry: probeEntry,
      cacheDir,
      signal: controller.signal,
      onProgress: ({ message }) => {
        steps.push(message)
        if (message.startsWith('Compiling libregexp.c')) controller.abort()
      },
    }),
    { code: 'ABORTED' },
  )
  t.true(steps.at(-1)?.startsWith('Compiling libregexp.c'))
  t.deepEqual(await readdir(join(cacheDir, 'unfinished')), [])
  const compiled = await readdir(join(cacheDir, 'objects'))
  t.true(compiled.length > 0)
  const { cached } = await build({
    entry: probeEntry,
    cacheDir,
    onProgress: ({ message }) => steps.push(message),
  })
  t.false(cached)
  t.is(steps.filter((message) => message.startsWith('Compiling cutils.c')).length, 1)
})
