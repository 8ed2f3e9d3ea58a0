import type { SearchAnswer, SearchVariables } from '../answers.gen.ts'
import { createDocument } from './document.ts'
import { STATUS_PARTS } from './status.ts'

/** What a text may mean. */
export const SEARCH = createDocument<SearchAnswer, SearchVariables>(
  `query Search($text: String!) {
    status { ...StatusParts }
    search(text: $text) {
      node {
        __typename
        ... on Contract { accountId codeHash }
        ... on Builder { accountId built failed }
        ... on Operator { accountId }
        ... on Policy { policyId owner name inForce }
        ... on Code { hash }
        ... on Recipe { recipeId }
        ... on Source { repository commit path recipes(first: 10) { edges { node { recipeId } } } }
        ... on Attestation { seq builder recipeId }
      }
    }
  }`,
  STATUS_PARTS,
)
