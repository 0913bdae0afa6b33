// Run as a process of its own: `node mqtt-broker.ts PORT [USER PASSWORD]`. Prints `ready PORT`;
// forgets all when it is killed.
import { createServer } from 'node:net'
import { Aedes } from 'aedes'

const [, , port = '0', user, password] = process.argv
const broker = await Aedes.createBroker({
  authenticate: (_client, name, secret, done) =>
    done(null, user === undefined || (name === user && secret?.toString() === password)),
})
const server = createServer(broker.handle)
server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address()
  console.log(`ready ${typeof address === 'object' && address !== null ? address.port : port}`)
})
// It must not outlive whoever started it.
process.stdin.once('end', () => process.exit(0)).resume()
