import { DevnetError } from '../errors.ts'
import { actionFees57 } from './action-fees.ts'
import { economics57 } from './economics.ts'
import { features57 } from './features.ts'
import { hostCosts57 } from './host-costs.ts'
import { instructions57 } from './instructions.ts'
import { limits57 } from './limits.ts'
import { sharding57 } from './sharding.ts'
import type { ParameterChanges, ProtocolParameters } from './types.ts'
import { changes84 } from './version-84.ts'
import { changes85 } from './version-85.ts'
import { changes87 } from './version-87.ts'
import { changes88 } from './version-88.ts'

export type { ActionCost, ActionFee, ActionFees } from './action-fees.ts'
export type { FeatureName, Features } from './features.ts'
export type { HostCost, HostCosts } from './host-costs.ts'
export type { Metering } from './instructions.ts'
export { type Limits, UNLIMITED } from './limits.ts'
export type { ProtocolParameters } from './types.ts'

/** The version in force on mainnet since 2026-11-06. Source: nearcore `core/primitives/src/version.rs` (mainnet's upgrade schedule). */
export const DEFAULT_PROTOCOL_VERSION = 88

const parameters57: ProtocolParameters = {
  protocolVersion: 57,
  instructions: instructions57,
  hostCosts: hostCosts57,
  actionFees: actionFees57,
  limits: limits57,
  economics: economics57,
  features: features57,
  sharding: sharding57,
}

const parameters84 = changed(parameters57, 84, changes84)
const parameters85 = changed(parameters84, 85, changes85)
const parameters86 = changed(parameters85, 86, {})
const parameters87 = changed(parameters86, 87, changes87)
const parameters88 = changed(parameters87, 88, changes88)

const ALL = [
  parameters57,
  parameters84,
  parameters85,
  parameters86,
  parameters87,
  parameters88,
] as const

/** The protocol versions that there are parameters of, the oldest first. */
export const PROTOCOL_VERSIONS: readonly number[] = ALL.map((each) => each.protocolVersion)

/** Gives a protocol version's parameters. Throws `BAD_OPTION` for a version that is not one of `PROTOCOL_VERSIONS`. */
export function protocolParameters(version: number = DEFAULT_PROTOCOL_VERSION): ProtocolParameters {
  const found = ALL.find(({ protocolVersion }) => protocolVersion === version)
  if (found) return found
  const known = PROTOCOL_VERSIONS.join(', ')
  const text = `Protocol version ${version} is not known; use one of ${known}.`
  throw new DevnetError('BAD_OPTION', text, {
    option: 'protocolVersion',
    value: String(version),
  })
}

function changed(
  before: ProtocolParameters,
  protocolVersion: number,
  changes: ParameterChanges,
): ProtocolParameters {
  return {
    protocolVersion,
    instructions: { ...before.instructions, ...changes.instructions },
    hostCosts: { ...before.hostCosts, ...changes.hostCosts },
    actionFees: { ...before.actionFees, ...changes.actionFees },
    limits: { ...before.limits, ...changes.limits },
    economics: { ...before.economics, ...changes.economics },
    features: { ...before.features, ...changes.features },
    sharding: { ...before.sharding, ...changes.sharding },
  }
}
