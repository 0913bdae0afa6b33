// Run as a process of its own: `node opcua-server.ts PORT TICK`. Prints `ready PORT`.
// A line of stdin names the tick to go on to; it prints `at TICK`. What was before TICK is history.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { DataType, MessageSecurityMode, SecurityPolicy, StatusCodes } from 'node-opcua-client'
import { OPCUAServer } from 'node-opcua-server'
import { type MachineTick, machineHistory, machineIds, tickTime } from './simulated-machines.ts'

const [, , port = '', firstTick = '0'] = process.argv
const mostTicks = 100_000
const pki = mkdtempSync(join(tmpdir(), 'jidoka-opcua-server-'))
process.once('exit', () => rmSync(pki, { recursive: true, force: true }))

const server = new OPCUAServer({
  port: Number(port),
  hostname: '127.0.0.1',
  alternateHostname: ['127.0.0.1', 'localhost'],
  resourcePath: '/plant',
  // Every change is reported, as by a controller that reports by exception.
  serverCapabilities: { minSupportedSampleRate: 0 },
  securityPolicies: [SecurityPolicy.None, SecurityPolicy.Basic256Sha256],
  securityModes: [MessageSecurityMode.None, MessageSecurityMode.SignAndEncrypt],
  serverCertificateManager: new OPCUACertificateManager({
    rootFolder: pki,
    automaticallyAcceptUnknownCertificate: true,
  }),
  userManager: {
    isValidUser: (user: string, password: string) => user === 'jidoka' && password === 'a-password',
  },
})
await server.initialize()
const { addressSpace } = server.engine
if (addressSpace === null) throw new Error('the server has no address space')
const plant = addressSpace.getOwnNamespace()

const kinds = {
  Temperature: { dataType: DataType.Double, read: ({ temperature }: MachineTick) => temperature },
  State: { dataType: DataType.Int32, read: ({ state }: MachineTick) => state },
  Good: { dataType: DataType.UInt32, read: ({ good }: MachineTick) => good },
}
const nodes = machineIds.flatMap((machineId) => {
  const history = machineHistory(machineId, mostTicks)
  const folder = plant.addObject({
    browseName: machineId,
    organizedBy: addressSpace.rootFolder.objects,
  })
  return Object.entries(kinds).map(([name, { dataType, read }]) => {
    const node = plant.addVariable({
      ...{ browseName: name, componentOf: folder, minimumSamplingInterval: 0, dataType },
      nodeId: `ns=1;s=${machineId}.${name}`,
    })
    addressSpace.installHistoricalDataNode(node, { maxOnlineValues: mostTicks })
    return (tick: number) => {
      const value = history[tick]
      if (value === undefined) return
      const variant = { dataType, value: read(value) }
      node.setValueFromSource(variant, StatusCodes.Good, tickTime(tick))
    }
  })
})

let tick = 0
const goOnTo = async (end: number) => {
  for (; tick < end; tick++) {
    for (const set of nodes) set(tick)
    // A change that nobody could see before the next one is no change.
    await setImmediate()
  }
}
await goOnTo(Number(firstTick))
await server.start()
console.log(`ready ${port}`)
for await (const line of createInterface({ input: process.stdin })) {
  await goOnTo(Number(line))
  console.log(`at ${tick}`)
}
process.exit(0)
