import type { RustRule } from '../rule.ts'
import { recipeTables } from './recipe-tables.ts'

export const imageDigest: RustRule = {
  id: 'rust-image-digest',
  severity: 'error',
  looksFor: '`image_digest` as `sha256:` and 64 hexadecimal digits',
  why: 'A tag can be given to another image with another compiler; only a digest names one image.',
  fix: 'Set image_digest to the digest that docker image inspect shows under RepoDigests.',
  check(contract) {
    return recipeTables(contract)
      .filter(({ table, isVariant }) => !isVariant || Object.hasOwn(table, 'image'))
      .filter(({ table }) => !isDigest(table.image_digest))
      .map(({ table, path, isVariant }) => {
        const { image_digest: digest } = table
        const inherited = isVariant ? ' of the image that this variant names' : ''
        const what =
          digest === undefined
            ? `image_digest${inherited} is missing.`
            : `image_digest ${JSON.stringify(digest)} is not sha256: and 64 hexadecimal digits.`
        const line = contract.manifest.lineOf(...path, 'image_digest')
        return { what, file: contract.manifest.file, line }
      })
  },
}

function isDigest(value: unknown): boolean {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)
}
