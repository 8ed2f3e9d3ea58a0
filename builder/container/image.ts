import type { Recipe } from '../../protocol/recipe.ts'
import { BuilderError } from '../errors.ts'

/** An image that a recipe pins. */
export type Image = {
  /** As an engine pulls it: the name with its registry, without a tag, and the digest. */
  reference: string
  /** The name with its registry, without tag and digest. */
  name: string
  /** `sha256:` and 64 hexadecimal digits. */
  digest: string
}

/** Images whose builds are followed unless the user admits others: those of NEAR's usual tools. */
export const USUAL_IMAGES: readonly string[] = [
  'docker.io/sourcescan/cargo-near',
  'docker.io/nearprotocol/contract-builder',
  'ghcr.io/r-near/nearc',
]

const DEFAULT_REGISTRY = 'docker.io'

/** Reads a recipe's `build_environment`; the tag in it is left out, as a tag may be moved and a digest may not. */
export function readImage({ build_environment }: Pick<Recipe, 'build_environment'>): Image {
  const [tagged = '', digest = ''] = build_environment.split('@')
  const name = imageName(tagged)
  return { name, digest, reference: `${name}@${digest}` }
}

/** Writes an image's name in full: the registry first, no tag. */
export function imageName(text: string): string {
  const slash = text.lastIndexOf('/')
  const colon = text.indexOf(':', slash + 1)
  const name = colon === -1 ? text : text.slice(0, colon)
  const [first = '', ...rest] = name.split('/')
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  if (hasRegistry) return name
  return rest.length === 0 ? `${DEFAULT_REGISTRY}/library/${name}` : `${DEFAULT_REGISTRY}/${name}`
}

/** Refuses an image that is not among those that the user admits. */
export function requireAllowedImage({ name }: Image, allowed: readonly string[]): void {
  const names = [...USUAL_IMAGES, ...allowed.map(imageName)]
  if (names.includes(name)) return
  throw new BuilderError(
    'IMAGE_NOT_ALLOWED',
    `The recipe builds in the image ${name}, which is not among those that are followed (${names.join(', ')}). If you trust it, admit it with --allow-image ${name}.`,
  )
}
