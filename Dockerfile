# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /ssmlint
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm pack --ignore-scripts --pack-destination /tmp

FROM node:24-bookworm-slim
COPY --from=build /tmp/ssmlint-*.tgz /tmp/ssmlint.tgz
RUN npm install --global --no-audit --no-fund /tmp/ssmlint.tgz \
 && rm /tmp/ssmlint.tgz \
 && npm cache clean --force
# The first check keeps its compiled code beside the bundle, where only root may write.
COPY examples/configure-list.yaml /tmp/
RUN ssmlint --no-config /tmp/configure-list.yaml && rm /tmp/configure-list.yaml
USER node
WORKDIR /work
ENTRYPOINT ["ssmlint"]
CMD ["."]
