import type { ActionFees } from './action-fees.ts'
import type { Economics } from './economics.ts'
import type { Features } from './features.ts'
import type { HostCosts } from './host-costs.ts'
import type { Instructions } from './instructions.ts'
import type { Limits } from './limits.ts'
import type { Sharding } from './sharding.ts'

type Tables = {
  instructions: Instructions
  hostCosts: HostCosts
  actionFees: ActionFees
  limits: Limits
  economics: Economics
  features: Features
  sharding: Sharding
}

/** Everything that a protocol version decides. Gas in gas units, amounts in yocto. */
export type ProtocolParameters = Readonly<Tables> & { readonly protocolVersion: number }

/** What a version changed over the one before it. */
export type ParameterChanges = { readonly [T in keyof Tables]?: Partial<Tables[T]> }
