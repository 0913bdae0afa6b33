export { fileFault } from './file-fault.ts'
export { storedWords } from './journey-words.ts'
