import { createRequire } from 'node:module'
import { isAbsolute } from 'node:path'

/** The package that is looked for unless another one is configured; it brings its models. */
export const usualOcr = '@gutenye/ocr-node'
const usualVersion = '1.4.8'

/**
 * What installs it. Its runtime would fetch a GPU library at install and fail without a network: the
 * setting skips that.
 */
export function ocrCommand(ocr: string | null): string {
  const what = ocr === null || ocr === usualOcr ? `${usualOcr}@${usualVersion}` : ocr
  return `npm install --no-save --onnxruntime-node-install=skip ${what}`
}

/** Only looked for: it is loaded in the process that uses it. */
export function isInstalled(ocr: string): boolean {
  try {
    return (
      createRequire(import.meta.url).resolve(isAbsolute(ocr) ? ocr : `${ocr}/package.json`) !== ''
    )
  } catch (error) {
    // A package may keep its own description to itself.
    return (error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
  }
}
