# Two stages: npm and what it leaves behind don't come along.
FROM node:24-alpine AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package runs a script of its own: none of them needs to.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-alpine
ENV NODE_ENV=production \
    DATA_DIR=/data \
    PORT=3978
# npm isn't needed to run, and a bot that can't install anything can't be made to.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /opt/yarn-* \
    && mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY cards cards
COPY src src
# Everything above belongs to root and can't be written by who runs it; only /data can.
USER node
VOLUME /data
EXPOSE 3978
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/index.ts"]
