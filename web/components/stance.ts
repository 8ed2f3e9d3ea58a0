import { h } from 'preact'
import { Icon, type IconName } from './icon.ts'
import type { Tone } from './verdict-words.ts'

/** Where a builder stands on the question. */
export type Stance = 'supporting' | 'dissenting' | 'failed' | 'silent'

const STANCES: Readonly<Record<Stance, { tone: Tone; icon: IconName; word: string }>> = {
  supporting: { tone: 'good', icon: 'check', word: 'Supporting' },
  dissenting: { tone: 'alarm', icon: 'alert', word: 'Dissenting' },
  failed: { tone: 'warning', icon: 'cross', word: 'Failed' },
  silent: { tone: 'neutral', icon: 'dash', word: 'Silent' },
}

/** Shows a stance as a word with a sign. */
export function StanceMark({ stance }: { stance: Stance }) {
  const { tone, icon, word } = STANCES[stance]
  return h('span', { class: `mark tone-${tone}` }, h(Icon, { name: icon }), word)
}
