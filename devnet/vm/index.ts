export { VmFault, type VmFaultCode } from './errors.ts'
export type * from './types.ts'
export { createVm, type VmOptions } from './vm.ts'
