import {
  storageHasKeyRaw,
  storageReadRaw,
  storageRemoveRaw,
  storageWriteRaw,
  utf8,
  utf8Text,
} from '../host.ts'
import { invitationKey, operatorKey } from './keys.ts'

// Which operator an account has declared, and whom operators have invited.

const NOTHING = new Uint8Array(0)

export function readOperator(account: string): string | null {
  const record = storageReadRaw(operatorKey(account))
  return record === null ? null : utf8Text(record)
}

export function writeOperator(account: string, operator: string): void {
  storageWriteRaw(operatorKey(account), utf8(operator))
}

export function removeOperator(account: string): void {
  storageRemoveRaw(operatorKey(account))
}

export const isInvited = (operator: string, account: string): boolean =>
  storageHasKeyRaw(invitationKey(operator, account))

/** Tells whether it was not there. */
export const addInvitation = (operator: string, account: string): boolean =>
  !storageWriteRaw(invitationKey(operator, account), NOTHING)

/** Tells whether it was there. */
export const removeInvitation = (operator: string, account: string): boolean =>
  storageRemoveRaw(invitationKey(operator, account))
