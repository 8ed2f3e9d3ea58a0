import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExecutionContext } from 'ava'
import { buildIn, canPretend, type Surroundings, unprivilegedUser } from './surroundings.ts'

/** What the two builders build: the largest contract with few intrinsics, and one with all of JavaScript. */
export const CONTRACTS = ['contract/index.ts', 'examples/greeter/src/greeter.ts']

type Options = {
  /** Where the engine is kept for both. Undefined: each compiles its own. */
  engineCacheDir?: string | undefined
  /** Another Node for the second builder. */
  node?: string | undefined
}

/**
 * Lets two builders build at once, who differ in all that may differ on one machine and have empty
 * caches of their own, and compares what they get. Says in the log what could not be made to differ.
 */
export async function compareTwoBuilders(
  t: ExecutionContext,
  folder: string,
  contracts: readonly string[],
  { engineCacheDir, node }: Options,
) {
  const [plain, strange] = [
    join(folder, 'plain'),
    join(folder, 'Ordner mit Leerzeichen, ünïcode 雪 & %41'),
  ]
  const engineOf = (own: string) => engineCacheDir ?? join(own, 'own/engine')
  const uid = unprivilegedUser()
  const usual: Surroundings = {
    folder: plain,
    env: { TZ: 'America/St_Johns', LC_ALL: 'C', LANG: 'C', UV_THREADPOOL_SIZE: '4' },
    umask: '022',
    engineCacheDir: engineOf(plain),
  }
  const odd: Surroundings = {
    folder: strange,
    env: {
      TZ: 'Pacific/Kiritimati',
      LC_ALL: 'tr_TR.UTF-8',
      LANG: 'tr_TR.UTF-8',
      UV_THREADPOOL_SIZE: '1',
      NODE_ENV: 'development',
      BABEL_ENV: 'test',
      SOURCE_DATE_EPOCH: '1',
    },
    umask: '077',
    engineCacheDir: engineOf(strange),
    uid,
    hostname: 'elsewhere',
    processors: 1,
    node,
  }
  await mkdir(plain)
  await mkdir(strange)
  const [first, second] = await Promise.all([buildIn(usual, contracts), buildIn(odd, contracts)])
  t.log(`one:   ${JSON.stringify(first.seen)}`)
  t.log(`other: ${JSON.stringify(second.seen)}`)
  t.not(first.seen.offset, second.seen.offset)
  t.not(first.seen.locale, second.seen.locale)
  if (uid === undefined) t.log('not tried: another user, since only root may become one')
  else t.not(first.seen.uid, second.seen.uid)
  if (canPretend.hostname()) t.is(second.seen.hostname, 'elsewhere')
  else t.log('not tried: another name of the machine, since unshare --uts is not allowed')
  if (canPretend.processors()) t.is(second.seen.processors, 1)
  else t.log('not tried: fewer processors, since there is no taskset')
  if (node !== undefined) t.not(first.seen.node, second.seen.node)
  for (const [index, contract] of contracts.entries()) {
    const [one, other] = [first.built[index], second.built[index]]
    t.false(one?.cached, contract)
    t.false(other?.cached, contract)
    t.is(one?.inputHash, other?.inputHash, contract)
    t.is(one?.codeHash, other?.codeHash, contract)
    t.deepEqual(one?.methods, other?.methods, contract)
    t.true(one !== undefined && other !== undefined && Buffer.from(one.wasm).equals(other.wasm))
  }
  return { first, second }
}
