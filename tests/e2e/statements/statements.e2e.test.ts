import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import { type Client, data, type Loose, sendMoney, signIn, walletOf } from '../../kit/client.ts'
import {
  type Mode,
  newDataDir,
  type Product,
  removeDataDir,
  startProduct,
} from '../../kit/product.ts'

const month = (): string => new Date().toISOString().slice(0, 7)

describe.each<Mode>(['embedded', 'distributed'])('a statement of account, %s (ACC-12)', (mode) => {
  const dataDir = newDataDir()
  let product: Product
  let ada: Client
  let ben: Client
  let root: Client
  let wallet: string
  let payment: string

  beforeAll(async () => {
    product = await startProduct({ mode, dataDir })
    ada = await signIn(product.url, 'ada@demo.test')
    ben = await signIn(product.url, 'ben@demo.test')
    root = await signIn(product.url, 'root@demo.test')
    wallet = await walletOf(ada)
    const sent = await sendMoney(ada, {
      fromAccountId: wallet,
      to: { accountId: await walletOf(ben) },
      amount: { amount: '501', currency: 'USD' },
      idempotencyKey: 'statement',
    })
    payment = sent.payment.id
  })

  afterAll(async () => {
    await product?.stop()
    const books = verifyBooks(dataDir)
    removeDataDir(dataDir)
    expect(books).toMatchObject({ code: 0 })
  })

  const download = (client: Partial<Client>, file: string, account = wallet): Promise<Response> =>
    fetch(new URL(`/statements/${account}/${file}`, product.url), {
      headers: client.token ? { authorization: `Bearer ${client.token}` } : {},
    })
  const refusalOf = async (response: Response): Promise<unknown[]> => {
    const { errors }: Loose = await response.json()
    return [response.status, errors[0].extensions.code]
  }

  it('is a file for its owner, whose last line is the balance', async () => {
    const response = await download(ada, `${month()}.csv`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="statement-${wallet}-${month()}.csv"`,
    )
    const lines = (await response.text()).split('\r\n')
    expect(lines.length - 4).toBe(Number(response.headers.get('x-total-entries')))
    expect(lines[1]).toMatch(/^OPENING,/)
    const sent = lines.find((line) => line.endsWith(`,${payment}`))
    expect(sent).toMatch(/,DEBIT,5\.01,/)
    const { account } = await data(
      ada,
      'query ($id: ID!) { account(id: $id) { balance { posted { amount } } } }',
      { id: wallet },
    )
    const [kind, , , , , , balance] = lines.at(-2)?.split(',') ?? []
    expect([kind, balance?.replace('.', '')]).toEqual(['SO_FAR', account.balance.posted.amount])
  })

  it('is the same for an administrator, and a PDF for those who want one', async () => {
    expect((await download(root, `${month()}.csv`)).status).toBe(200)
    const pdf = await download(ada, `${month()}.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const bytes = Buffer.from(await pdf.arrayBuffer())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.subarray(-6).toString()).toBe('%%EOF\n')
  })

  it('is 404 to a stranger as if there were none, and 401 to nobody', async () => {
    expect(await refusalOf(await download(ben, `${month()}.csv`))).toEqual([404, 'NOT_FOUND'])
    const none = wallet.replace(/_.*/, '_00000000000000000000000000')
    expect(await refusalOf(await download(ben, `${month()}.csv`, none))).toEqual([404, 'NOT_FOUND'])
    expect(await refusalOf(await download({}, `${month()}.csv`))).toEqual([401, 'UNAUTHENTICATED'])
    const forged = await download({ token: 'a.b.c' }, `${month()}.csv`)
    expect(await refusalOf(forged)).toEqual([401, 'UNAUTHENTICATED'])
  })

  it.each(['2026-13.csv', '9000-01.csv', '2026-11.xml', '2026-11'])(
    'is 400 for what is no month or no kind of file: %s',
    async (file) => {
      expect(await refusalOf(await download(ada, file))).toEqual([400, 'BAD_USER_INPUT'])
    },
  )

  it('can be left at any time without harm', async () => {
    const { hostname, port } = new URL(product.url)
    for (let each = 0; each < 20; each += 1) {
      const path = `/statements/${wallet}/${month()}.pdf`
      const headers = { authorization: `Bearer ${ada.token}` }
      const response = await new Promise<IncomingMessage>((resolve) =>
        get({ hostname, port, path, headers }, resolve),
      )
      response.destroy()
    }
    expect((await download(ada, `${month()}.csv`)).status).toBe(200)
  })
})
