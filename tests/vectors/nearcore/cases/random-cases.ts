import { VERSIONS, type VmCase } from '../vm-case.ts'
import { randomModule } from './random-module.ts'
import { createRandomNumbers, type RandomNumbers } from './random-numbers.ts'

/** Gas enough for about a million instructions. */
const LEAST_GAS = 10n ** 12n
const LEAST_LITTLE_GAS = 10n ** 9n

/** Makes `count` calls of random contracts; every fourth is of one in which bytes have been changed, every fourth has little gas. */
export function randomCases(seed: number, count: number): VmCase[] {
  return Array.from({ length: count }, (_, i) => {
    const random = createRandomNumbers(seed + i)
    const code = randomModule(seed + i)
    const isSpoilt = i % 4 === 1
    const least = i % 4 === 3 ? LEAST_LITTLE_GAS : LEAST_GAS
    return {
      name: `random: ${seed + i}${isSpoilt ? ' with other bytes' : ''}`,
      code: isSpoilt ? withOtherBytes(random, code) : code,
      method: 'main',
      versions: VERSIONS,
      context: { prepaidGas: String(least + BigInt(random.next())) },
    }
  })
}

/** Bytes that mean something in many places. */
const MEANINGFUL = [
  0x00, 0x01, 0x05, 0x0b, 0x40, 0x6f, 0x70, 0x7b, 0x7c, 0x7f, 0x80, 0xd0, 0xfc, 0xff,
]
const HEADER_LENGTH = 8

function withOtherBytes(random: RandomNumbers, code: Uint8Array): Uint8Array {
  const bytes = [...code]
  for (let left = 1 + random.below(3); left > 0; left--) {
    const at = HEADER_LENGTH + random.below(bytes.length - HEADER_LENGTH)
    switch (random.below(5)) {
      case 0:
        bytes.splice(at, 1)
        break
      case 1:
        bytes.splice(at, 0, random.below(256))
        break
      case 2:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
        break
      case 3:
        bytes[at] = random.pick(MEANINGFUL)
        break
      default:
        bytes[at] = bytes[HEADER_LENGTH + random.below(bytes.length - HEADER_LENGTH)] ?? 0
    }
  }
  return Uint8Array.from(bytes)
}
