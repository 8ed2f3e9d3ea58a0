import { type AccountId, readAccountId } from './account-id.ts'
import { NETWORK_MODES, type NetworkMode } from './attestation.ts'
import { encodeBase58 } from './base58.ts'
import { canonicalJson } from './canonical-json.ts'
import { ProtocolError } from './errors.ts'
import { type Hasher, hashTagged } from './hasher.ts'
import { readPolicyName } from './policy-name.ts'
import { readArray, readInteger, readOneOf, readOptional, readRecord } from './shape.ts'

/** One party that runs builders: it counts once, however many builder accounts it has. */
export type Operator = { name: string; accounts: AccountId[] }

/** A `k`-of-`n` over operators and earlier groups. */
export type Group = { name: string; k: number; members: string[] }

/** Which attestations count at all, and how much dissent is borne. */
export type Conditions = {
  /** Days; null: attestations do not age. */
  max_age: number | null
  /** Distinct image digests that the supporting attestations must come from. */
  min_environments: number
  network: NetworkMode[]
  /** Dissenting operators that are tolerated. */
  max_dissent: number
}

/** A policy that names who counts. */
export type NamedPolicy = Conditions & {
  operators: Operator[]
  groups: Group[]
  /** Name of the group or operator that must be satisfied. */
  quorum: string
}

/** A policy without a list: any `anyone` distinct root accounts. Accounts are cheap, so it is marked open in every answer. */
export type OpenPolicy = Conditions & { anyone: number }

/** Who counts and how many are needed. */
export type Policy = NamedPolicy | OpenPolicy

export const MAX_OPERATORS = 32
export const MAX_ACCOUNTS = 64
export const MAX_GROUPS = 16
// 100 years: more is a typing error.
const MAX_AGE_DAYS = 36_500

const CONDITIONS = ['max_age', 'min_environments', 'network', 'max_dissent'] as const

export function isOpen(policy: Policy): policy is OpenPolicy {
  return 'anyone' in policy
}

/** Reads a policy in its JSON form; throws a ProtocolError naming the field that is wrong. */
export function readPolicy(value: unknown, field = 'policy'): Policy {
  const open = typeof value === 'object' && value !== null && 'anyone' in value
  const own = open ? ['anyone'] : ['operators', 'groups', 'quorum']
  const given = readRecord(value, field, [...own, ...CONDITIONS])
  const conditions = readConditions(given, field)
  if (open) {
    const anyone = readInteger(given.anyone, `${field}.anyone`, 1, MAX_ACCOUNTS)
    return { anyone, ...conditions }
  }
  const operators = readOperators(given.operators, `${field}.operators`)
  const groups = readGroups(given.groups ?? [], `${field}.groups`, operators)
  const quorum = readPolicyName(given.quorum, `${field}.quorum`)
  if (![...operators, ...groups].some(({ name }) => name === quorum)) {
    throw new ProtocolError(`${field}.quorum`, 'must name one of the operators or groups', quorum)
  }
  return { operators, groups, quorum, ...conditions }
}

/** Returns sha256 over the policy's canonical form, in base58. Defaults are written out, so they are part of it. */
export function policyDigest(policy: Policy, hasher: Hasher): string {
  return encodeBase58(hashPolicy(canonicalJson(policy), hasher))
}

/** Hashes a policy's canonical form into the 32 bytes of its digest. */
export function hashPolicy(canonical: string, hasher: Hasher): Uint8Array {
  return hashTagged('countersign:policy:1:', canonical, hasher)
}

function readConditions(given: Record<string, unknown>, field: string): Conditions {
  return {
    max_age: readOptional(given.max_age, (v) =>
      readInteger(v, `${field}.max_age`, 1, MAX_AGE_DAYS),
    ),
    min_environments: readInteger(
      given.min_environments ?? 1,
      `${field}.min_environments`,
      1,
      MAX_ACCOUNTS,
    ),
    network: readNetworkModes(given.network ?? NETWORK_MODES, `${field}.network`),
    max_dissent: readInteger(given.max_dissent ?? 0, `${field}.max_dissent`, 0, MAX_OPERATORS),
  }
}

/** Returns the modes in the protocol's order, whatever the order they were given in. */
function readNetworkModes(value: unknown, field: string): NetworkMode[] {
  const given = readArray(value, field, 1, NETWORK_MODES.length)
  const modes = given.map((mode, i) => readOneOf(mode, `${field}[${i}]`, NETWORK_MODES))
  checkDistinct(modes, field)
  return NETWORK_MODES.filter((mode) => modes.indexOf(mode) >= 0)
}

function readOperators(value: unknown, field: string): Operator[] {
  const operators = readArray(value, field, 1, MAX_OPERATORS).map((item, i) => {
    const at = `${field}[${i}]`
    const given = readRecord(item, at, ['name', 'accounts'])
    const accounts = readArray(given.accounts, `${at}.accounts`, 1, MAX_ACCOUNTS)
    return {
      name: readPolicyName(given.name, `${at}.name`),
      accounts: accounts.map((id, j) => readAccountId(id, `${at}.accounts[${j}]`)),
    }
  })
  const accounts = operators.flatMap((operator) => operator.accounts)
  if (accounts.length > MAX_ACCOUNTS) {
    throw new ProtocolError(
      field,
      `must have at most ${MAX_ACCOUNTS} accounts in all`,
      accounts.length,
    )
  }
  checkDistinct(accounts, field)
  checkDistinct(
    operators.map(({ name }) => name),
    field,
  )
  return operators
}

function readGroups(value: unknown, field: string, operators: Operator[]): Group[] {
  const known = operators.map(({ name }) => name)
  const taken: string[] = []
  return readArray(value, field, 0, MAX_GROUPS).map((item, i) => {
    const at = `${field}[${i}]`
    const given = readRecord(item, at, ['name', 'k', 'members'])
    const name = readPolicyName(given.name, `${at}.name`)
    if (known.indexOf(name) >= 0) throw new ProtocolError(`${at}.name`, 'is taken already', name)

    const members = readArray(given.members, `${at}.members`, 1, MAX_OPERATORS + MAX_GROUPS).map(
      (member, j) => {
        const memberName = readPolicyName(member, `${at}.members[${j}]`)
        if (known.indexOf(memberName) < 0) {
          throw new ProtocolError(
            `${at}.members[${j}]`,
            'must name an operator or an earlier group',
            memberName,
          )
        }
        if (taken.indexOf(memberName) >= 0) {
          throw new ProtocolError(
            `${at}.members[${j}]`,
            'is in a group already; each name may be in one',
            memberName,
          )
        }
        taken.push(memberName)
        return memberName
      },
    )
    known.push(name)
    return { name, k: readInteger(given.k, `${at}.k`, 1, members.length), members }
  })
}

function checkDistinct(names: readonly string[], field: string): void {
  names.forEach((name, i) => {
    if (names.indexOf(name) !== i) throw new ProtocolError(field, 'names one thing twice', name)
  })
}
