import { fuzzAll } from './fuzz-all.ts'

fuzzAll(20_260_702)
