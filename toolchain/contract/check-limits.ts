import { NEAR_PAGES } from '../engine/optimise.ts'
import { ToolchainError } from '../errors.ts'
import { createWasmReader, readBodies, readSections, SECTION } from '../wasm-reader.ts'

// nearcore, core/parameters/res/runtime_configs: in force since protocol 84 (69.yaml, 84.yaml), unchanged up to 88.
const MAX_CONTRACT_BYTES = 4_194_304
// max_transaction_size is 1,572,864; signer, keys and signature take some hundred bytes of it.
const MAX_DEPLOYABLE_BYTES = 1_572_000
const MAX_FUNCTIONS = 10_000
const MAX_BODY_BYTES = 196_608

/**
 * Checks what a contract's author can run into: NEAR refuses to deploy, or to call, what is larger.
 *
 * @throws ToolchainError `LIMIT_EXCEEDED` with the limit and the value.
 */
export function checkLimits(wasm: Uint8Array, entry: string): void {
  const { bodies, pages } = measure(wasm)
  const checks: [what: string, value: number, limit: number][] = [
    ['bytes of wasm', wasm.length, MAX_CONTRACT_BYTES],
    ['bytes of wasm that one transaction can deploy', wasm.length, MAX_DEPLOYABLE_BYTES],
    ['functions', bodies.length, MAX_FUNCTIONS],
    ['bytes in one function', Math.max(0, ...bodies), MAX_BODY_BYTES],
    // NEAR gives this many whatever the module asks for, and the snapshot must fit.
    ['memory pages of 65,536 bytes at the start', pages, NEAR_PAGES.initial],
  ]
  for (const [what, value, limit] of checks) {
    if (value <= limit) continue
    throw new ToolchainError(
      'LIMIT_EXCEEDED',
      `${entry} compiles to ${value} ${what}; NEAR takes at most ${limit}. Leave out packages, large constants or what the module body keeps.`,
      { limit, value },
    )
  }
}

/** Reads function sizes and memory out of a module (WebAssembly core specification, 5.5.5 and 5.5.13). */
function measure(wasm: Uint8Array): { bodies: number[]; pages: number } {
  const sections = readSections(wasm)
  const memory = sections.find(({ id }) => id === SECTION.memory)
  const code = sections.find(({ id }) => id === SECTION.code)
  const bodies = code === undefined ? [] : readBodies(wasm, code)
  return {
    bodies: bodies.map(({ start, end }) => end - start),
    pages: memory === undefined ? 0 : readPages(wasm, memory.start),
  }
}

function readPages(wasm: Uint8Array, at: number): number {
  const reader = createWasmReader(wasm, at)
  if (reader.unsigned() === 0) return 0
  reader.byte() // flags
  return reader.unsigned()
}
