import type { ErrorReply } from '../../server/http/contract.ts'
import { ApiError } from './api.ts'

type Sending = {
  file: File
  signal: AbortSignal
  /** How much of it has gone, 0–1. */
  onProgress: (share: number) => void
  /** The reply so far, where it comes piece by piece. */
  onReply?: (text: string) => void
}

/**
 * Sends a file and gives the text of the reply; `fetch` cannot say how much of it has gone.
 *
 * @throws ApiError for any reply but 2xx
 */
export function sendFile(
  path: string,
  { file, signal, onProgress, onReply }: Sending,
): Promise<string> {
  const request = new XMLHttpRequest()
  const isGood = () => request.status >= 200 && request.status < 300
  return new Promise((resolve, reject) => {
    request.open('POST', path)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total)
    request.onprogress = () => isGood() && onReply?.(request.responseText)
    request.onload = () => {
      if (isGood()) resolve(request.responseText)
      else reject(errorOf(request))
    }
    request.onerror = () => reject(offline())
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function errorOf({ status, responseText }: XMLHttpRequest): ApiError {
  try {
    return new ApiError(status, JSON.parse(responseText) as ErrorReply)
  } catch {
    return new ApiError(status, { error: { code: 'internal', message: `HTTP ${status}` } })
  }
}

const offline = () =>
  new ApiError(0, { error: { code: 'offline', message: 'The server was not reached.' } })
