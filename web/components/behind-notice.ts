import { h } from 'preact'
import type { StatusParts } from '../answers.gen.ts'
import { formatCount } from '../text/format.ts'
import { blocksTime } from '../text/instant.ts'
import { Notice } from './notice.ts'

/** Blocks are final 1.2 s after they are made, and a mirror polls; half a minute (50 blocks of 600 ms) is more than both. */
const MOST_LAG = 50

/** Says plainly when what the page shows is old; nothing while the mirror keeps up. */
export function BehindNotice({ status }: { status: StatusParts }) {
  const { lag, indexedHeight } = status
  if (lag === null || lag <= MOST_LAG) return null
  return h(
    Notice,
    { tone: 'warning', title: `The mirror is ${formatCount(lag)} blocks behind the chain` },
    h(
      'p',
      null,
      `That is about ${blocksTime(lag)}. Statements made after block ${formatCount(indexedHeight)} are missing from this page; what runs at an account is read from the chain and is current.`,
    ),
  )
}
