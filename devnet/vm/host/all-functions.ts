import { I32 } from '../wasm/module.ts'
import { actionFunctions } from './action-functions.ts'
import { altBn128Functions } from './alt-bn128-functions.ts'
import { bls12381Functions } from './bls12-381-functions.ts'
import { contextFunctions } from './context-functions.ts'
import { endingFunctions } from './ending-functions.ts'
import { globalContractFunctions } from './global-contract-functions.ts'
import { hashFunctions } from './hash-functions.ts'
import type { HostFunctions } from './host-function.ts'
import { keyFunctions } from './key-functions.ts'
import { promiseFunctions } from './promise-functions.ts'
import { refusedFunctions } from './refused-functions.ts'
import { registerFunctions } from './register-functions.ts'
import { signatureFunctions } from './signature-functions.ts'
import { stateInitFunctions } from './state-init-functions.ts'
import { storageFunctions } from './storage-functions.ts'
import { validatorFunctions } from './validator-functions.ts'
import { yieldFunctions, yieldWithIdFunctions } from './yield-functions.ts'

/** Everything that a contract may import from `env` at some protocol version; see `host-functions-of.ts` for which. */
export const hostFunctions: HostFunctions = {
  ...registerFunctions,
  ...contextFunctions,
  ...hashFunctions,
  ...signatureFunctions,
  ...altBn128Functions,
  ...bls12381Functions,
  ...endingFunctions,
  ...promiseFunctions,
  ...actionFunctions,
  ...keyFunctions,
  ...globalContractFunctions,
  ...stateInitFunctions,
  ...yieldFunctions,
  ...yieldWithIdFunctions,
  ...storageFunctions,
  ...validatorFunctions,
  ...refusedFunctions,
  // Older tools had contracts count their own instructions; nearcore keeps charging what such a contract says.
  gas: {
    params: [I32],
    result: undefined,
    run(state, count = 0n) {
      state.gas.burn(
        Number(BigInt.asUintN(32, count)) * state.parameters.instructions.regularOpCost,
      )
      return undefined
    },
  },
}
