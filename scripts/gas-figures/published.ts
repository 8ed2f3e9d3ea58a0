/**
 * Gas of calls on nearcore at about protocol 57, in Ggas, as printed: to 0.01 below 1,000, from there on to 10. Source: near-sdk-js, `benchmark/README.md`, its
 * contracts in Rust. `convert`, `execute` and `refund` are the three outcomes of a call, `total` is their sum.
 */
export type Published = {
  convert: number
  execute: number
  refund: number
  total: number
  /** By the cost names of the profile. */
  costs: Readonly<Record<string, number>>
}

const outcomes = (execute: number, total: number) => ({
  convert: 2_430,
  execute,
  refund: 223.18,
  total,
})

export const minimal: Published = {
  ...outcomes(2_430, 5_080),
  costs: { CONTRACT_LOADING_BASE: 0.04, CONTRACT_LOADING_BYTES: 0.05 },
}

export const lowLevelApi: Published = {
  ...outcomes(2_530, 5_180),
  costs: {
    BASE: 0.26,
    CONTRACT_LOADING_BASE: 0.04,
    CONTRACT_LOADING_BYTES: 0.08,
    READ_MEMORY_BASE: 5.22,
    READ_MEMORY_BYTE: 0.08,
    STORAGE_WRITE_BASE: 64.2,
    STORAGE_WRITE_KEY_BYTE: 0.7,
    STORAGE_WRITE_VALUE_BYTE: 0.31,
    TOUCHING_TRIE_NODE: 32.2,
    WASM_INSTRUCTION: 0.02,
  },
}

export const highLevelMinimal: Published = {
  ...outcomes(2_630, 5_280),
  costs: {
    BASE: 0.79,
    CONTRACT_LOADING_BASE: 0.04,
    CONTRACT_LOADING_BYTES: 35.46,
    READ_CACHED_TRIE_NODE: 4.56,
    READ_MEMORY_BASE: 7.83,
    READ_MEMORY_BYTE: 0.04,
    STORAGE_READ_BASE: 56.36,
    STORAGE_READ_KEY_BYTE: 0.15,
    STORAGE_WRITE_BASE: 64.2,
    STORAGE_WRITE_KEY_BYTE: 0.35,
    TOUCHING_TRIE_NODE: 32.2,
    WASM_INSTRUCTION: 0.46,
    WRITE_MEMORY_BASE: 2.8,
    WRITE_MEMORY_BYTE: 0.04,
  },
}

export const collection: Published = {
  ...outcomes(3_320, 5_970),
  costs: {
    BASE: 3.18,
    CONTRACT_LOADING_BASE: 0.04,
    CONTRACT_LOADING_BYTES: 70.94,
    READ_CACHED_TRIE_NODE: 95.76,
    READ_MEMORY_BASE: 26.1,
    READ_MEMORY_BYTE: 1.87,
    READ_REGISTER_BASE: 5.03,
    READ_REGISTER_BYTE: 0.03,
    STORAGE_READ_BASE: 112.71,
    STORAGE_READ_KEY_BYTE: 3.44,
    STORAGE_READ_VALUE_BYTE: 0.19,
    STORAGE_WRITE_BASE: 256.79,
    STORAGE_WRITE_EVICTED_BYTE: 1.09,
    STORAGE_WRITE_KEY_BYTE: 9.23,
    STORAGE_WRITE_VALUE_BYTE: 7.75,
    TOUCHING_TRIE_NODE: 257.63,
    WASM_INSTRUCTION: 16.36,
    WRITE_MEMORY_BASE: 8.41,
    WRITE_MEMORY_BYTE: 0.74,
    WRITE_REGISTER_BASE: 8.6,
    WRITE_REGISTER_BYTE: 1.1,
  },
}

/** What every call of the expensive contract has: the state was there but for the first one. */
const expensive = {
  CONTRACT_LOADING_BASE: 0.04,
  CONTRACT_LOADING_BYTES: 67.77,
  READ_MEMORY_BASE: 10.44,
  READ_REGISTER_BYTE: 0,
  STORAGE_READ_BASE: 56.36,
  STORAGE_READ_KEY_BYTE: 0.15,
  STORAGE_WRITE_BASE: 64.2,
  STORAGE_WRITE_KEY_BYTE: 0.35,
  WRITE_MEMORY_BYTE: 0.07,
} as const
const stateThere = {
  ...expensive,
  BASE: 2.38,
  READ_CACHED_TRIE_NODE: 13.68,
  READ_REGISTER_BASE: 5.03,
  TOUCHING_TRIE_NODE: 80.51,
  WRITE_MEMORY_BASE: 8.41,
  WRITE_REGISTER_BASE: 8.6,
} as const

export const expensive20000: Published = {
  ...outcomes(3_010, 5_660),
  costs: {
    ...expensive,
    BASE: 1.85,
    READ_CACHED_TRIE_NODE: 6.84,
    READ_MEMORY_BYTE: 0.06,
    READ_REGISTER_BASE: 2.52,
    TOUCHING_TRIE_NODE: 48.31,
    WASM_INSTRUCTION: 315.17,
    WRITE_MEMORY_BASE: 5.61,
    WRITE_REGISTER_BASE: 2.87,
    WRITE_REGISTER_BYTE: 0.04,
  },
}

export const expensive10000: Published = {
  ...outcomes(2_900, 5_560),
  costs: {
    ...stateThere,
    READ_MEMORY_BYTE: 0.06,
    WASM_INSTRUCTION: 158.89,
    WRITE_REGISTER_BYTE: 0.04,
  },
}

export const expensive100: Published = {
  ...outcomes(2_750, 5_400),
  costs: {
    ...stateThere,
    READ_MEMORY_BYTE: 0.05,
    WASM_INSTRUCTION: 4.02,
    WRITE_REGISTER_BYTE: 0.03,
  },
}
