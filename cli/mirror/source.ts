import type { BlockSource, RequestOptions, Wanted } from '../../indexer/index.ts'
import { namedNetwork } from '../networks.ts'

export const SOURCES = ['neardata', 'rpc', 'lake'] as const

/** What the command line says of where blocks come from; what it leaves out is the network's own. */
export type SourceChoice = {
  /** Name of a network, or a chain id. */
  network: string
  source: (typeof SOURCES)[number]
  blocks?: readonly string[] | undefined
  rpc?: readonly string[] | undefined
  lookAhead?: number | undefined
  maxRate?: number | undefined
  lakeBucket?: string | undefined
  lakeRegion?: string | undefined
  lakeEndpoint?: string | undefined
}

/** Where blocks come from, with all that was left out; or which option is missing. */
export type Origin = {
  chainId: string
  open: (wanted: Wanted, options: RequestOptions) => Promise<BlockSource>
  /** RPCs to compare with; empty: none is known. */
  rpc: readonly string[]
}

export type Missing = { missing: string }

/** Finds out where blocks come from. URLs of the command line are never mixed with a network's own: they may be of another chain. */
export function originOf(choice: SourceChoice): Origin | Missing {
  const network = namedNetwork(choice.network)
  const isOwn = choice.blocks === undefined && choice.rpc === undefined
  const rpc = choice.rpc ?? (isOwn ? (network?.rpc ?? []) : [])
  const asked = {
    lookAhead: choice.lookAhead,
    maxPerMinute: choice.maxRate ?? (isOwn ? (network?.maxPerMinute ?? undefined) : undefined),
  }
  const common = { chainId: network?.chainId ?? choice.network, rpc }

  switch (choice.source) {
    case 'neardata': {
      const urls = choice.blocks ?? network?.blocks ?? []
      if (urls.length === 0) return { missing: '--blocks <url...>' }
      const open: Origin['open'] = async (wanted, options) => {
        const { createNeardataSource } = await import('../../indexer/index.ts')
        return createNeardataSource({ urls, wanted, ...asked, ...options })
      }
      return { ...common, open }
    }
    case 'rpc': {
      const urls = choice.blocks ?? rpc
      if (urls.length === 0) return { missing: '--rpc <url...>' }
      const open: Origin['open'] = async (wanted, options) => {
        const { createRpcSource } = await import('../../indexer/index.ts')
        return createRpcSource({ urls, wanted, ...asked, ...options })
      }
      return { ...common, open }
    }
    case 'lake': {
      const bucket = choice.lakeBucket ?? network?.lake?.bucket
      const region = choice.lakeRegion ?? network?.lake?.region
      if (bucket === undefined) return { missing: '--lake-bucket <name>' }
      if (region === undefined) return { missing: '--lake-region <name>' }
      // The network's own limit is that of its servers; a bucket has none.
      const { lookAhead, maxRate: maxPerMinute, lakeEndpoint: endpoint } = choice
      const open: Origin['open'] = async (wanted, options) => {
        const { createLakeSource } = await import('../../indexer/index.ts')
        const given = { bucket, region, endpoint, wanted, lookAhead, maxPerMinute }
        return createLakeSource({ ...given, ...options })
      }
      return { ...common, open }
    }
  }
}
