import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import {
  MessageSecurityMode,
  OPCUAClient,
  SecurityPolicy,
  setErrorLogger,
  setWarningLogger,
  type UserIdentityInfo,
  UserTokenType,
} from 'node-opcua-client'
import { AppError } from '../../../base/app-error.ts'
import type { DoorContext } from '../connections/door.ts'
import type { OpcuaSource } from '../connections/settings.ts'

const modes = {
  none: MessageSecurityMode.None,
  sign: MessageSecurityMode.Sign,
  sign_and_encrypt: MessageSecurityMode.SignAndEncrypt,
}

export type OpenClient = { client: OPCUAClient; close: () => Promise<void> }

/** A client with a certificate of its own; it speaks only to servers whose certificate is trusted. */
export async function openClient(context: DoorContext<OpcuaSource>): Promise<OpenClient> {
  const { source, log, dataDir } = context
  const quiet = (...words: unknown[]) => log.debug({ source: source.id }, words.join(' '))
  setWarningLogger(quiet)
  setErrorLogger(quiet)
  const { mode, policy } = source.security
  const certificates = new OPCUACertificateManager({
    rootFolder: join(dataDir, 'opcua'),
    automaticallyAcceptUnknownCertificate: false,
  })
  await certificates.initialize()
  if (source.serverCertificate !== undefined) {
    await certificates.trustCertificate(await certificateIn(source.serverCertificate))
  }
  const client = OPCUAClient.create({
    applicationName: 'Jidoka',
    clientName: `jidoka ${source.id}`,
    securityMode: modes[mode],
    securityPolicy: mode === 'none' ? SecurityPolicy.None : SecurityPolicy[policy],
    clientCertificateManager: certificates,
    endpointMustExist: false,
    keepSessionAlive: true,
    requestedSessionTimeout: 60_000,
    // Of the first connection; once it stood, it is tried again without end.
    connectionStrategy: { initialDelay: 500, maxDelay: 10_000, maxRetry: 1 },
    transportTimeout: 15_000,
  })
  return {
    client,
    close: async () => {
      await client.disconnect().catch(() => undefined)
      await certificates.dispose()
    },
  }
}

async function certificateIn(path: string): Promise<Buffer> {
  const pem = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('invalid_input', 'The certificate of the server cannot be read.', { cause })
  })
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
}

export const identityOf = ({ username, password }: OpcuaSource): UserIdentityInfo =>
  username === undefined
    ? { type: UserTokenType.Anonymous }
    : { type: UserTokenType.UserName, userName: username, password: password?.reveal() ?? '' }

const explained: [RegExp, string, string][] = [
  [
    /BadCertificateUntrusted/,
    'The certificate of the OPC UA server is not trusted.',
    'Move it from opcua/rejected to opcua/trusted/certs in the data folder, or name its file as serverCertificate.',
  ],
  [
    /BadUserAccessDenied|BadIdentityToken/,
    'The OPC UA server refuses the user.',
    'Look at username, and at the variable of the password.',
  ],
  [
    /BadSecurityChecksFailed/,
    'The OPC UA server does not trust our certificate.',
    'Trust opcua/own/certs/client_certificate.pem of the data folder there.',
  ],
  [
    /endpoint|BadSecurityMode|BadSecurityPolicy/i,
    'The OPC UA server has no endpoint with this security.',
    'Look at security.mode and security.policy.',
  ],
]

/** Failures that a person can mend are said so; others keep their own words for the log alone. */
export function explainFailure(error: unknown): unknown {
  const words = error instanceof Error ? error.message : String(error)
  const [, message, hint] = explained.find(([pattern]) => pattern.test(words)) ?? []
  if (message === undefined || hint === undefined) {
    return error instanceof AppError
      ? error
      : new AppError('unavailable', words, {
          cause: error,
          safeMessage: 'The OPC UA server is away.',
        })
  }
  return new AppError('unavailable', message, { cause: error, hint })
}
