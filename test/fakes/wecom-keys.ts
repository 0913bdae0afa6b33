import { encryptFor, secret, signatureOf } from '../../server/test-channels.ts'

export const corpId = 'wx5823bf96d3bd56c7'
export const wecomKeys = {
  token: secret('QDG6eK'),
  aesKey: secret('jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'),
  corpId,
}
export const agentId = 1000002
export const appSecret = 'app-secret-of-the-fake'
export const botId = 'aib-of-the-fake'
export const botSecret = 'bot-secret-of-the-fake'

/** A sealed callback, as WeCom posts it to the app. */
export function sealed(xml: string, at: Date, keys = wecomKeys) {
  const encrypted = encryptFor(keys, xml)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const nonce = '1372623149'
  const signature = signatureOf(keys, { timestamp, nonce, encrypted })
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce })
  const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[${agentId}]]></AgentID></xml>`
  return { query, body, encrypted }
}

export const xmlOf = (fields: Record<string, string>): string =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')}</xml>`
