/** The wallet with the client of this package. */
import { newClient } from '../src/index.ts'
import {
  BALANCE_CHANGED,
  ME,
  SEND_MONEY,
  toChange,
  type Wallet,
  type WalletOptions,
} from './wallet.ts'

/** Makes the wallet. Tokens, repeats and lost connections are the client's business. */
export function newWallet(options: WalletOptions): Wallet {
  const client = newClient(options)
  return {
    async myName() {
      const { me } = await client.query(ME)
      return me.name
    },
    async send(input) {
      const { sendMoney } = await client.mutate(SEND_MONEY, { input })
      return sendMoney.payment?.status ?? sendMoney.code ?? ''
    },
    watch(accountId, after, tell) {
      const events = client.subscribe(BALANCE_CHANGED, { accountId }, after ? { after } : {})
      const listen = async () => {
        for await (const { balanceChanged } of events) tell(toChange(balanceChanged))
      }
      listen().catch(console.error)
      return () => void events.return?.()
    },
  }
}
