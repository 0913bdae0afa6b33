import { BlockList, isIP } from 'node:net'

const listed = (ranges: [string, number][]): BlockList => {
  const list = new BlockList()
  for (const [net, bits] of ranges) list.addSubnet(net, bits, net.includes(':') ? 'ipv6' : 'ipv4')
  return list
}

/** Loopback, private and shared ranges: hosts of a plant, where the configuration says so. */
const inside = listed([
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['::1', 128],
  ['fc00::', 7],
])

/** Of nobody, of everybody, or of the machine's own metadata service: never. */
const never = listed([
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
])

/** Whether a message may go to this address; an IPv4 address in IPv6 clothes counts as what it is. */
export function isAllowedAddress(address: string, allowPrivate: boolean): boolean {
  const plain = unmapped(address)
  if (plain === null) return false
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
  return !never.check(plain, family) && (allowPrivate || !inside.check(plain, family))
}

/** The URL parser writes `::ffff:127.0.0.1` as `::ffff:7f00:1`. */
function unmapped(address: string): string | null {
  const bare = address.replace(/^\[|\]$/g, '').split('%')[0] ?? ''
  const mapped = /^(?:0{0,4}:){2,6}ffff:(.+)$|^::ffff:(.+)$/i.exec(bare)
  const tail = mapped?.[1] ?? mapped?.[2]
  if (tail === undefined) return isIP(bare) === 0 ? null : bare
  if (isIP(tail) === 4) return tail
  const [high = '', low = ''] = tail.split(':')
  const number = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}
