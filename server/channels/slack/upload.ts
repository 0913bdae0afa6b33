import { guardedRequest } from '../../../base/guarded-request.ts'
import type { Png } from '../../render/index.ts'
import type { Delivered, Place } from '../contract.ts'
import type { SlackConfig } from '../settings.ts'
import type { Call, Called } from './call.ts'

type Upload = { place: Place; png: Png; name: string }

/**
 * A picture in three steps, of which only the last shows anything. Whether that one came through
 * cannot be seen from a lost answer, so it is not repeated then.
 */
export async function uploadPicture(
  { call, config }: { call: Call; config: SlackConfig },
  { place, png, name }: Upload,
  signal: AbortSignal,
): Promise<Delivered> {
  const wished = { filename: `${name}.png`, length: png.byteLength, alt_txt: name }
  const slot = await call('files.getUploadURLExternal', wished, signal)
  if (slot.kind !== 'ok') return notYet(slot)
  const { upload_url: url, file_id: id } = slot.body
  if (typeof url !== 'string' || typeof id !== 'string' || !isSlacks(url, config.apiUrl)) {
    return { kind: 'refused', why: 'Slack names no address of its own to upload to' }
  }
  const sent = await guardedRequest(
    { url, method: 'POST', headers: { 'content-type': 'image/png' }, body: png },
    { allowPrivate: config.allowPrivate, timeoutMs: 30_000, signal },
  )
  if (sent.kind === 'none' || sent.status !== 200) {
    return { kind: 'not_there', why: 'the upload of a picture failed' }
  }
  const thread = place.thread === null ? {} : { thread_ts: place.thread }
  const args = { files: [{ id, title: name }], channel_id: place.conversation, ...thread }
  const done = await call('files.completeUploadExternal', args, signal)
  if (done.kind === 'ok') return { kind: 'sent', reference: { file: id } }
  if (done.kind === 'unclear') return { kind: 'unclear', why: done.why, again: false }
  return done.kind === 'error' ? { kind: 'refused', why: done.error } : done
}

/** Nothing is seen before the last step. */
function notYet(called: Exclude<Called, { kind: 'ok' }>): Delivered {
  if (called.kind === 'error') return { kind: 'refused', why: called.error }
  return { ...called, kind: 'not_there' }
}

const isSlacks = (url: string, apiUrl: string): boolean => {
  const { hostname } = new URL(url)
  return hostname.endsWith('.slack.com') || hostname === new URL(apiUrl).hostname
}
