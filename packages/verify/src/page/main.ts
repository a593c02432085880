/** The page: takes a file, a drop or a pasted text, and says what it proves or what is wrong. */
import { verifyAny } from '../any.ts'
import { TEXT_MAX } from '../json.ts'
import { answerElements } from './answer.ts'
import { type ChosenFile, newElement, page, part } from './browser.ts'

const result = part('result')
const dropZone = part('drop')
/** Counts what was asked for: an answer that comes after a newer question is not shown. */
let asked = 0

async function show(read: () => Promise<string>): Promise<void> {
  asked += 1
  const mine = asked
  const key = part('key').value.trim()
  const answer = await read()
    .then((text) => verifyAny(text, { publicKey: key === '' ? undefined : key }))
    .catch((cause: unknown) => ({
      ok: false as const,
      code: 'NOT_JSON' as const,
      message: `The file cannot be read: ${cause instanceof Error ? cause.message : cause}`,
    }))
  if (mine !== asked) return
  result.className = answer.ok ? 'proven' : 'wrong'
  result.replaceChildren(...answerElements(answer))
  result.hidden = false
  result.focus()
}

const readFile = (file: ChosenFile) => async (): Promise<string> => {
  // Nothing is read of what is refused for its size.
  if (file.size > TEXT_MAX) throw new Error(`${file.name} has more than ${TEXT_MAX} bytes.`)
  return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
}

const showFile = (file: ChosenFile): void => {
  part('chosen').replaceChildren('File: ', newElement('strong', file.name))
  void show(readFile(file))
}

part('file').addEventListener('change', () => {
  const file = part('file').files?.[0]
  if (file) showFile(file)
})

part('form').addEventListener('submit', (event) => {
  event.preventDefault()
  const text = part('text').value
  const file = part('file').files?.[0]
  void show(text.trim() === '' && file ? readFile(file) : async () => text)
})

// Wherever it is dropped: beside the frame, the browser would open the file instead of the page.
page.addEventListener('dragover', (event) => {
  event.preventDefault()
  dropZone.className = 'over'
})
page.addEventListener('dragleave', () => {
  dropZone.className = ''
})
page.addEventListener('drop', (event) => {
  event.preventDefault()
  dropZone.className = ''
  const file = event.dataTransfer?.files?.[0]
  if (file) return showFile(file)
  const text = event.dataTransfer?.getData('text') ?? ''
  part('text').value = text
  void show(async () => text)
})
