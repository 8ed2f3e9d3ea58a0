import { type HostFunction, procedure, query } from './host-function.ts'
import { type HostState, refuseInView } from './host-state.ts'

/** Declares an action's host function of `count` 64-bit parameters: it pays the base, refuses views, then runs. */
export function declareAction(
  name: string,
  count: number,
  run: (state: HostState, ...args: bigint[]) => void,
): HostFunction {
  return procedure(count, (state, ...args) => {
    state.gas.payBase('BASE')
    refuseInView(state, name)
    run(state, ...args)
  })
}

/** The same for one that gives a 64-bit number. */
export function declareCountedAction(
  name: string,
  count: number,
  run: (state: HostState, ...args: bigint[]) => bigint,
): HostFunction {
  return query(count, (state, ...args) => {
    state.gas.payBase('BASE')
    refuseInView(state, name)
    return run(state, ...args)
  })
}
