import { h } from 'preact'
import { ChainText } from './chain-text.ts'

/** Shows a sentence of the API's; what it has between back quotes is set as code. */
export function Message({ text }: { text: string }) {
  return h(
    'p',
    null,
    text
      .split('`')
      .map((part, i) =>
        i % 2 === 0 ? h(ChainText, { text: part }) : h('code', null, h(ChainText, { text: part })),
      ),
  )
}
