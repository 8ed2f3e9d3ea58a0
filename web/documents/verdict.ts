/** A verdict with all its reasons. Lists are cut at 50; `counts` has their full lengths. */
export const VERDICT_PARTS = `fragment PositionParts on Position {
  operator builder seq recipeId codeHash
  attestation { network tool platform timestamp }
}
fragment QuorumParts on QuorumNode { name parent k members satisfied missing }
fragment VerdictParts on Verdict {
  status missing missingEnvironments open complete codeHash policyDigest
  counts { supporting dissenting failed silent ignored }
  supporting(first: 50) { ...PositionParts recipe { ...RecipeParts } }
  dissenting(first: 50) { ...PositionParts }
  failed(first: 50) { ...PositionParts }
  silent(first: 50) { operator builder }
  ignored(first: 50) { builder seq reason }
  equivocations(first: 50) { operator builder recipeId }
  quorum { ...QuorumParts }
  asOf { blockHeight blockHash timestamp seq head }
}`
