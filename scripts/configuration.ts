/** Every process's environment, in the order in which documents show it. */

import { launcherVariables } from '../apps/launcher/src/config.ts'
import { workerVariables } from '../apps/worker/src/config.ts'
import { checksVariables } from '../db/checks/config.ts'
import { migrateVariables } from '../db/src/config.ts'
import { distributedVariables, gatewayVariables } from '../gateway/src/config.ts'
import type { VariableGroup } from '../packages/config/src/index.ts'
import { processVariables } from '../packages/subgraph-server/src/process.ts'
import { accountsVariables } from '../subgraphs/accounts/src/config.ts'
import { adminVariables } from '../subgraphs/admin/src/config.ts'
import { authVariables } from '../subgraphs/auth/src/config.ts'
import { keysRotateVariables } from '../subgraphs/auth/src/keys-rotate/config.ts'
import { peopleImportVariables } from '../subgraphs/auth/src/people-import/config.ts'
import { ledgerVariables } from '../subgraphs/ledger/src/config.ts'
import { statementImportVariables } from '../subgraphs/ledger/src/statement-import/config.ts'
import { paymentsVariables } from '../subgraphs/payments/src/config.ts'
import { simulatorStatementVariables } from '../subgraphs/payments/src/simulator-statement/config.ts'

/** Grouped by who reads them. */
export const configurationGroups: readonly VariableGroup[] = [
  { title: 'Starting it: npm start, npm run start:distributed', variables: launcherVariables },
  { title: 'Gateway, in every way to run', variables: gatewayVariables },
  { title: 'Gateway as a process', variables: distributedVariables },
  { title: 'Every subgraph as a process', variables: processVariables },
  { title: 'Auth as a process', variables: authVariables },
  { title: 'Accounts as a process', variables: accountsVariables },
  { title: 'Payments as a process', variables: paymentsVariables },
  { title: 'Ledger as a process', variables: ledgerVariables },
  { title: 'Admin as a process', variables: adminVariables },
  { title: 'Worker as a process', variables: workerVariables },
  { title: 'npm run migrate', variables: migrateVariables },
  { title: 'npm run verify-books', variables: checksVariables },
  { title: 'npm run statement:import', variables: statementImportVariables },
  { title: 'npm run simulator:statement', variables: simulatorStatementVariables },
  { title: 'npm run keys:rotate', variables: keysRotateVariables },
  { title: 'npm run people:import', variables: peopleImportVariables },
]
