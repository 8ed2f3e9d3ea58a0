// The door of builder/: follow a recipe, and attest what came of it.

export { type Attested, attest, prepayStorage } from './attest.ts'
export { BuilderError, type BuilderErrorCode } from './errors.ts'
export { type FetchSource, fetchSource } from './fetch-source.ts'
export { type JavascriptContract, javascriptRecipe, TOOLCHAIN_IMAGE } from './javascript-recipe.ts'
export { platformName } from './platform.ts'
export { type Rebuild, rebuildJavascript } from './rebuild-javascript.ts'
