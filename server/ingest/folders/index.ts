export { type Taken, takeFile } from './take-file.ts'
export { type FolderWatch, folderWatch, type Watching } from './watch-folder.ts'
