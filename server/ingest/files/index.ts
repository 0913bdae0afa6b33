export {
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  importFile,
} from './import-file.ts'
export { inMappingOrder, loadMapping, type Mapping, parseMapping } from './mapping.ts'
