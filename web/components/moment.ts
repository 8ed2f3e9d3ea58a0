import { h } from 'preact'
import { readInstant } from '../text/instant.ts'

/** Shows a moment that is given in nanoseconds since 1970. */
export function Moment({ nanoseconds }: { nanoseconds: string }) {
  const instant = readInstant(nanoseconds)
  if (instant === null) return h('span', null, nanoseconds)
  return h('time', { datetime: instant.iso }, `${instant.text} UTC`)
}
