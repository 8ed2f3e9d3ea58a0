import { askNearcore } from './ask-nearcore.ts'
import type { VmVector } from './vector-file.ts'
import { lineOf, type NearcoreOutcome, type VmCase, withoutLongTexts } from './vm-case.ts'

type Answer = { id: string; outcomes: NearcoreOutcome[] } | { bad: string }

/** Runs cases on nearcore and gives them with what came out. */
export async function nearcoreVectors(cases: readonly VmCase[]): Promise<VmVector[]> {
  const answers = (await askNearcore('vm', cases.map(lineOf))) as Answer[]
  return cases.map((one, i) => {
    const answer = answers[i]
    if (answer === undefined || 'bad' in answer) {
      throw new Error(`The generator did not understand "${one.name}": ${answer?.bad}`)
    }
    return {
      case: one,
      outcomes: new Map(
        one.versions.map((version, at) => [version, withoutLongTexts(answer.outcomes[at] ?? {})]),
      ),
    }
  })
}
