import type { Both } from './both.ts'
import type { CustomSectionDifference } from './custom/compare-custom.ts'
import type { AbiBlob } from './data/abi.ts'
import type { SegmentDifference } from './data/compare-segments.ts'
import type { TextsReport } from './data/compare-texts.ts'
import type { MetadataField } from './data/metadata.ts'
import type { FunctionsReport } from './functions/compare-functions.ts'
import type { InterfaceReport } from './interface.ts'
import type { Reason } from './reasons/reason.ts'
import type { SectionDifference } from './sections.ts'
import type { SettingDifference } from './settings.ts'

/** One of the two files as a whole. */
export type FileSummary = {
  bytes: number
  /** sha256 in hexadecimal. */
  sha256: string
  /** The same as NEAR prints it. */
  codeHash: string
}

/**
 * Why two modules differ: docs/explain.md describes it field by field. Lists hold what is not the same; texts out of the modules are
 * cut to a length and may have any character.
 */
export type Explanation = {
  /** Number of this format. */
  format: 1
  identical: boolean
  a: FileSummary
  b: FileSummary
  /** What likely made the difference, the likeliest first; empty if they are identical, never otherwise. */
  reasons: Reason[]
  /** All sections, also those that are the same. */
  sections: SectionDifference[]
  sameSectionOrder: boolean
  imports: InterfaceReport
  exports: InterfaceReport
  functions: FunctionsReport
  data: { segments: SegmentDifference[]; sameSegments: number; texts: TextsReport }
  custom: CustomSectionDifference[]
  metadata: { found: Both<number>; fields: MetadataField[] }
  abi: Both<AbiBlob[]>
  settings: SettingDifference[]
}

/** What was found, before it is said why. */
export type Findings = Omit<Explanation, 'reasons'>
