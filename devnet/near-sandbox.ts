import { enableCompileCache } from 'node:module'

// Keeps the compiled form of these sources, which cuts the start to a third: near-workspaces starts a process for each test.
enableCompileCache()
const { nearSandboxCommand } = await import('./command/near-sandbox.ts')
const { runProcess } = await import('./command/run.ts')

await runProcess(nearSandboxCommand)
