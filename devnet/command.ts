import { enableCompileCache } from 'node:module'

// Keeps the compiled form of these sources, which cuts the start to a third.
enableCompileCache()
const { devnetCommand } = await import('./command/devnet.ts')
const { runProcess } = await import('./command/run.ts')

await runProcess(devnetCommand)
