import { h } from 'preact'
import type { CodeSource } from '../answers.gen.ts'
import type { Problem } from '../ask.ts'
import { Icon, type IconName } from './icon.ts'
import { Message } from './message.ts'
import { Notice } from './notice.ts'
import { VERDICT_WORDS } from './verdict-words.ts'

/** Says why there is no verdict: nobody was said to count, or the policy cannot be used, or there is nothing to judge. */
export function NoVerdict({
  problem,
  source,
}: {
  problem: Problem | null
  /** null: the question is about code, wherever it runs. */
  source: CodeSource | null
}) {
  if (source === 'NONE' || source === 'UNKNOWN_ACCOUNT') {
    const { icon, title, sentence } = VERDICT_WORDS[source === 'NONE' ? 'NO_CODE' : source]
    return h(Panel, { icon, title, sentence })
  }
  if (problem !== null) {
    return h(
      Notice,
      { tone: 'alarm', title: TITLES[problem.code] ?? 'There is no verdict' },
      h(Message, { text: problem.message }),
    )
  }
  return h(Panel, {
    icon: 'circle',
    title: 'No verdict yet',
    sentence:
      'Nobody can say whether this code is verified without saying who counts. Choose a policy, or look at what builders got, below.',
  })
}

const TITLES: Readonly<Record<string, string>> = {
  INVALID_POLICY: 'The policy cannot be read',
  INVALID_ARGUMENT: 'The policy cannot be read',
  UNKNOWN_POLICY: 'There is no such policy',
}

function Panel({ icon, title, sentence }: { icon: IconName; title: string; sentence: string }) {
  return h(
    'section',
    { class: 'verdict tone-neutral', 'aria-labelledby': 'verdict' },
    h(Icon, { name: icon }),
    h('div', null, h('h2', { id: 'verdict' }, title), h('p', null, sentence)),
  )
}
