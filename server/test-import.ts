/** Reads a file into a store without a server, for evaluations on data of others. */
export { importFile, loadMapping } from './ingest/files/index.ts'
