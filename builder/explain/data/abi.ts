import type { Module } from '../module/module.ts'
import { sha256 } from '../sha256.ts'
import { findZstdFrames } from './zstd-frames.ts'

/** A compressed ABI in the data, as near-sdk-rs embeds it. */
export type AbiBlob = { bytes: number; sha256: string }

/** Finds what may be a contract's ABI: near-sdk-rs embeds it compressed by Zstandard (near-sdk-macros, abi_embed.rs). */
export function findAbi({ bytes, segments }: Module): AbiBlob[] {
  return segments
    .flatMap(({ start, end }) => findZstdFrames(bytes, start, end))
    .map(({ start, end }) => ({ bytes: end - start, sha256: sha256(bytes.subarray(start, end)) }))
}
