/** A time at which builders differed on a recipe. */
export const CONFLICT_PARTS = `fragment ConflictParts on Conflict {
  open sinceSeq untilSeq recipeId
  since { timestamp }
  recipe { source { repository commit path } results { codeHash live } }
}`
