import { VmFault } from '../errors.ts'

/** Makes a fault with the variant name and the text of nearcore's `HostError` (`near-vm-runner/src/logic/errors.rs`). */
function fault(kind: string, message: string): VmFault {
  return new VmFault('contract_stopped', { type: 'HostError', kind, message })
}

/** The host errors of nearcore that devnet can give. */
export const hostFaults = {
  badUtf8: () => fault('BadUTF8', 'String encoding is bad UTF-8 sequence.'),
  badUtf16: () => fault('BadUTF16', 'String encoding is bad UTF-16 sequence.'),
  gasExceeded: () => fault('GasExceeded', 'Exceeded the prepaid gas.'),
  gasLimitExceeded: () =>
    fault('GasLimitExceeded', 'Exceeded the maximum amount of gas allowed to burn per contract.'),
  balanceExceeded: () => fault('BalanceExceeded', 'Exceeded the account balance.'),
  emptyMethodName: () => fault('EmptyMethodName', 'Tried to call an empty method name.'),
  guestPanic: (message: string) => fault('GuestPanic', `Smart contract panicked: ${message}`),
  integerOverflow: () => fault('IntegerOverflow', 'Integer overflow.'),
  invalidPromiseIndex: (index: bigint) =>
    fault('InvalidPromiseIndex', `${index} does not correspond to existing promises`),
  cannotAppendActionToJointPromise: () =>
    fault('CannotAppendActionToJointPromise', 'Actions can only be appended to non-joint promise.'),
  cannotReturnJointPromise: () =>
    fault('CannotReturnJointPromise', 'Returning joint promise is currently prohibited.'),
  invalidPromiseResultIndex: (index: bigint) =>
    fault('InvalidPromiseResultIndex', `Accessed invalid promise result index: ${index}`),
  invalidRegisterId: (id: bigint) =>
    fault('InvalidRegisterId', `Accessed invalid register id: ${id}`),
  memoryAccessViolation: () =>
    fault('MemoryAccessViolation', 'Accessed memory outside the bounds.'),
  invalidAccountId: () => fault('InvalidAccountId', 'VM Logic returned an invalid account id'),
  invalidMethodName: () => fault('InvalidMethodName', 'VM Logic returned an invalid method name'),
  invalidPublicKey: () => fault('InvalidPublicKey', 'VM Logic provided an invalid public key'),
  prohibitedInView: (method: string) =>
    fault('ProhibitedInView', `${method} is not allowed in view calls`),
  numberOfLogsExceeded: (limit: number) =>
    fault('NumberOfLogsExceeded', `The number of logs will exceed the limit ${limit}`),
  keyLengthExceeded: (length: number, limit: number) =>
    fault('KeyLengthExceeded', `The length of a storage key ${length} exceeds the limit ${limit}`),
  valueLengthExceeded: (length: number, limit: number) =>
    fault(
      'ValueLengthExceeded',
      `The length of a storage value ${length} exceeds the limit ${limit}`,
    ),
  totalLogLengthExceeded: (length: bigint, limit: number) =>
    fault(
      'TotalLogLengthExceeded',
      `The length of a log message ${length} exceeds the limit ${limit}`,
    ),
  numberPromisesExceeded: (count: number, limit: number) =>
    fault(
      'NumberPromisesExceeded',
      `The number of promises within a FunctionCall ${count} exceeds the limit ${limit}`,
    ),
  numberInputDataDependenciesExceeded: (count: number, limit: number) =>
    fault(
      'NumberInputDataDependenciesExceeded',
      `The number of input data dependencies ${count} exceeds the limit ${limit}`,
    ),
  returnedValueLengthExceeded: (length: number, limit: number) =>
    fault(
      'ReturnedValueLengthExceeded',
      `The length of a returned value ${length} exceeds the limit ${limit}`,
    ),
  contractSizeExceeded: (size: number, limit: number) =>
    fault(
      'ContractSizeExceeded',
      `The size of a contract code in DeployContract action ${size} exceeds the limit ${limit}`,
    ),
  cannotSetRefundToOnJointPromise: () =>
    fault('CannotSetRefundToOnJointPromise', 'Setting refund_to on a joint promise is prohibited.'),
  invalidActionIndex: (receipt: number, action: bigint) =>
    fault(
      'InvalidActionIndex',
      `Action ${action} in receipt ${receipt} does not exist or has the wrong type of action.`,
    ),
  dataEntryAlreadyExists: () =>
    fault('DataEntryAlreadyExists', 'Data entry for given key already exists'),
  contractCodeHashMalformed: () =>
    fault('ContractCodeHashMalformed', 'contract code hash is malformed'),
  yieldPayloadLength: (length: number, limit: number) =>
    fault(
      'YieldPayloadLength',
      `Yield resume payload is ${length} bytes which exceeds the ${limit} byte limit`,
    ),
  dataIdMalformed: () => fault('DataIdMalformed', 'yield resumption token is malformed'),
  yieldIdMalformed: () => fault('YieldIdMalformed', 'yield id is malformed'),
  deprecated: (method: string) =>
    fault('Deprecated', `Attempted to call deprecated host function ${method}`),
  ecrecoverError: (message: string) => fault('ECRecoverError', `ECDSA recover error: ${message}`),
  altBn128InvalidInput: (message: string) =>
    fault('AltBn128InvalidInput', `AltBn128 invalid input: ${message}`),
  bls12381InvalidInput: (message: string) =>
    fault('BLS12381InvalidInput', `BLS12-381 invalid input: ${message}`),
  ed25519VerifyInvalidInput: (message: string) =>
    fault('Ed25519VerifyInvalidInput', `ED25519 signature verification error: ${message}`),
  p256VerifyInvalidInput: (message: string) =>
    fault('P256VerifyInvalidInput', `P256 signature verification error: ${message}`),
  mlDsaVerifyInvalidInput: (message: string) =>
    fault('MlDsaVerifyInvalidInput', `ML-DSA-65 signature verification error: ${message}`),
} as const
