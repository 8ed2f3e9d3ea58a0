import type { NetworkMode } from '../answers.gen.ts'

/** Says what a build could reach. */
export const NETWORK_WORDS: Readonly<Record<NetworkMode, string>> = {
  NONE: 'without network',
  FETCH_THEN_NONE: 'network for fetching only',
  ONLINE: 'with network throughout',
}
