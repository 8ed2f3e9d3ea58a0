import type { VerdictStatus } from '../answers.gen.ts'
import type { IconName } from './icon.ts'

export type Tone = 'good' | 'warning' | 'alarm' | 'neutral'

/** How each status is shown: never by colour alone. */
export const VERDICT_WORDS: Readonly<
  Record<VerdictStatus, { tone: Tone; icon: IconName; title: string; sentence: string }>
> = {
  VERIFIED: {
    tone: 'good',
    icon: 'check',
    title: 'Verified',
    sentence: 'Enough of those who count built exactly the bytes that are in question.',
  },
  PARTIAL: {
    tone: 'warning',
    icon: 'half',
    title: 'Partial',
    sentence: 'Some of those who count built exactly these bytes, but not enough of them.',
  },
  DISPUTED: {
    tone: 'alarm',
    icon: 'alert',
    title: 'Disputed',
    sentence:
      'Somebody who counts built other bytes from the same recipe. Find out why before you rely on this code.',
  },
  UNATTESTED: {
    tone: 'neutral',
    icon: 'circle',
    title: 'Unattested',
    sentence: 'Nobody who counts has built this code.',
  },
  NO_CODE: {
    tone: 'neutral',
    icon: 'dash',
    title: 'No code',
    sentence: 'No code runs at this account, so there is nothing to verify.',
  },
  UNKNOWN_ACCOUNT: {
    tone: 'neutral',
    icon: 'dash',
    title: 'Unknown account',
    sentence: 'This account does not exist on the network.',
  },
}
