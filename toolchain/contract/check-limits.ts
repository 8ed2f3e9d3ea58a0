import { NEAR_PAGES } from '../engine/optimise.ts'
import { ToolchainError } from '../errors.ts'

// nearcore, core/parameters/res/runtime_configs/parameters.snap (protocol 84).
const MAX_CONTRACT_BYTES = 4_194_304
// max_transaction_size is 1,572,864; signer, keys and signature take some hundred bytes of it.
const MAX_DEPLOYABLE_BYTES = 1_572_000
const MAX_FUNCTIONS = 10_000
const MAX_BODY_BYTES = 196_608

const MEMORY_SECTION = 5
const CODE_SECTION = 10
const HEADER_BYTES = 8

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
  const bodies: number[] = []
  let pages = 0
  let at = HEADER_BYTES
  while (at < wasm.length) {
    const id = wasm[at]
    const section = readVarUint(wasm, at + 1)
    at = section.next
    if (id === MEMORY_SECTION) {
      const count = readVarUint(wasm, at)
      // One byte of flags, then the pages at the start.
      if (count.value > 0) pages = readVarUint(wasm, count.next + 1).value
    }
    if (id === CODE_SECTION) {
      let body = readVarUint(wasm, at)
      for (let left = body.value; left > 0; left--) {
        body = readVarUint(wasm, body.next)
        bodies.push(body.value)
        body.next += body.value
      }
    }
    at += section.value
  }
  return { bodies, pages }
}

/** Reads an unsigned LEB128 number. */
function readVarUint(bytes: Uint8Array, from: number): { value: number; next: number } {
  let value = 0
  let next = from
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[next++] ?? 0
    value += (byte & 127) * scale
    if (byte < 128) return { value, next }
  }
}
