import { writeFile } from 'node:fs/promises'
import { askNearcore } from './ask-nearcore.ts'
import { altBn128Cases } from './cases/alt-bn128.ts'
import { bls12381Cases } from './cases/bls12-381.ts'
import { checkCases } from './cases/checks.ts'
import { hostCallCases } from './cases/host-calls.ts'
import { hostLimitCases } from './cases/host-limits.ts'
import { limitCases } from './cases/limits.ts'
import { primitiveRequests } from './cases/primitives.ts'
import { programCases } from './cases/programs.ts'
import { randomCases } from './cases/random-cases.ts'
import { nearcoreVectors } from './nearcore-vectors.ts'
import { writeVectors } from './vector-file.ts'

const VM_SOURCE = 'near-vm-runner 0.38.0'
const PRIMITIVES_SOURCE = 'near-primitives 0.38.0'

const files = {
  'vm-host-calls': hostCallCases,
  'vm-host-limits': hostLimitCases,
  'vm-limits': limitCases,
  'vm-programs': programCases,
  'vm-checks': checkCases,
  'vm-curves': () => [...altBn128Cases(), ...bls12381Cases()],
  'vm-random': () => randomCases(1, 60),
}

for (const [name, cases] of Object.entries(files)) {
  const vectors = await nearcoreVectors(cases())
  await writeFile(new URL(`${name}.json`, import.meta.url), writeVectors(VM_SOURCE, vectors))
}

const requests = primitiveRequests()
const answers = await askNearcore(
  'primitives',
  requests.map((request) => JSON.stringify(request)),
)
const lines = requests.map((request, i) => JSON.stringify({ request, answer: answers[i] }))
await writeFile(
  new URL('primitives.json', import.meta.url),
  `{"source":"${PRIMITIVES_SOURCE}",\n"vectors":[\n${lines.join(',\n')}\n]}\n`,
)
