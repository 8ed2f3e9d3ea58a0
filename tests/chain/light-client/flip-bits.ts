import type { Json, JsonObject } from './vectors.ts'

/** One bit of one value changed, in place, until the next is asked for. */
export type Flip = { path: string; value: Json }

// A JSON number that JavaScript holds exactly has 53 bits.
const NUMBER_BITS = 53n
const CHARACTER_BITS = 8

/** Changes each bit of each text, number and truth value in a JSON value, one at a time. Indexes in paths are `*`. */
export function* flipBits(value: Json, path = ''): Generator<Flip> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    const step = Array.isArray(value) ? '*' : key
    const at = path === '' ? step : `${path}.${step}`
    yield* flipBits(item, at)
    for (const changed of changesOf(item)) {
      const parent = value as JsonObject
      parent[key] = changed
      yield { path: at, value: changed }
      parent[key] = item
    }
  }
}

function* changesOf(value: Json): Generator<Json> {
  if (typeof value === 'boolean') yield !value
  if (typeof value === 'number') yield* changedNumbers(value)
  if (typeof value !== 'string') return
  for (let index = 0; index < value.length; index++) {
    for (let bit = 0; bit < CHARACTER_BITS; bit++) {
      const character = String.fromCharCode(value.charCodeAt(index) ^ (1 << bit))
      yield value.slice(0, index) + character + value.slice(index + 1)
    }
  }
}

function* changedNumbers(value: number): Generator<number> {
  for (let bit = 0n; bit < NUMBER_BITS; bit++) yield Number(BigInt(value) ^ (1n << bit))
}
