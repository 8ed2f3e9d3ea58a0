// The door of the light client: what is proven without trusting the node that says it.

export { applyLightClientBlock } from './apply-block.ts'
export { createLightClient, type LightClient } from './light-client.ts'
export type { ProvenOutcome, ProvenStatus } from './proven-outcome.ts'
export type { Producer, TrustedHead, TrustedState } from './trusted-state.ts'
export {
  type Proven,
  type ProvenBlock,
  type TrustedRoot,
  verifyBlockProof,
  verifyOutcomeProof,
} from './verify-proof.ts'
