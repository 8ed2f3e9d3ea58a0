import { nearSandboxCommand } from './command/near-sandbox.ts'
import { runProcess } from './command/run.ts'

await runProcess(nearSandboxCommand)
