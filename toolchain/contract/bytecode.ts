import { ToolchainError } from '../errors.ts'
import { compileWasm, instantiateWasm, type WasmMemory } from '../web-assembly.ts'
import { emptyHost } from './host.ts'

type CompilerExports = {
  memory: WasmMemory
  allocate(length: number): number
  compile(source: number, length: number, name: number, strip: number): number
  output_pointer(): number
  output_length(): number
}

/** The only name of a source that may reach the bytecode: paths differ between machines. */
const MODULE_NAME = 'contract.js'

/**
 * Compiles a bundle to QuickJS bytecode with the linked bytecode compiler. `strip` leaves out line
 * numbers and the file name, which a contract would pay for in every call.
 */
export async function compileBytecode(
  compiler: Uint8Array<ArrayBuffer>,
  code: string,
  { strip }: { strip: boolean },
): Promise<Uint8Array> {
  const module = await compileWasm(compiler)
  const engine = await instantiateWasm<CompilerExports>(module, emptyHost(module))
  const source = Buffer.from(`${code}\0`, 'utf8')
  const at = writeBytes(engine, source)
  const name = writeBytes(engine, Buffer.from(`${MODULE_NAME}\0`, 'latin1'))
  const failed = engine.compile(at, source.length - 1, name, strip ? 1 : 0)
  const output = new Uint8Array(
    engine.memory.buffer,
    engine.output_pointer(),
    engine.output_length(),
  ).slice()
  if (failed !== 0) throw bytecodeError(Buffer.from(output).toString('utf8'), code)
  return output
}

function writeBytes(engine: CompilerExports, bytes: Uint8Array): number {
  const at = engine.allocate(bytes.length)
  new Uint8Array(engine.memory.buffer).set(bytes, at)
  return at
}

/** Says what QuickJS could not compile, with the line of the bundle, since the original is gone. */
function bytecodeError(text: string, code: string): ToolchainError {
  const [message = '', where = ''] = text.split('\n')
  const line = Number(/:(\d+)/.exec(where)?.[1] ?? Number.NaN)
  const excerpt = code.split('\n')[line - 1]?.trim()
  const place = excerpt === undefined ? '' : ` at ${JSON.stringify(excerpt)}`
  return new ToolchainError(
    'SYNTAX_ERROR',
    `QuickJS cannot compile the contract${place}: ${message}. It knows JavaScript as of 2020 and a few things since.`,
    { line: Number.isNaN(line) ? undefined : line },
  )
}
