import type { MqttClient } from 'mqtt'

export type Acknowledger = {
  /** Called as a message comes; what it returns, once the message is stored. */
  expect: (messageId: number) => () => void
}

type Packet = { cmd: string; messageId?: number }
type Sender = { _sendPacket: (packet: Packet, sent?: () => void, ...rest: unknown[]) => void }
type Held = { packet: Packet | null; isStored: boolean }

/**
 * The client acknowledges a message as soon as it has handed it on; a broker would forget rows that
 * are not stored yet. Here its acknowledgement is held until the rows are, in the order of arrival,
 * and reading goes on meanwhile. What is held when a connection ends is dropped: the broker sends
 * those messages again.
 */
export function holdAcknowledgements(client: MqttClient): Acknowledger {
  const sender = client as unknown as Sender
  const send = sender._sendPacket.bind(client)
  const held = new Map<number, Held>()
  const sendReady = () => {
    for (const [id, { packet, isStored }] of held) {
      if (!isStored || packet === null) return
      held.delete(id)
      send(packet)
    }
  }
  sender._sendPacket = (packet, sent, ...rest) => {
    const mine = packet.messageId === undefined ? undefined : held.get(packet.messageId)
    if (packet.cmd !== 'puback' || mine === undefined) {
      send(packet, sent, ...rest)
      return
    }
    mine.packet = packet
    sendReady()
    sent?.()
  }
  client.on('close', () => held.clear())
  return {
    expect: (messageId) => {
      const mine: Held = { packet: null, isStored: false }
      held.set(messageId, mine)
      return () => {
        mine.isStored = true
        sendReady()
      }
    },
  }
}
