import { h } from 'preact'

// Strokes in a box of 16 by 16.
const PATHS = {
  check: 'M3 8.5 6.5 12 13 4.5',
  half: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2',
  alert: 'M8 2 1.5 14h13zM8 6.5v3.5M8 12v.1',
  cross: 'm4 4 8 8m0-8-8 8',
  circle: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2',
  dash: 'M3 8h10',
} as const

export type IconName = keyof typeof PATHS

/** Draws a sign that repeats what the words beside it say, so readers of screens pass it over. */
export function Icon({ name }: { name: IconName }) {
  return h(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    h('path', { d: PATHS[name] }),
    name === 'half' ? h('path', { class: 'filled', d: 'M8 2a6 6 0 0 0 0 12z' }) : null,
  )
}
