import type { NewAttestationVariables, NewVerdictVariables } from './answers.gen.ts'
import type { Document } from './documents/document.ts'
import { NEW_ATTESTATION, NEW_VERDICT } from './documents/live.ts'

/** Where a browser hears that a page has become old. */
export type Live = {
  /** Address of the server-sent events. */
  url: string
  /** The first event tells what is so already. */
  beginsWithNow: boolean
}

/** A page becomes old with the next statement that fits a filter. */
export const untilAttested = (filter: NonNullable<NewAttestationVariables['filter']>): Live => ({
  url: addressOf(NEW_ATTESTATION, { filter }),
  beginsWithNow: false,
})

/** A page becomes old when the verdict on its account changes. */
export const untilVerdictChanges = (variables: NewVerdictVariables): Live => ({
  url: addressOf(NEW_VERDICT, variables),
  beginsWithNow: true,
})

function addressOf<Variables>(
  { text }: Document<unknown, Variables>,
  variables: Variables,
): string {
  const parameters = { query: text, variables: JSON.stringify(variables) }
  return `/graphql?${new URLSearchParams(parameters).toString()}`
}
