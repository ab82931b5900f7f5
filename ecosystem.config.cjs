// PM2: each program as an app of its own. `pm2 start ecosystem.config.cjs`; settings come from reeldex.yaml and the
// environment as always. With a Meilisearch of your own (MEILI_URL), leave the first app out: pm2 delete reeldex-meili.

const { join } = require('node:path');

/** PM2 loads scripts from a wrapper of its own, so that all of them begin at the command line's entry. */
function app(command) {
  return {
    name: `reeldex-${command}`,
    script: join(__dirname, 'cli/main.ts'),
    args: command,
    cwd: __dirname,
    interpreter: join(__dirname, 'node_modules/.bin/node'),
    // As `reeldex start` has it: see `cli/start/programs.ts`.
    node_args: command === 'server' ? ['--max-semi-space-size=16'] : [],
    exec_mode: 'fork',
    // A program ends in order within this time; ffmpeg and Meilisearch tasks are taken up again later.
    kill_timeout: 5000,
    exp_backoff_restart_delay: 500,
    env: { REELDEX_LOG_TERMINAL: 'json' },
  };
}

module.exports = { apps: ['meili', 'server', 'indexer', 'worker'].map(app) };
