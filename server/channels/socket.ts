import { parsed } from './parsed.ts'

/** A WebSocket as one promise: it resolves when the connection has ended. */
export type SocketHandlers = {
  url: string
  signal: AbortSignal
  opened: (send: (frame: object) => void, close: () => void) => void
  /** A frame that is JSON; anything else is passed over. */
  heard: (frame: unknown) => void
}

const openingMs = 15_000

export function runSocket({ url, signal, opened, heard }: SocketHandlers): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url)
    const close = () => socket.close()
    const late = setTimeout(close, openingMs)
    const end = () => {
      clearTimeout(late)
      signal.removeEventListener('abort', close)
      resolve()
    }
    signal.addEventListener('abort', close)
    if (signal.aborted) close()
    socket.addEventListener('open', () => {
      clearTimeout(late)
      opened((frame) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
      }, close)
    })
    socket.addEventListener('message', ({ data }) => {
      const frame = typeof data === 'string' ? parsed(data) : null
      if (frame !== null) heard(frame)
    })
    socket.addEventListener('error', end)
    socket.addEventListener('close', end)
  })
}
