#!/usr/bin/env node
// Runs the command in place where Node can run TypeScript as it is, and says what is missing elsewhere.
import module from 'node:module'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 18)) {
  // Keeps the code that Node has compiled, without which a start takes twice as long; NODE_DISABLE_COMPILE_CACHE=1 keeps none.
  module.enableCompileCache()
  const { main } = await import('./main.ts')
  await main()
} else {
  process.stderr.write(
    `countersign: Node ${process.versions.node} cannot run TypeScript. Use Node 24, or \`npm run countersign -- …\` in the repository, which brings its own.\n`,
  )
  process.exitCode = 1
}
