/** The policy that the reader asks under, and how the address says it. */
export type GivenPolicy = {
  parameter: 'policy' | 'policyText'
  /** What the address says, as it is. */
  given: string
  /** What the API is asked with. */
  input: { id: string } | { text: string }
}

/**
 * Reads the policy out of an address: `policy=owner/name` or `policy=anyone 2`, or `policyText=` with a whole one; null without.
 *
 * As with `countersign check --policy`, a name has no white space, and an inline policy does.
 */
export function readPolicyChoice(search: URLSearchParams): GivenPolicy | null {
  const text = search.get('policyText')?.trim() ?? ''
  if (text !== '') return { parameter: 'policyText', given: text, input: { text } }
  const given = search.get('policy')?.trim() ?? ''
  if (given === '') return null
  return { parameter: 'policy', given, input: /\s/.test(given) ? { text: given } : { id: given } }
}
