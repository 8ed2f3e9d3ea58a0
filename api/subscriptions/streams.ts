import type { AccountId } from '../../protocol/account-id.ts'
import type { AttestationFilter, AttestationRow, LoggedEvent } from '../../store/index.ts'
import type { Clock } from '../clock.ts'
import type { Limits } from '../limits/limits.ts'
import type { Mirror } from '../mirror/mirror.ts'
import type { DeployedCode } from '../near/deployed-code.ts'
import type { Policies, PolicyInput } from '../verdicts/policies.ts'
import type { Verdicts } from '../verdicts/verdicts.ts'
import { createCursorFeed } from './cursor-feed.ts'
import { attestationStream, eventStream } from './event-stream.ts'
import { type CutOff, createSubscriptions } from './subscriptions.ts'
import { type VerdictChange, verdictStream } from './verdict-stream.ts'

/** What can be told as it happens. */
export type Streams = {
  attestations(filter: AttestationFilter, cutOff: CutOff): AsyncIterable<AttestationRow>
  events(fromSeq: number | undefined, cutOff: CutOff): AsyncIterable<LoggedEvent>
  verdicts(
    of: { accountIds: readonly AccountId[]; policy: PolicyInput },
    cutOff: CutOff,
  ): AsyncIterable<VerdictChange>
  /** Ends all of them. */
  end(): void
}

/** Makes the streams over what all requests share; together they poll the mirror once. */
export function createStreams({
  clock,
  limits,
  ...services
}: {
  mirror: Mirror
  deployedCode: DeployedCode
  policies: Policies
  verdicts: Verdicts
  clock: Clock
  limits: Limits
}): Streams {
  const subscriptions = createSubscriptions(limits)
  const source = {
    ...services,
    clock,
    feed: createCursorFeed({ mirror: services.mirror, clock }),
    recheckMs: limits.recheckMs,
  }
  return {
    attestations: (filter, cutOff) =>
      subscriptions.open((signal) => attestationStream({ ...source, signal }, filter), { cutOff }),
    events: (fromSeq, cutOff) =>
      subscriptions.open((signal) => eventStream({ ...source, signal }, fromSeq), { cutOff }),
    verdicts: ({ accountIds, policy }, cutOff) =>
      subscriptions.open((signal) => verdictStream({ ...source, signal }, accountIds, policy), {
        cutOff,
        watched: accountIds.length,
      }),
    end: () => subscriptions.end(),
  }
}
