# One image for the web server and the worker; docker-compose.yml chooses by command.
# The same Debian release for both stages: native packages built in one run in the other.

FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV CI=true
# Manifests first: the packages stay cached until one of them changes.
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY workers/package.json workers/
COPY client/package.json client/
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# What runs: production packages of server and workers, no compiler, no client packages, no embedded database.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY workers/package.json workers/
COPY client/package.json client/
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --omit=optional --workspace server --workspace workers --no-audit --no-fund

FROM node:24-bookworm-slim
WORKDIR /app
# Draws PDFs of pages; the console brings its own fonts for both scripts.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends chromium \
    && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production \
    CHROMIUM_PATH=/usr/bin/chromium \
    HOST=0.0.0.0 \
    PORT=4000 \
    FILES_DIR=/var/lib/px360/files \
    NODE_OPTIONS=--enable-source-maps
RUN mkdir -p /var/lib/px360/files && chown -R node:node /var/lib/px360
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY migrations migrations
COPY server/package.json server/
COPY workers/package.json workers/
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/workers/dist workers/dist
COPY --from=build /app/client/dist client/dist
COPY --from=build /app/client/dist-survey client/dist-survey
USER node
VOLUME /var/lib/px360/files
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "const { WORKER_HEALTH_PORT, PORT } = process.env; fetch('http://127.0.0.1:' + (WORKER_HEALTH_PORT || PORT) + '/health/ready/').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/main.js"]
