import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  BuilderError,
  type DeployedCode,
  readDeployedCode,
  readGlobalCode,
} from '../../builder/index.ts'
import { type BlockReference, type Rpc, viewSourceMetadata } from '../../chain/index.ts'
import type { AccountId } from '../../protocol/account-id.ts'
import type { Provenance } from '../../protocol/attestation.ts'
import { type CodeHash, codeHashOf } from '../../protocol/code-hash.ts'
import { ProtocolError } from '../../protocol/errors.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { type Recipe, readRecipe } from '../../protocol/recipe.ts'

/** What is to be verified: code, and the recipe that it is said to come from. */
export type Subject = {
  code: Pick<DeployedCode, 'accountId' | 'codeHash' | 'wasm' | 'blockHeight'>
  recipe: Recipe
  provenance: Provenance
}

/** Where the code is. */
export type Place = { accountId: AccountId } | { globalCodeHash: CodeHash } | { wasmFile: string }

/**
 * Reads the code and its recipe: the one that is given, else the one that the contract states (NEP-330).
 *
 * @throws BuilderError `NO_CODE`, `NO_RECIPE` and others with a sentence that says what to do.
 */
export async function readSubject({
  place,
  rpc,
  at,
  recipeFile,
  cwd,
}: {
  place: Place
  /** Undefined where nothing has to be asked. */
  rpc: Rpc | undefined
  at: BlockReference | undefined
  recipeFile: string | undefined
  cwd: string
}): Promise<Subject> {
  const code = await readCode(place, rpc, at, cwd)
  if (recipeFile !== undefined) {
    return { code, recipe: await readRecipeFile(resolve(cwd, recipeFile)), provenance: 'submitter' }
  }
  const { accountId } = code
  if (accountId === null || rpc === undefined) {
    throw new BuilderError(
      'NO_RECIPE',
      'Name the recipe with --recipe: only an account can be asked for one.',
    )
  }
  const seen = code.blockHash === null ? {} : { at: { block_id: code.blockHash } }
  const recipe = (await statedMetadata(rpc, accountId, seen))?.recipe ?? null
  if (recipe !== null) return { code, recipe, provenance: 'onchain' }
  throw new BuilderError(
    'NO_RECIPE',
    `${accountId} states no build (NEP-330 build_info). If you know how it is built, write the recipe to a file and name it with --recipe.`,
  )
}

async function readCode(
  place: Place,
  rpc: Rpc | undefined,
  at: BlockReference | undefined,
  cwd: string,
): Promise<DeployedCode> {
  if ('wasmFile' in place) {
    const wasm = new Uint8Array(await readFile(resolve(cwd, place.wasmFile)))
    const codeHash = codeHashOf(wasm, portableHasher)
    return { accountId: null, kind: 'local', codeHash, wasm, blockHeight: null, blockHash: null }
  }
  if (rpc === undefined) throw new Error('An account was asked for without an RPC.')
  return 'accountId' in place
    ? await readDeployedCode(rpc, place.accountId, at)
    : await readGlobalCode(rpc, place.globalCodeHash, at)
}

async function statedMetadata(rpc: Rpc, accountId: AccountId, options: { at?: BlockReference }) {
  try {
    return await viewSourceMetadata(rpc, accountId, options)
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    throw new BuilderError(
      'NO_RECIPE',
      `${accountId} states a build that cannot be followed: ${error.message} If you know the right one, name it with --recipe.`,
      { cause: error },
    )
  }
}

async function readRecipeFile(file: string): Promise<Recipe> {
  try {
    return readRecipe(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BuilderError('NO_RECIPE', `The recipe ${file} cannot be read: ${reason}`, {
      cause: error,
    })
  }
}
