import type { Db } from '@tallystick/db'
import type { Seal } from '@tallystick/sealed'
import { listSignatureSecrets, updateSignatureSecrets } from '../db/api-keys.ts'
import { resealedSignature } from './key-signature.ts'

/** Seals secrets of signatures with the secret of now where an older one did. @throws {SealBroken} when one does not open */
export async function resealSignatures(db: Db, seal: Seal): Promise<void> {
  for (const row of await listSignatureSecrets(db)) {
    const signatureKey = resealedSignature(seal, row.id, row.signatureKey)
    const previousSignatureKey = resealedSignature(seal, row.id, row.previousSignatureKey)
    if (signatureKey === undefined && previousSignatureKey === undefined) continue
    await updateSignatureSecrets(db, row, {
      ...(signatureKey === undefined ? {} : { signatureKey }),
      ...(previousSignatureKey === undefined ? {} : { previousSignatureKey }),
    })
  }
}
