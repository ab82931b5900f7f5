# Everything in one image: `docker run -p 127.0.0.1:8410:8410 -v ~/Videos:/media:ro -v reeldex:/data reeldex` runs all of
# it; docker-compose.yml runs each program in a container of its own.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
# The image has its own Node.js; the one from npm is for machines without.
RUN node cli/main.ts build && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir /data /media \
  && chown node:node /data
WORKDIR /app
COPY --from=build /app .
ENV REELDEX_DATA=/data REELDEX_HOST=0.0.0.0
USER node
EXPOSE 8410
VOLUME /data
CMD ["node", "cli/main.ts", "start", "/media"]
