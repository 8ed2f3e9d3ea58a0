import { writeFile } from 'node:fs/promises'
import { altBn128Cases } from './cases/alt-bn128.ts'
import { bls12381Cases } from './cases/bls12-381.ts'
import { hostCallCases } from './cases/host-calls.ts'
import { limitCases } from './cases/limits.ts'
import { programCases } from './cases/programs.ts'
import { randomCases } from './cases/random-cases.ts'
import { nearcoreVectors } from './nearcore-vectors.ts'
import { writeVectors } from './vector-file.ts'

const SOURCE = 'near-vm-runner 0.38.0'

const files = {
  'vm-host-calls': hostCallCases,
  'vm-limits': limitCases,
  'vm-programs': programCases,
  'vm-curves': () => [...altBn128Cases(), ...bls12381Cases()],
  'vm-random': () => randomCases(1, 60),
}

for (const [name, cases] of Object.entries(files)) {
  const vectors = await nearcoreVectors(cases())
  await writeFile(new URL(`${name}.json`, import.meta.url), writeVectors(SOURCE, vectors))
}
