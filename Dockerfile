# One image for every process; the command decides which one it is. Sources run as they are: there is no build step.
FROM node:24.21.0-slim

RUN npm install --global pnpm@12.21.0
WORKDIR /tallystick

COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY patches patches
COPY db/package.json db/
COPY gateway/package.json gateway/
COPY apps/launcher/package.json apps/launcher/
COPY apps/worker/package.json apps/worker/
COPY packages/ packages/
COPY subgraphs/auth/package.json subgraphs/auth/
COPY subgraphs/accounts/package.json subgraphs/accounts/
COPY subgraphs/payments/package.json subgraphs/payments/
COPY subgraphs/ledger/package.json subgraphs/ledger/
COPY subgraphs/admin/package.json subgraphs/admin/
# The whole workspace, because workspace links must point at sources outside node_modules for Node to run them.
RUN pnpm install --frozen-lockfile --prod

COPY . .
ENV NODE_ENV=production HOST=0.0.0.0
# A new volume takes the owner of the folder that it is mounted on.
RUN install -d -o node -g node /var/lib/tallystick/anchors
USER node
CMD ["node", "--max-semi-space-size=24", "--heap-growing-percent=100", "gateway/src/main.ts"]
