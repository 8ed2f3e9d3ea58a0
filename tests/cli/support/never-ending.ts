// A service that does not end when it is asked to.
import { endOnSignals } from '../../../cli/end-on-signals.ts'

const signal = endOnSignals()
process.stdout.write('begun\n')
signal.addEventListener('abort', () => process.stdout.write('asked\n'))
setInterval(() => {}, 1_000)
