import type { ApiVerdict } from '../../verdicts/verdicts.ts'
import type { Badge, Tone } from './badge-svg.ts'

/** What a badge tells of a verdict. */
export type BadgeVerdict = Pick<ApiVerdict, 'status' | 'open' | 'missing'>

const SHOWN: Readonly<Record<ApiVerdict['status'], { text: string; tone: Tone; says: string }>> = {
  VERIFIED: {
    text: 'verified',
    tone: 'good',
    says: 'has enough matching independent attestations',
  },
  PARTIAL: { text: 'partial', tone: 'some', says: 'has matching attestations, but too few' },
  DISPUTED: { text: 'disputed', tone: 'bad', says: 'is disputed: others built something else' },
  UNATTESTED: { text: 'unattested', tone: 'none', says: 'has been built by nobody who counts' },
  NO_CODE: { text: 'no code', tone: 'none', says: 'is none' },
  UNKNOWN_ACCOUNT: { text: 'unknown account', tone: 'none', says: 'is none: it does not exist' },
}

/** Makes the badge of a verdict on an account under a policy that `policy` names. */
export function verdictBadge(
  { status, open, missing }: BadgeVerdict,
  { account, policy }: { account: string; policy: string },
): Badge {
  const { text, tone, says } = SHOWN[status]
  const more = status === 'PARTIAL' && missing > 0 ? `, ${missing} missing` : ''
  // Such a verdict is worth as much as accounts cost, and nobody is to take it for another.
  const limit = open && status === 'VERIFIED' ? ' (open)' : ''
  return {
    text: `${text}${more}${limit}`,
    tone,
    title: `The code of ${account} ${says}, under ${policy}.`,
  }
}

/** Makes the badge for what cannot be told, with the reason. */
export function unknownBadge(reason: string): Badge {
  return { text: 'unknown', tone: 'none', title: reason }
}
