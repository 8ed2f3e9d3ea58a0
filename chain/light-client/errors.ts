import { ChainError, type ChainErrorDetails } from '../errors.ts'

/** What a light client block is checked for, in order. */
export type BlockStep = 'trust' | 'form' | 'height' | 'epoch' | 'producers' | 'approvals' | 'stake'

/** What an outcome or block proof is checked for, in order. */
export type ProofStep = 'form' | 'block' | 'outcome' | 'id'

/** Says at which step a light client block was found not to continue what is trusted. */
export function invalidBlock(
  step: BlockStep,
  message: string,
  details: ChainErrorDetails = {},
): ChainError {
  return new ChainError('LIGHT_CLIENT_BLOCK_INVALID', message, { details: { step, ...details } })
}

/** Says at which step a proof was found not to lead to what is trusted. */
export function invalidProof(
  step: ProofStep,
  message: string,
  details: ChainErrorDetails = {},
): ChainError {
  return new ChainError('PROOF_INVALID', message, { details: { step, ...details } })
}
