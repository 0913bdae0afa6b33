export type { ImportProgress } from './copy-records.ts'
export { type ImportOptions, type ImportReport, importFile } from './import-file.ts'
export {
  inMappingOrder,
  knowsFile,
  loadMapping,
  type Mapping,
  parseMapping,
  siteIdOf,
} from './mapping.ts'
