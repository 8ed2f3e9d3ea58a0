import type { ResolvedCode } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { Clock } from '../clock.ts'
import type { Mirror } from '../mirror/mirror.ts'
import type { DeployedCode } from '../near/deployed-code.ts'
import type { Policies, PolicyInput } from '../verdicts/policies.ts'
import type { ApiVerdict, Verdicts } from '../verdicts/verdicts.ts'
import type { CursorFeed } from './cursor-feed.ts'

/** What runs at an account, and the verdict on it. */
export type VerdictChange = {
  contract: ResolvedCode & { accountId: AccountId }
  verdict: ApiVerdict
}

type Source = {
  mirror: Mirror
  deployedCode: DeployedCode
  policies: Policies
  verdicts: Verdicts
  feed: CursorFeed
  clock: Clock
  /** Milliseconds after which NEAR is asked again, also if the mirror has nothing new. */
  recheckMs: number
  signal: AbortSignal
}

/** Yields the verdict on each account, and again whenever its status or the code hash has changed. */
export async function* verdictStream(
  source: Source,
  accountIds: readonly AccountId[],
  policy: PolicyInput,
): AsyncGenerator<VerdictChange, void> {
  const { mirror, feed, clock, recheckMs, signal } = source
  const told = new Map<AccountId, string>()
  while (!signal.aborted) {
    const cursor = await mirror.freshCursor()
    const askedAt = clock.now()
    for (const change of await readAll(source, accountIds, policy)) {
      const { contract, verdict } = change
      const state = `${verdict.status} ${verdict.code_hash}`
      if (told.get(contract.accountId) === state) continue
      if (signal.aborted) return
      told.set(contract.accountId, state)
      yield change
    }
    let now = cursor
    // A new block alone changes nothing: data does, or what NEAR says.
    while (!signal.aborted && now.data_version === cursor.data_version) {
      const ms = askedAt + recheckMs - clock.now()
      if (ms <= 0) break
      now = await feed.next(now, { signal, ms })
    }
  }
}

/** Reads what runs at the accounts and the verdicts; an account that NEAR cannot tell now is left out, and asked about again later. */
async function readAll(
  { deployedCode, policies, verdicts }: Source,
  accountIds: readonly AccountId[],
  input: PolicyInput,
): Promise<VerdictChange[]> {
  const codes = await Promise.allSettled(accountIds.map(async (id) => deployedCode(id)))
  const policy = await policies.read(input)
  const changes = codes.flatMap((code, i) => {
    if (code.status === 'rejected') return []
    const contract = { accountId: accountIds[i] as AccountId, ...code.value }
    return [{ contract, verdict: verdicts.onContract(policy, contract) }]
  })
  return await Promise.all(
    changes.map(async ({ contract, verdict }) => ({ contract, verdict: await verdict })),
  )
}
