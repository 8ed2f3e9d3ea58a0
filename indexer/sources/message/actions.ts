import { type AccountId, isImplicitAccount } from '../../../protocol/account-id.ts'
import { encodeBase58 } from '../../../protocol/base58.ts'
import { type CodeHash, HASH_BYTES } from '../../../protocol/code-hash.ts'
import type { RunningCode } from '../../block.ts'
import {
  type Action,
  badBlock,
  checked,
  deployShape,
  useByAccountShape,
  useByHashShape,
} from './shape.ts'

// Names of nearcore's `ActionView` (core/primitives/src/views.rs).
const CHANGING: ReadonlySet<string> = new Set([
  'CreateAccount',
  'DeployContract',
  'UseGlobalContract',
  'UseGlobalContractByAccountId',
  'DeterministicStateInit',
  'DeleteAccount',
])

/** Tells whether an account may run other code after a receipt of these actions. */
export function mayChangeCode(accountId: AccountId, actions: readonly Action[]): boolean {
  return actions.some((action) => {
    const name = nameOf(action)
    // What is sent to an id that is no name makes the account where there is none.
    return CHANGING.has(name) || (name === 'Transfer' && isImplicitAccount(accountId))
  })
}

/** Returns what an account runs after a receipt, as far as its actions alone tell. */
export function codeAfter(actions: readonly Action[], height: number): RunningCode | undefined {
  let code: RunningCode | undefined
  for (const action of actions) code = codeOf(action, height) ?? code
  return code
}

function codeOf(action: Action, height: number): RunningCode | undefined {
  const held = heldBy(action)
  switch (nameOf(action)) {
    case 'CreateAccount':
      return { kind: 'none' }
    case 'DeployContract':
      return { kind: 'local', hash: deployedHash(held, height) }
    case 'UseGlobalContract':
      return { kind: 'global_hash', hash: checked(useByHashShape, held, height).code_hash }
    case 'UseGlobalContractByAccountId':
      return { kind: 'global_account', owner: checked(useByAccountShape, held, height).account_id }
    case 'DeleteAccount':
      return { kind: 'deleted' }
    default:
      // DeterministicStateInit does nothing to an account that has code, and the actions do not tell whether it has.
      return undefined
  }
}

/** Tells whether an account shares code under its name by these actions. */
export function sharesCode(actions: readonly Action[]): boolean {
  return actions.some(isShare)
}

/** Returns the code that an account shares under its name by these actions; the last of them is what counts. */
export function sharedCode(actions: readonly Action[], height: number): CodeHash | undefined {
  const action = actions.findLast(isShare)
  return action && deployedHash(heldBy(action), height)
}

function isShare(action: Action): boolean {
  return nameOf(action) === 'DeployGlobalContractByAccountId'
}

/** Reads the hash that views show in place of the code, in base64. */
function deployedHash(held: unknown, height: number): CodeHash {
  const bytes = Buffer.from(checked(deployShape, held, height).code, 'base64')
  if (bytes.length !== HASH_BYTES) {
    throw badBlock(height, 'code', `must be ${HASH_BYTES} bytes in base64, has ${bytes.length}`)
  }
  return encodeBase58(bytes)
}

function nameOf(action: Action): string {
  return typeof action === 'string' ? action : (Object.keys(action)[0] ?? '')
}

function heldBy(action: Action): unknown {
  return typeof action === 'string' ? undefined : Object.values(action)[0]
}
