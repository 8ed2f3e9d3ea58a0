import { encodeBase58 } from '../../protocol/base58.ts'
import { compareCustom } from './custom/compare-custom.ts'
import { findAbi } from './data/abi.ts'
import { compareSegments } from './data/compare-segments.ts'
import { compareTexts } from './data/compare-texts.ts'
import { compareMetadata, findMetadata } from './data/metadata.ts'
import type { Explanation, FileSummary } from './document.ts'
import { compareFunctions } from './functions/compare-functions.ts'
import { readSide, type Side } from './functions/side.ts'
import { compareExports, compareImports } from './interface.ts'
import { readModule } from './module/read-module.ts'
import { findReasons } from './reasons/find-reasons.ts'
import { compareSections, haveSameOrder } from './sections.ts'
import { compareSettings } from './settings.ts'
import { sha256 } from './sha256.ts'
import { saySide } from './unreadable.ts'

/**
 * Says why two builds of a contract differ: part by part, and what likely made the difference.
 *
 * @throws BuilderError `MALFORMED_WASM` if one of the two is no module: details say which, at which byte, and what is wrong there;
 * `WASM_TOO_LARGE` if it has more of something than a contract can have.
 */
export function explain(wasmOfA: Uint8Array, wasmOfB: Uint8Array): Explanation {
  const a = read('a', wasmOfA)
  const b = read('b', wasmOfB)
  const left = { module: a.module, metadata: findMetadata(a.module) }
  const right = { module: b.module, metadata: findMetadata(b.module) }
  const { report, areCounterparts } = compareFunctions(a, b)
  const findings = {
    format: 1 as const,
    identical: Buffer.compare(wasmOfA, wasmOfB) === 0,
    a: summarise(wasmOfA),
    b: summarise(wasmOfB),
    sections: compareSections(a.module, b.module),
    sameSectionOrder: haveSameOrder(a.module, b.module),
    imports: compareImports(a.module, b.module),
    exports: compareExports(a.module, b.module),
    functions: report,
    data: {
      ...compareSegments(
        left,
        right,
        report.shifts.map(({ by }) => by),
      ),
      texts: compareTexts(left, right),
    },
    custom: compareCustom(a.module, b.module),
    metadata: {
      found: { a: left.metadata.length, b: right.metadata.length },
      fields: compareMetadata(left.metadata, right.metadata),
    },
    abi: { a: findAbi(a.module), b: findAbi(b.module) },
    settings: compareSettings(a.module, b.module, areCounterparts),
  }
  return { ...findings, reasons: findReasons(findings) }
}

function read(side: 'a' | 'b', wasm: Uint8Array): Side {
  return saySide(side, () => readSide(readModule(wasm)))
}

function summarise(wasm: Uint8Array): FileSummary {
  const hash = sha256(wasm)
  return { bytes: wasm.length, sha256: hash, codeHash: encodeBase58(Buffer.from(hash, 'hex')) }
}
