import { ofSubgraph } from './of-subgraph.ts'

export default ofSubgraph('accounts')
