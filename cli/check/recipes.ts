import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ProtocolError } from '../../protocol/errors.ts'
import { portableHasher } from '../../protocol/portable-hasher.ts'
import { type RecipeId, readRecipe, recipeId } from '../../protocol/recipe.ts'
import { CommandExit } from '../command-exit.ts'
import { EXIT } from '../exit-codes.ts'

/** Reads a recipe's file (JSON) and gives the recipe's id; throws a CommandExit that names the field that is wrong. */
export async function readRecipeFile(file: string, cwd: string): Promise<RecipeId> {
  try {
    const text = await readFile(resolve(cwd, file), 'utf8')
    return recipeId(readRecipe(JSON.parse(text)), portableHasher)
  } catch (error) {
    const reason =
      error instanceof ProtocolError || error instanceof SyntaxError
        ? error.message
        : String((error as Error).message ?? error)
    throw new CommandExit(EXIT.USAGE, `The recipe ${file} cannot be read: ${reason}`, {
      cause: error,
    })
  }
}
