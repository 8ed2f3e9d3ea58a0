// @countersign intrinsics=minimal
import {
  input,
  log,
  predecessorAccountId,
  storageRead,
  storageWrite,
  valueReturn,
} from 'near-sdk-js/lib/api.js'
import { shout } from './words.ts'

/** Keeps one note an account. */
export function write_note(): void {
  const { text } = JSON.parse(input()) as { text: string }
  if (typeof text !== 'string') throw new Error('text must be a string')
  storageWrite(predecessorAccountId(), text)
  log(shout('written'))
}

export function read_note(): void {
  const { account } = JSON.parse(input()) as { account: string }
  valueReturn(JSON.stringify(storageRead(account)))
}
