import { ToolchainError } from '../errors.ts'

/** One fault of a package's C source: the text that has it, and the text that does not. */
type Mend = { file: string; package: 'qjsc'; faulty: string; mended: string }

/**
 * Faults in the engine's sources that would make a contract give wrong results.
 *
 * libbf's bf_set_ui, with limbs of 32 bits, shifts the lower half of a 64-bit number right by 32 when
 * the number's highest bit is set. C leaves that undefined and WebAssembly shifts by 0, which mixes
 * the lower half into the upper one: a u64 of 2^63 or more, and a u128 with such a lower half (an
 * attached deposit of 3.5e21 yocto, say), came out wrong.
 */
const MENDS: readonly Mend[] = [
  {
    file: 'libbf.c',
    package: 'qjsc',
    faulty: 'r->tab[1] = (a1 << shift) | (a0 >> (LIMB_BITS - shift));',
    mended: 'r->tab[1] = shift == 0 ? a1 : (a1 << shift) | (a0 >> (LIMB_BITS - shift));',
  },
]

/** Mends the faults above in a tree of sources; the tree must have each of them once. */
export function mendSources(tree: Record<string, string>): void {
  for (const { file, package: name, faulty, mended } of MENDS) {
    const parts = (tree[file] ?? '').split(faulty)
    if (parts.length !== 2) {
      throw new ToolchainError(
        'PACKAGE_MISMATCH',
        `${file} of ${name} is not as version 0.3.0 has it. Install the version that package-lock.json pins with npm ci.`,
        { package: name, file },
      )
    }
    tree[file] = parts.join(mended)
  }
}
