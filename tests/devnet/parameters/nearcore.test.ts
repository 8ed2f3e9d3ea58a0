import { createHash } from 'node:crypto'
import test from 'ava'
import { PROTOCOL_VERSIONS, protocolParameters } from '../../../devnet/parameters/index.ts'
import type { Json } from '../../../devnet/primitives/json.ts'
import { runtimeConfig } from '../../../devnet/rpc/runtime-config.ts'

/**
 * sha256 over each version's parameters in the snapshots that nearcore's tests hold its own to (crate near-parameters 0.38.0, `src/snapshots`): a line
 * `path=value` for each number, sorted. Computed outside this project. 86 has no snapshot, since it changed nothing.
 */
const digests: Readonly<Record<number, string>> = {
  57: '3bf4425e477feacea4c11a49a483a9d8422ef8708dd934b921da4ca38057dea7',
  84: '6548fb353ee2e54a8bbca9b5fb8ead358d5d9f10fd587eaea86608e3f081a0fc',
  85: '8dfdd1dbcd9a6fdfd8eb35c2d477f15a537e3cd818af78d8143f084c9e160c12',
  86: '8dfdd1dbcd9a6fdfd8eb35c2d477f15a537e3cd818af78d8143f084c9e160c12',
  87: '41006abe0259b92da11bda82e368c31c660b373f348b8c1b69d3be66935beacd',
  88: '9513bd2762b19ed42cc97ea6aa903e845d1d3dcc53f952728247911842601510',
}

const NOT_THERE = ['wasm_config.vm_kind=', 'wasm_config.saturating_float_to_int='] as const

function lines(value: Json, path: string): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return [`${path}=${String(value)}\n`]
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    lines(inner ?? null, path === '' ? name : `${path}.${name}`),
  )
}

for (const version of PROTOCOL_VERSIONS) {
  test(`the parameters of protocol ${version} are nearcore's, number for number`, (t) => {
    const all = lines(runtimeConfig(protocolParameters(version)), '')
    const numbers = all.filter((line) => !NOT_THERE.some((path) => line.startsWith(path)))
    const hash = createHash('sha256').update(numbers.toSorted().join(''))
    t.is(hash.digest('hex'), digests[version] ?? '')
  })
}

test('a version that is not known is refused with those that are', (t) => {
  for (const version of [0, 56, 83, 89, 88.5, Number.NaN]) {
    t.throws(() => protocolParameters(version), {
      message: `Protocol version ${version} is not known; use one of ${PROTOCOL_VERSIONS.join(', ')}.`,
      code: 'BAD_OPTION',
    })
  }
})
