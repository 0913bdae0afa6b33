import { encryptFor, secret, signatureOf } from '../../server/test-channels.ts'
import { corpId, sealed, wecomKeys, xmlOf } from '../fakes/wecom-keys.ts'

type Samples = Record<string, string>
type Callback = { query: URLSearchParams; body: string }

const hour = 3_600_000
const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]><xml><Content>&c;</Content></xml>`

/** 40 callbacks that are not what they say: forged, old, of another corporation, bombs, edited. */
export function hostileToWecom({ text: good = '', ...samples }: Samples, at: Date): Callback[] {
  return [
    ...forged(good, at),
    ...[...bodies, bomb].map((body) => ({ query: sealed(good, at).query, body })),
    ...ciphers(good).map((encrypted) => envelope(encrypted, at)),
    ...contents(good, samples).map((xml) => sealed(xml, at)),
    { query: new URLSearchParams(), body: good },
  ]
}

function forged(good: string, at: Date): Callback[] {
  const change = (name: string, value: string) => {
    const made = sealed(good, at)
    made.query.set(name, value)
    return made
  }
  const keyed = (given: object) => sealed(good, at, { ...wecomKeys, ...given })
  return [
    change('msg_signature', ''),
    change('msg_signature', '0'.repeat(40)),
    change('msg_signature', 'é'.repeat(40)),
    change('timestamp', ''),
    change('timestamp', 'now'),
    change('timestamp', '-1'),
    change('timestamp', '99999999999999'),
    change('nonce', 'other'),
    sealed(good, new Date(at.getTime() - hour)),
    sealed(good, new Date(at.getTime() + hour)),
    keyed({ corpId: 'wx0000000000000000' }),
    keyed({ token: secret('other') }),
    keyed({ aesKey: secret('A'.repeat(43)) }),
  ]
}

const bodies = [
  ...['', 'x', '<xml>', '<xml/>', '<xml><Encrypt/></xml>', '{"Encrypt":"x"}'],
  `<xml>${'<a>'.repeat(5000)}`,
  `<xml><Encrypt>${'A'.repeat(70_000)}</Encrypt></xml>`,
]

/** Signed with our token, and no cipher text of ours. */
const ciphers = (good: string): string[] => [
  'AAAA',
  Buffer.alloc(64).toString('base64'),
  Buffer.from('not a block of sixteen').toString('base64'),
  encryptFor({ ...wecomKeys, corpId: `${corpId}x` }, good),
]

function envelope(encrypted: string, at: Date): Callback {
  const nonce = '1'
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = signatureOf(wecomKeys, { timestamp, nonce, encrypted })
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce })
  return { query, body: `<xml><Encrypt>${encrypted}</Encrypt></xml>` }
}

/** Sealed as it should be, around what should not be. */
function contents(
  good: string,
  { template_card_event: card = '', menu_click: menu = '' }: Samples,
): string[] {
  return [
    bomb,
    'not xml',
    '<xml></xml>',
    `<xml><a>${'x'.repeat(70_000)}</a></xml>`,
    good.replace('<AgentID>1000002', '<AgentID>1000003'),
    xmlOf({ FromUserName: 'x' }),
    card.replace(/approve/, 'become_admin'),
    card.replace(/"suzhou",/, ''),
    card.replace(/,1,/, ',0,'),
    card.replace(/jidoka-1/, ''),
    card.replace(/0{64}/, '0'),
    menu.replace('pending', 'erase_all'),
    `${good}${good}`,
  ]
}
