/** Compiler flags of every object. They decide the bytes, so they are part of each cache key. */
export const COMPILE_FLAGS = [
  '--target=wasm32-wasip1',
  // The instructions that every protocol version of NEAR takes.
  '-mcpu=mvp',
  '-mmutable-globals',
  '-Oz',
  // One section a function, so that the linker leaves out what nothing uses.
  '-ffunction-sections',
  '-fdata-sections',
  '-D_GNU_SOURCE',
  '-DCONFIG_BIGNUM',
  '-DCONFIG_VERSION="2021-03-27"',
  // The warnings are about QuickJS's own code.
  '-w',
] as const

/** Linker flags of the engine and of the bytecode compiler. */
export const LINK_FLAGS = [
  '--target=wasm32-wasip1',
  '-mcpu=mvp',
  '-nostartfiles',
  '-Wl,--no-entry',
  '-Wl,--allow-undefined',
  // Says what refers to what, so that a contract gets only what it can come to.
  '-Wl,--emit-relocs',
  // A function's address is a number that is hardly ever meant for something else; NEAR allows 10,000.
  '-Wl,--table-base=9000',
  // The stack is the lowest memory: a call that recurses too deeply traps and overwrites nothing.
  '-Wl,--stack-first',
  // As near-sdk-js has it: 256 KiB.
  '-Wl,-z,stack-size=262144',
  // The snapshot wipes the dead part of the stack, so it must know where the live one starts.
  '-Wl,--export=__stack_pointer',
] as const
