import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const cache = fileURLToPath(new URL('../../node_modules/.cache/jidoka/', import.meta.url))

// The package unpacks into the temp folder of its process, and its libraries only for Lambda.
const unpackScript = "await (await import('@sparticuz/chromium')).default.executablePath()"

/** The unpacked browser; made aside and renamed, so that a parallel or killed run leaves no half. */
const unpackedBrowser = async (): Promise<string> => {
  const folder = join(cache, 'chromium')
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const aside = await mkdtemp(join(cache, 'unpacking-'))
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpackScript], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  })
  const fonts = join(aside, 'fonts', 'fonts.conf')
  const declared = await readFile(fonts, 'utf8')
  await writeFile(fonts, declared.replaceAll('/tmp/fonts', join(folder, 'fonts')))
  await rename(aside, folder).catch(() => rm(aside, { recursive: true }))
  return folder
}

/**
 * Headless Chromium from an npm package: runs as root on a machine with no browser and no fonts.
 * It has Latin letters only, pages bring their own Chinese font. Close it when done.
 */
export const launchBrowser = async (): Promise<Browser> => {
  const folder = await unpackedBrowser()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
    args: [
      ...['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage'],
      ...['--disable-quic', '--disable-background-networking', '--disable-component-update'],
      ...['--disable-sync', '--disable-domain-reliability', '--no-pings', '--no-first-run'],
      '--font-render-hinting=none',
    ],
  })
}
