import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import binaryen from 'binaryen'
import { explain } from '../../builder/explain/index.ts'
import type { BenchLine } from './bench-line.ts'
import { makeExplainPair } from './explain-pair.ts'
import { median } from './median.ts'

const ROUNDS = 5

type Details = BenchLine & { lowest?: number; highest?: number; ms?: number; bytes?: number }

/**
 * Measures how long two files of 1.2 MB take to explain, against writing both as text with binaryen, with which comparing texts would
 * only begin, in turns in one process; and how much memory a process needs for it, against one that only reads the two files.
 */
export function explainCosts(): Details[] {
  const { a, b } = makeExplainPair()
  const own: number[] = []
  const rival: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    rival.push(
      milliseconds(() => {
        for (const wasm of [a, b]) disassemble(wasm)
      }),
    )
    own.push(milliseconds(() => explain(a, b)))
  }
  const ratios = own.map((time, i) => time / (rival[i] as number))
  return [
    {
      name: 'explain.time_ratio',
      value: rounded(median(ratios)),
      unit: 'ratio',
      lowest: rounded(Math.min(...ratios)),
      highest: rounded(Math.max(...ratios)),
      ms: Math.round(median(own)),
      bytes: a.length,
    },
    { name: 'explain.peak_mb', value: peakOf(a, b, 'explaining'), unit: 'MB' },
    { name: 'explain.peak_mb.files', value: peakOf(a, b, 'reading'), unit: 'MB' },
  ]
}

function peakOf(a: Uint8Array, b: Uint8Array, work: 'explaining' | 'reading'): number {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
  try {
    const files = [join(folder, 'a.wasm'), join(folder, 'b.wasm')] as const
    writeFileSync(files[0], a)
    writeFileSync(files[1], b)
    const script = join(import.meta.dirname, 'explain-memory.ts')
    return Number(execFileSync(process.execPath, [script, ...files, work], { encoding: 'utf8' }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function disassemble(wasm: Uint8Array): string {
  const module = binaryen.readBinary(wasm)
  try {
    return module.emitText()
  } finally {
    module.dispose()
  }
}

function milliseconds(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

const rounded = (ratio: number): number => Number(ratio.toFixed(2))
