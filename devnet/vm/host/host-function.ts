import { type I32, I64 } from '../wasm/module.ts'
import type { HostState } from './host-state.ts'

export type HostValueType = typeof I32 | typeof I64

/** A function that contracts may import from `env`. Arguments come as signed bigints, whatever their width. */
export type HostFunction = {
  params: readonly HostValueType[]
  result: HostValueType | undefined
  run: (state: HostState, ...args: bigint[]) => bigint | undefined
}

export type HostFunctions = Readonly<Record<string, HostFunction>>

/** Declares a host function of `count` 64-bit parameters that gives nothing. */
export function procedure(
  count: number,
  run: (state: HostState, ...args: bigint[]) => void,
): HostFunction {
  return {
    params: new Array<HostValueType>(count).fill(I64),
    result: undefined,
    run(state, ...args) {
      run(state, ...args)
      return undefined
    },
  }
}

/** Declares a host function of `count` 64-bit parameters that gives a 64-bit number. */
export function query(
  count: number,
  run: (state: HostState, ...args: bigint[]) => bigint,
): HostFunction {
  return { params: new Array<HostValueType>(count).fill(I64), result: I64, run }
}
