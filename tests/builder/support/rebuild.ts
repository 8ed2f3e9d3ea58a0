import { DEFAULT_LIMITS } from '../../../builder/container/limits.ts'
import type { ContainerRebuild } from '../../../builder/index.ts'
import { type Engine, findEngine, rebuildInContainer } from '../../../builder/index.ts'
import { type Recipe, readRecipe } from '../../../protocol/recipe.ts'
import { type Repository, temporaryFolder } from './repository.ts'

/** A module that is WebAssembly and no more: magic and version. */
export const WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
/** Writes that module with a byte more or less of a custom section, in a shell. */
export const WRITE_WASM = "printf '\\0asm\\1\\0\\0\\0\\0\\2\\1x' > out.wasm"

export const IMAGE = 'localhost/countersign-test'

/** Makes the recipe of a shell script in a repository. */
export function recipeFor(
  { url, commit }: Pick<Repository, 'url' | 'commit'>,
  image: string,
  script: string,
  more: Partial<Recipe> = {},
): Recipe {
  return readRecipe({
    build_environment: image,
    build_command: ['bash', '-c', script],
    contract_path: '',
    source_code_snapshot: `git+${url}?rev=${commit}`,
    output_wasm_path: '/home/near/code/out.wasm',
    link: null,
    ...more,
  })
}

let engine: Promise<Engine> | undefined

/** Follows a recipe with podman, the repository fetched from this machine. */
export async function rebuildHere(
  t: { teardown: (fn: () => Promise<void>) => void },
  repository: Pick<Repository, 'url' | 'path'>,
  recipe: Recipe,
  more: Partial<ContainerRebuild> = {},
): ReturnType<typeof rebuildInContainer> {
  engine ??= findEngine({ env: process.env, only: 'podman' })
  return await rebuildInContainer({
    recipe,
    engine: await engine,
    directory: await temporaryFolder(t),
    allowImages: [IMAGE],
    mirrors: { [repository.url]: repository.path },
    ...more,
    limits: { ...DEFAULT_LIMITS, timeMs: 60_000, ...more.limits },
  })
}

/** Runs the script that lies in the source. */
export const IMAGE_COMMAND = ['bash', 'build.sh'] as const
