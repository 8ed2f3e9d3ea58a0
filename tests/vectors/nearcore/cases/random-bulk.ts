import type { Surroundings } from './random-body.ts'
import { randomConstant, smallAddress } from './random-constants.ts'
import type { RandomNumbers } from './random-numbers.ts'
import type { RandomStack } from './random-stack.ts'
import { FUNCREF, I32, signed, unsigned } from './wasm-writer.ts'

/** Writes an instruction on the memory as a whole. */
export function writeMemoryInstruction(
  random: RandomNumbers,
  stack: RandomStack,
  around: Surroundings,
): void {
  const segment = unsigned(random.below(Math.max(around.dataSegments, 1)))
  const hasData = around.dataSegments > 0
  const sizes = () => [...place(random), ...place(random), ...place(random)]
  switch (random.below(7)) {
    case 0:
      stack.write(...sizes(), 0xfc, 11, 0)
      break
    case 1:
      stack.write(...sizes(), 0xfc, 10, 0, 0)
      break
    case 2:
      if (hasData) stack.write(...sizes(), 0xfc, 8, ...segment, 0)
      break
    case 3:
      if (hasData) stack.write(0xfc, 9, ...segment)
      break
    case 4:
      stack.write(0x41, ...signed(BigInt(random.pick(GROWTHS))), 0x40, 0)
      stack.give(I32)
      break
    default:
      stack.plain([0x3f, 0], [], I32)
  }
}

const GROWTHS = [0, 0, 1, 1, 2, 3, 1_023, 1_024, 1_025, -1]

function place(random: RandomNumbers): number[] {
  return random.oneIn(8) ? randomConstant(random, I32, []) : smallAddress(random)
}

/** Writes an instruction on the table. */
export function writeTableInstruction(
  random: RandomNumbers,
  stack: RandomStack,
  around: Surroundings,
): void {
  const index = (): number[] => [0x41, ...signed(BigInt(random.below(12)))]
  const reference = (): number[] => randomConstant(random, FUNCREF, around.declared)
  const segment = unsigned(random.below(Math.max(around.elementSegments, 1)))
  switch (random.below(9)) {
    case 0:
      stack.write(...index(), 0x25, 0)
      stack.give(FUNCREF)
      break
    case 1:
      stack.write(...index(), ...reference(), 0x26, 0)
      break
    case 2:
      stack.plain([0xfc, 16, 0], [], I32)
      break
    case 3:
      stack.write(...reference(), ...(random.oneIn(4) ? place(random) : index()), 0xfc, 15, 0)
      stack.give(I32)
      break
    case 4:
      stack.write(...index(), ...reference(), ...index(), 0xfc, 17, 0)
      break
    case 5:
      stack.write(...index(), ...index(), ...index(), 0xfc, 14, 0, 0)
      break
    case 6:
      stack.write(...index(), ...index(), ...index(), 0xfc, 12, ...segment, 0)
      break
    case 7:
      stack.write(0xfc, 13, ...segment)
      break
    default:
      stack.plain([0xd1], [FUNCREF], I32)
  }
}
