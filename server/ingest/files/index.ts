export {
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  importFile,
} from './import-file.ts'
export {
  inMappingOrder,
  knowsFile,
  loadMapping,
  type Mapping,
  parseMapping,
  siteIdOf,
} from './mapping.ts'
