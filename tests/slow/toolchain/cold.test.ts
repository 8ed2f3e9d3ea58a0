import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { build } from '../../../toolchain/index.ts'
import {
  greeterEntry,
  makeFolder,
  probeEntry,
  removeFolder,
  temporaryFolder,
} from '../../toolchain/support/folders.ts'
import { buildIn, unprivilegedUser } from '../../toolchain/support/surroundings.ts'

// Everything compiled from nothing, the engine, too: about a minute each on two cores.

let folder: string
test.before(async () => {
  folder = await makeFolder()
  await chmod(folder, 0o755)
})
test.after.always(() => removeFolder(folder))

const { serial } = test

serial('two builders that share nothing, not even the engine, get the same bytes', async (t) => {
  const plain = join(folder, 'plain')
  const strange = join(folder, 'Ordner mit Leerzeichen, ünïcode 雪 & %41')
  await mkdir(plain)
  await mkdir(strange)
  const uid = unprivilegedUser()
  t.log(uid === undefined ? 'both as the user who runs the test' : `the second as user ${uid}`)
  const first = await buildIn({
    folder: plain,
    env: { TZ: 'America/St_Johns', LC_ALL: 'C', LANG: 'C' },
    umask: '022',
    engineCacheDir: join(plain, 'own/cache'),
  })
  const second = await buildIn({
    folder: strange,
    env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    umask: '077',
    uid,
    engineCacheDir: join(strange, 'own/engine'),
  })
  t.false(first.cached || second.cached)
  t.is(first.codeHash, second.codeHash)
  t.deepEqual(first.wasm, second.wasm)
})

serial('three builds that begin together in one empty cache all succeed', async (t) => {
  const cacheDir = await temporaryFolder(t)
  const results = await Promise.all([
    build({ entry: probeEntry, cacheDir }),
    build({ entry: probeEntry, cacheDir }),
    build({ entry: greeterEntry, cacheDir }),
  ])
  t.deepEqual(
    results.map(({ cached }) => cached),
    [false, false, false],
  )
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
