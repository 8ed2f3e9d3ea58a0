import { type ComponentChildren, h } from 'preact'
import type { CodeSource, RecipeParts, StatusParts } from '../answers.gen.ts'
import type { Known } from '../load-known.ts'
import type { AskedVerdict } from '../load-verdict.ts'
import type { GivenPolicy } from '../policy-choice.ts'
import { knowsNetwork, type RebuildSubject, rebuildCommand } from '../rebuild-command.ts'
import { AsOf } from './as-of.ts'
import { Evidence } from './evidence.ts'
import { NoVerdict } from './no-verdict.ts'
import { PolicyForm } from './policy-form.ts'
import { RecipeSection } from './recipe-section.ts'
import { Section } from './section.ts'
import { VerdictPanel } from './verdict-panel.ts'
import { VerdictSections } from './verdict-sections.ts'

/** A verdict with all its reasons, or without a policy the evidence; then the recipes and how to follow them. */
export function VerdictView({
  subject,
  path,
  codeHash,
  codeSource,
  known: { recipes, stated, evidence },
  asked,
  policy,
  mirror,
  facts,
  history = null,
}: {
  subject: RebuildSubject
  /** Address of the page that this is on. */
  path: string
  codeHash: string | null
  /** null: the question is about code, wherever it runs. */
  codeSource: CodeSource | null
  known: Known
  /** null: no policy was chosen. */
  asked: AskedVerdict | null
  policy: GivenPolicy | null
  mirror: StatusParts | null
  /** What else is to be said of the subject; stands below the verdict. */
  facts: ComponentChildren
  /** What was before; stands at the end. */
  history?: ComponentChildren
}) {
  const verdict = asked?.verdict ?? null
  const chainId = mirror?.network ?? null
  // A recipe that only builders state cannot be read from the contract, so the command must be given it.
  const rebuild = (recipe: RecipeParts | undefined) => {
    const isStated = recipe === undefined || ('account' in subject && stated.has(recipe.recipeId))
    return rebuildCommand({ subject, chainId, recipe: isStated ? null : recipe.canonicalJson })
  }
  return [
    verdict === null || policy === null
      ? h(NoVerdict, { problem: asked?.problem ?? null, source: codeSource })
      : h(VerdictPanel, { verdict, policy }),
    codeHash === null ? null : h(PolicyForm, { action: path, policy, open: verdict === null }),
    facts,
    codeHash === null || verdict !== null
      ? null
      : h(
          Section,
          { id: 'evidence', title: 'What builders got' },
          h(Evidence, { evidence, codeHash, policy }),
        ),
    codeHash === null || verdict === null || policy === null
      ? null
      : h(VerdictSections, {
          verdict,
          policyInFull: asked?.policyInFull ?? null,
          policy,
          rebuild: rebuild(recipes[0]),
        }),
    h(RecipeSection, { recipes, rebuild, needsRpc: !knowsNetwork(chainId) }),
    history,
    verdict === null ? null : h(AsOf, { asOf: verdict.asOf, registry: mirror?.registry ?? null }),
  ]
}
