import { h } from 'preact'
import type { ConflictParts } from '../answers.gen.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { formatAmount } from '../text/format.ts'
import { codePath, withPolicy } from '../text/paths.ts'
import { DataTable } from './data-table.ts'
import { HashText } from './hash-text.ts'
import { Icon } from './icon.ts'
import { Moment } from './moment.ts'
import { RecipeLink } from './recipe-link.ts'

/** Recipes on which builders differ or differed, with what they got. */
export function ConflictsTable({
  conflicts,
  policy,
}: {
  conflicts: readonly ConflictParts[]
  policy: GivenPolicy | null
}) {
  return h(DataTable, {
    caption: 'Recipes that gave different builders different bytes',
    columns: ['Recipe', 'Results', 'State', 'Since'],
    rows: conflicts.map((conflict) => [
      h(RecipeLink, { recipeId: conflict.recipeId, source: conflict.recipe?.source ?? null }),
      (conflict.recipe?.results ?? []).map(({ codeHash, live }) =>
        h(
          'div',
          { key: codeHash },
          h(HashText, {
            hash: codeHash,
            href: withPolicy(codePath(codeHash), policy),
            short: true,
          }),
          h('span', { class: 'sub' }, ` ${formatAmount(live, 'builder')}`),
        ),
      ),
      h(State, conflict),
      conflict.since === null
        ? `event ${conflict.sinceSeq}`
        : h(Moment, { nanoseconds: conflict.since.timestamp }),
    ]),
  })
}

function State({ open, untilSeq }: ConflictParts) {
  return open
    ? h('span', { class: 'mark tone-alarm' }, h(Icon, { name: 'alert' }), 'They differ')
    : h(
        'span',
        { class: 'mark tone-neutral' },
        h(Icon, { name: 'dash' }),
        `Over since event ${untilSeq}`,
      )
}
