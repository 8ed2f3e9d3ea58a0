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

/** Reads a code hash that is given once. */
export function readCodeHashArgument(text: string): string {
  if (!isCodeHash(text)) throw new InvalidArgumentError('It must be 32 bytes in base58.')
  return text
}

/** Reads a block: a height, or a hash in base58. */
export function readBlock(text: string): { block_id: number | string } {
  if (/^\d{1,15}$/.test(text)) return { block_id: Number(text) }
  if (isCodeHash(text)) return { block_id: text }
  throw new InvalidArgumentError('It must be the height or the hash of a block.')
}

/** Reads a whole number from 1 on. */
export function readCount(text: string): number {
  const count = Number(text)
  if (!/^\d{1,6}$/.test(text) || count === 0) {
    throw new InvalidArgumentError('It must be a whole number, at least 1.')
  }
  return count
}

export function readSeconds(text: string): number {
  const seconds = Number(text)
  if (!/^\d{1,6}$/.test(text) || seconds === 0) {
    throw new InvalidArgumentError('It must be a number of seconds, at least 1.')
  }
  return seconds
}

/** Collects `https://…=/folder` pairs: where repositories are fetched from instead. */
export function readMirrors(
  text: string,
  before: Record<string, string> | undefined,
): Record<string, string> {
  const at = text.indexOf('=')
  const [url, folder] = [text.slice(0, at), text.slice(at + 1)]
  if (at < 0 || !url.startsWith('https://') || folder === '') {
    throw new InvalidArgumentError('It must be <https URL of the repository>=<folder>.')
  }
  return { ...before, [url.replace(/(\.git)?\/*$/, '')]: folder }
}
