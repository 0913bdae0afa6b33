export { type Taken, takeFile } from './take-file.ts'
export { type FolderWatch, folderWatch } from './watch-folder.ts'
