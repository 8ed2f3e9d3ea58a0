import { EVENT_STANDARD, EVENT_VERSION } from '../../protocol/event.ts'
import { view } from '../method.ts'

/**
 * Answers the contract's source metadata (NEP-330 1.3.0).
 *
 * It states no `build_info`: a commit cannot hold the hash of a wasm that holds the commit. The recipe comes from whoever attests, and
 * the same sources give the same bytes in every commit.
 */
export const contract_source_metadata = view([], () => ({
  version: '0.1.0',
  link: 'https://github.com/countersign/countersign',
  standards: [
    { standard: 'nep330', version: '1.3.0' },
    { standard: 'nep297', version: '1.0.0' },
    { standard: 'nep145', version: '1.0.0' },
    { standard: EVENT_STANDARD, version: EVENT_VERSION },
  ],
  build_info: null,
}))
