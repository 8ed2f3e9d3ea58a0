import type { Both } from '../both.ts'
import type { CustomSectionDifference } from '../custom/compare-custom.ts'
import type { MetadataField } from '../data/metadata.ts'
import type { PathChange } from '../data/pair-paths.ts'
import type { ConstantCounts } from '../functions/compare-code.ts'
import type { SettingDifference } from '../settings.ts'

/**
 * How sure it is that this is why: `certain` says that there is no other difference, `likely` that what was found points to it, `possible`
 * that it was found and may as well follow from something else.
 */
export type Sureness = 'certain' | 'likely' | 'possible'

/** A custom section that differs, with its bytes on both sides. */
export type SectionSizes = { name: string } & Both<number | null>

export type CompilerDifference = { field: string; name: string } & Both<string | null>

/** Why two modules differ, with the evidence. */
export type Reason = { sure: Sureness } & (
  | { code: 'ONLY_CUSTOM_SECTIONS' | 'CUSTOM_SECTIONS_DIFFER'; sections: SectionSizes[] }
  | { code: 'ONLY_METADATA' | 'METADATA_DIFFERS'; fields: MetadataField[] }
  | { code: 'COMPILERS_DIFFER'; producers: CompilerDifference[] }
  | {
      code: 'OPTIMISED_ON_ONE_SIDE'
      /** The side without padded numbers. */
      side: 'a' | 'b'
      paddedNumbers: Both<number>
      codeBytes: Both<number>
      functions: Both<number>
      /** Whether all functions have the same instructions, so that the code was only written anew. */
      sameInstructions: boolean
    }
  | { code: 'TARGET_FEATURES_DIFFER'; onlyInA: string[]; onlyInB: string[] }
  | { code: 'INTERFACE_DIFFERS'; imports: InterfaceNames; exports: InterfaceNames }
  | {
      code: 'FUNCTIONS_CHANGED'
      changed: number
      onlyInA: number
      onlyInB: number
      functions: Both<number>
      /** Share of all code bytes of both that are in such functions, 0 to 1. */
      share: number
      /** The largest of them that have a name. */
      names: string[]
    }
  | {
      code: 'PATHS_DIFFER'
      count: number
      /** Whether nothing else differs in the texts. */
      allTexts: boolean
      prefixes: Both<string>[]
      examples: PathChange[]
    }
  | { code: 'TEXTS_DIFFER'; differing: Both<number>; examples: Both<string | null>[] }
  | { code: 'FUNCTIONS_REORDERED'; moved: number; functions: Both<number> }
  | {
      code: 'CONSTANTS_DIFFER'
      /** Functions that are the same but for constants and addresses. */
      constants: number
      functions: Both<number>
      differing: ConstantCounts
      shifts: { by: number; times: number }[]
    }
  | { code: 'DATA_DIFFERS'; changed: number; moved: number; onlyInA: number; onlyInB: number }
  | { code: 'SETTINGS_DIFFER'; settings: SettingDifference[] }
  | {
      code: 'LAYOUT_DIFFERS'
      sameSectionOrder: boolean
      /** Sections with other bytes in which nothing else was found. */
      sections: string[]
      /** Functions with the same instructions, but numbers written otherwise, or other indices for the same things. */
      encoding: number
      indices: number
    }
  | { code: 'NOTHING_IN_COMMON'; sharedCode: number; sharedTexts: number; sharedExports: number }
)

export type InterfaceNames = { onlyInA: string[]; onlyInB: string[]; changed: string[] }

/** The bytes of custom sections that differ. */
export function sizesOf(sections: readonly CustomSectionDifference[]): SectionSizes[] {
  return sections.map(({ name, a, b }) => ({ name, a: a?.bytes ?? null, b: b?.bytes ?? null }))
}
