import { h } from 'preact'
import type { PositionParts, VerdictParts } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { codePath, recipePath, withPolicy } from '../text/paths.ts'
import { ChainText } from './chain-text.ts'
import { Command } from './command.ts'
import { HashText } from './hash-text.ts'
import { Section } from './section.ts'

/** Explains dissent: who got what from which recipe, what that can mean, and how to find out. */
export function Dissent({
  verdict,
  rebuild,
  policy,
}: {
  verdict: VerdictParts
  /** The command that rebuilds the code in question. */
  rebuild: string
  policy: GivenPolicy
}) {
  if (verdict.dissenting.length === 0) return null
  return h(
    Section,
    { id: 'dissent', title: 'Why this is an alarm' },
    h(
      'p',
      null,
      'One recipe pins source, commands and compiler, so it should give one result. Here it gave several:',
    ),
    h(
      'ul',
      null,
      verdict.dissenting.map((position) =>
        h('li', { key: position.seq }, h(Difference, { position, policy })),
      ),
      verdict.codeHash === null
        ? null
        : h('li', null, 'The code in question is ', h(HashText, { hash: verdict.codeHash }), '.'),
    ),
    h(
      'p',
      null,
      'Either the build is not reproducible, or the source, the compiler or somebody’s machine is not what it says. To find out, rebuild it yourself. The command says at once how your result differs from what is deployed:',
    ),
    h(Command, { label: 'Rebuild and keep the result', text: `${rebuild} -o mine.wasm` }),
    h(
      'p',
      null,
      'The registry holds hashes only. Ask the builder who dissents for their wasm, and compare the two, part by part:',
    ),
    h(Command, {
      label: 'Explain the difference',
      text: 'countersign explain mine.wasm theirs.wasm',
    }),
  )
}

function Difference({ position, policy }: { position: PositionParts; policy: GivenPolicy }) {
  const { operator, builder, codeHash, recipeId } = position
  return [
    h('strong', null, h(ChainText, { text: operator })),
    operator === builder ? ' ' : ` (${builder}) `,
    'built ',
    codeHash === null
      ? 'nothing'
      : h(HashText, { hash: codeHash, href: withPolicy(codePath(codeHash), policy) }),
    ' from the recipe ',
    h(HashText, { hash: recipeId, href: recipePath(recipeId), short: true }),
    '.',
  ]
}
