/** What the subgraphs know: always the same people, products and reviews. */

/** A person in Accounts, with what Reviews adds. */
export type User = {
  __typename: 'User'
  id: string
  username: string
  name: string
  birthday: string
  reviews: Review[]
}

/** A product in Products, with what Inventory and Reviews add. */
export type Product = {
  __typename: 'Product'
  upc: string
  name: string
  price: number
  weight: number
  inStock: boolean
  shippingEstimate: number
  reviews: Review[]
}

/** A review in Reviews. */
export type Review = {
  __typename: 'Review'
  id: string
  body: string
  author: User
  product: Product
}

const NAMES = [
  'Ada Lovelace',
  'Alan Turing',
  'Grace Hopper',
  'Katherine Johnson',
  'Edsger Dijkstra',
  'Barbara Liskov',
]
const THINGS = ['Table', 'Couch', 'Chair', 'Lamp', 'Desk', 'Shelf', 'Stool', 'Bench', 'Mirror']
/** Who wrote about what, as places in `NAMES` and `THINGS`: some products have five reviews, some one. */
const WRITTEN = [
  [0, [0, 1, 5]],
  [1, [0, 2, 1, 4]],
  [2, [3, 0, 8, 5]],
  [3, [4, 5, 0]],
  [4, [6, 7, 3, 1]],
  [5, [8, 1, 0]],
] as const

/** The people. */
export const users: readonly User[] = NAMES.map((name, index) => ({
  __typename: 'User',
  id: String(index + 1),
  username: `@${name.toLowerCase().replace(' ', '.')}`,
  name,
  birthday: `19${10 + index}-0${index + 1}-1${index}`,
  reviews: [],
}))

/** The products. */
export const products: readonly Product[] = THINGS.map((name, index) => ({
  __typename: 'Product',
  upc: String(index + 1),
  name,
  price: 899 + index * 210,
  weight: 100 + index * 45,
  inStock: index % 3 !== 1,
  shippingEstimate: (100 + index * 45) * 2,
  reviews: [],
}))

/** The reviews, in the order in which they were written. */
export const reviews: readonly Review[] = WRITTEN.flatMap(([who, what]) =>
  what.map((thing) => [users[who], products[thing]] as const),
).map(([author, product], index) => {
  if (!author || !product) throw new RangeError('a review of nothing or by nobody')
  const body = `The ${product.name.toLowerCase()} is “as good as ever”, wrote ${author.name}.`
  const review: Review = { __typename: 'Review', id: String(index + 1), body, author, product }
  author.reviews.push(review)
  product.reviews.push(review)
  return review
})
