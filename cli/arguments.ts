import { InvalidArgumentError } from '@commander-js/extra-typings'
import { isAccountId } from '../protocol/account-id.ts'
import { isCodeHash } from '../protocol/code-hash.ts'
import { type Network, networkOf } from './networks.ts'
import { parsePort } from './port.ts'

// Readers of command-line values; each throws what commander shows with the option's name.

export function readPort(text: string): number {
  const port = parsePort(text)
  if (port === undefined) {
    throw new InvalidArgumentError('It must be a port from 0 (any free one) to 65535.')
  }
  return port
}

export function readHeight(text: string): number {
  const height = Number(text)
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a block height.')
  return height
}

export function readAccount(text: string): string {
  if (!isAccountId(text)) throw new InvalidArgumentError('It must be a NEAR account id.')
  return text
}

/** Collects the accounts of an argument that may be given more than once. */
export function readAccounts(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), readAccount(text)]
}

/** Collects ids and hashes of an option that may be given more than once. */
export function readHash(text: string, before: string[] | undefined): string[] {
  if (!isCodeHash(text)) throw new InvalidArgumentError('It must be 32 bytes in base58.')
  return [...(before ?? []), text]
}

export function readUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidArgumentError('It must be an http or https URL.')
  }
  return text
}

export function readNetwork(text: string): Network {
  const network = networkOf(text)
  if (network === undefined) {
    throw new InvalidArgumentError('It must be mainnet, testnet, devnet or the URL of an RPC.')
  }
  return network
}

/** Collects the URLs of an option that may be given more than once. */
export function readUrls(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), readUrl(text)]
}
