# syntax=docker/dockerfile:1

# One image, two programs: `node server/main.js` (what it runs if not told otherwise) and `node workers/main.js`.
# Redis, PostgreSQL and an S3 server run elsewhere: compose.yaml shows all of it together.

FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# What is compiled is laid out as its source is, so whatever a program finds beside itself is where it was.
RUN npx tsc -p tsconfig.build.json \
 && npx vite build web \
 && node scripts/setup.mjs --viewer \
 && npm prune --omit=dev --no-audit --no-fund \
 && mkdir -p dist/web /data \
 && mv web/dist dist/web/dist \
 && cp -r server/pages/files dist/server/pages/files \
 && mv .recto LICENSE bin node_modules package.json dist/

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true \
    MALLOC_ARENA_MAX=2 \
    HOST=0.0.0.0 \
    PORT=8080 \
    RECTO_DATA=/data
WORKDIR /app
COPY --from=build /build/dist /app
COPY --from=build --chown=node:node /data /data
USER node
VOLUME /data
EXPOSE 8080
# Of the server. Workers have no port: they end when something is wrong, and are started again.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.js"]
