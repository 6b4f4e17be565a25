# Node's own version of the devDependency `node`, so that the image runs what the tests ran on; a test compares them.
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Optional packages are the embedded PostgreSQL and Chroma's own server. In a container the database is a service with
# a volume and backups of its own, so they stay out: set DATABASE_URL.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:${NODE_VERSION}-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000 AUREN_DATA_DIR=/data
WORKDIR /app
RUN install -d -o 1000 -g 1000 -m 0700 /data
COPY --from=dependencies /app/node_modules node_modules
COPY . .
# The image's user `node`, as a number: Kubernetes can then see that it is not root.
USER 1000:1000
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/auren.ts"]
CMD ["serve"]
