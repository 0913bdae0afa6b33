import { fileURLToPath } from 'node:url'

/** Where the build of the pages lies. */
export const webDir = fileURLToPath(new URL('../web/dist', import.meta.url))
