import { encodeBase58 } from '../../protocol/base58.ts'
import { view } from '../method.ts'
import { readHead } from '../state/head.ts'

/** Answers `{seq, head}`: how many events there are, and the hash chain's head in base58. */
export const get_head = view([], () => {
  const { seq, head } = readHead()
  return { seq, head: encodeBase58(head) }
})
