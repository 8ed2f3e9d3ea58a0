import { notSupported } from '../errors.ts'
import { type HostFunctions, procedure } from './host-function.ts'
import { readAccountId } from './read-arguments.ts'

/** The validators API; it answers what the context knows and refuses to guess. */
export const validatorFunctions: HostFunctions = {
  validator_stake: procedure(3, (state, length, pointer, stakePointer) => {
    state.gas.payBase('BASE')
    const accountId = readAccountId(state, pointer, length)
    state.gas.payBase('VALIDATOR_STAKE_BASE')
    const { validatorStake } = state.context
    if (validatorStake === undefined)
      throw notSupported('the stake of validators is not known here')
    state.memory.writeU128(stakePointer, validatorStake(accountId))
  }),
  validator_total_stake: procedure(1, (state, stakePointer) => {
    state.gas.payBase('BASE')
    state.gas.payBase('VALIDATOR_TOTAL_STAKE_BASE')
    const { validatorTotalStake } = state.context
    if (validatorTotalStake === undefined) {
      throw notSupported('the total stake of validators is not known here')
    }
    state.memory.writeU128(stakePointer, validatorTotalStake)
  }),
}
