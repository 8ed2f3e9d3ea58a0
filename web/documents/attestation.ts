/** A statement without its recipe. */
export const ATTESTATION_PARTS = `fragment AttestationParts on Attestation {
  seq builder recipeId codeHash outcome platform network tool provenance live endedBy timestamp
  recipe { source { repository commit path } }
}`
