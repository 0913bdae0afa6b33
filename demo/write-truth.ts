/** Writes `truth.json` anew: `node demo/write-truth.ts` after a story has changed. */
import { writeFile } from 'node:fs/promises'
import { demoSeed } from './generate.ts'
import { demoTruth } from './truth.ts'

const text = `${JSON.stringify(demoTruth(demoSeed), null, 2)}\n`
await writeFile(new URL('./truth.json', import.meta.url), text)
