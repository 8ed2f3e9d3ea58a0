import { innerHash, innerRestHash } from '../chain/block-hash.ts'
import type { Block } from '../chain/types.ts'
import type { Validator } from '../chain/validator.ts'
import { encodeHash } from '../primitives/hash.ts'
import type { JsonObject } from '../primitives/json.ts'
import { signatureText, timestamps } from './block-view.ts'

/** A block as far as light clients read it, as nearcore's `LightClientBlockLiteView`. */
export function lightClientBlockLiteView({ header }: Block): JsonObject {
  return {
    prev_block_hash: header.prevHash,
    inner_rest_hash: encodeHash(innerRestHash(header)),
    inner_lite: {
      height: header.height,
      epoch_id: header.epochId,
      next_epoch_id: header.nextEpochId,
      prev_state_root: header.prevStateRoot,
      outcome_root: header.outcomeRoot,
      ...timestamps(header.timestamp),
      next_bp_hash: header.nextBpHash,
      block_merkle_root: header.blockMerkleRoot,
    },
  }
}

/** A block with what makes it final, as nearcore's `LightClientBlockView`: of the two blocks after it the inner hash and the approvals. */
export function lightClientBlockView(
  { block, next, afterNext }: { block: Block; next: Block; afterNext: Block },
  validator: Validator,
): JsonObject {
  return {
    ...lightClientBlockLiteView(block),
    next_block_inner_hash: encodeHash(innerHash(next.header)),
    next_bps: [
      {
        validator_stake_struct_version: 'V1',
        account_id: validator.accountId,
        public_key: validator.publicKey,
        stake: validator.stake.toString(),
      },
    ],
    approvals_after_next: afterNext.header.approvals.map(signatureText),
  }
}
