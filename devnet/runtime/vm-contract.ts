import { decodeHash } from '../primitives/hash.ts'
import type { VmContract } from '../vm/types.ts'
import type { Account } from './types.ts'

/** Tells a contract which code its account runs. */
export function vmContract({ contract }: Account): VmContract {
  switch (contract.kind) {
    case 'none':
    case 'global_by_account':
      return contract
    case 'local':
    case 'global':
      return { kind: contract.kind, hash: decodeHash(contract.hash) }
  }
}
