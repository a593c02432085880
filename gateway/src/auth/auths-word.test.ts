import { expect, test } from 'vitest'
import { newAuthsWord, type Word } from './auths-word.ts'

function open() {
  const state = {
    now: 0,
    asked: [] as string[],
    words: { ada: { value: 'Ada', concerns: ['key_1', 'usr_1'] } } as Record<string, Word<string>>,
    before: async () => {},
  }
  const word = newAuthsWord<string>({
    now: () => state.now,
    ask: async (name) => {
      state.asked.push(name)
      const said = state.words[name] ?? { value: undefined, concerns: [] }
      await state.before()
      return said
    },
  })
  return { state, word }
}

test('a good word is taken for 30 s, a bad one for 5 s', async () => {
  const { state, word } = open()
  const ask = async () => [await word.find('ada'), await word.find('eve')]
  expect(await ask()).toEqual(['Ada', undefined])
  state.now = 4_999
  await ask()
  expect(state.asked).toEqual(['ada', 'eve'])
  state.now = 5_000
  await ask()
  expect(state.asked).toEqual(['ada', 'eve', 'eve'])
  state.now = 29_999
  await word.find('ada')
  expect(state.asked.filter((name) => name === 'ada')).toHaveLength(1)
  state.now = 30_000
  await word.find('ada')
  expect(state.asked.filter((name) => name === 'ada')).toHaveLength(2)
})

test.each([['key_1'], ['usr_1'], [null], [undefined]])(
  'what concerns %s is forgotten, also while it is asked about',
  async (id) => {
    const { state, word } = open()
    await word.find('ada')
    word.forget('usr_2')
    await word.find('ada')
    expect(state.asked).toHaveLength(1)
    word.forget(id)
    state.before = async () => word.forget(id)
    await word.find('ada')
    state.before = async () => word.forget('usr_3')
    await word.find('ada')
    await word.find('ada')
    expect(state.asked).toHaveLength(3)
  },
)

test('what was worth nothing is asked about again after any change', async () => {
  const { state, word } = open()
  await word.find('eve')
  word.forget('usr_9')
  state.words['eve'] = { value: 'Eve', concerns: ['key_2', 'usr_9'] }
  expect(await word.find('eve')).toBe('Eve')
})

test('what was worth nothing stays so across a change that mends nothing', async () => {
  const { state, word } = open()
  state.before = async () => word.forget('usr_1', { mends: false })
  await word.find('eve')
  word.forget('usr_1', { mends: false })
  await word.find('eve')
  expect(state.asked).toEqual(['eve'])
})

test('the word on more credentials than are remembered is still forgotten when its person changes', async () => {
  const { state, word } = open()
  for (let n = 0; n < 20_000; n += 1)
    state.words[`ada${n}`] = { value: 'Ada', concerns: [`key_${n}`, 'usr_1'] }
  for (let n = 0; n < 20_000; n += 1) await word.find(`ada${n}`)
  expect(word.known('ada0')).toBeUndefined()
  expect(word.known('ada19999')).toBeDefined()
  word.forget('key_19999')
  expect(word.known('ada19999')).toBeUndefined()
  expect(word.known('ada19998')).toBeDefined()
  word.forget('usr_1')
  expect(word.known('ada19998')).toBeUndefined()
})
