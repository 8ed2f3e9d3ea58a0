import { createRequire } from 'node:module'
import type { VmOptions } from './vm/index.ts'
import type { Vm } from './vm/types.ts'

const require = createRequire(import.meta.url)

/** Makes a VM whose code is loaded with the first call: it is a third of devnet's, and a start would wait for it. */
export function createLazyVm(options: VmOptions): Vm {
  let vm: Vm | undefined
  return {
    run: (call) => {
      vm ??= load().createVm(options)
      return vm.run(call)
    },
  }
}

function load(): typeof import('./vm/index.ts') {
  return require('./vm/index.ts') as typeof import('./vm/index.ts')
}
