import { join } from 'node:path';
import { createServer } from 'vite';
import { projectRoot } from './project-root.ts';
import { exitWithParent } from './watch-parent.ts';

/**
 * The pages during development: each module is put into an open page as soon as it has changed. Everything under /api is passed on to the
 * server with the Host that the browser named, or the server would take its own pages' writes for those of another site.
 */
const [port, server = ''] = process.argv.slice(2);
const root = projectRoot();

exitWithParent(Number(process.env.MOTCUA_PARENT_PID));
const vite = await createServer({
  configFile: join(root, 'portal', 'vite.config.ts'),
  clearScreen: false,
  server: {
    host: '127.0.0.1',
    port: Number(port),
    strictPort: true,
    proxy: { '/api': { target: server, changeOrigin: false } },
    fs: { allow: [root] },
  },
});
await vite.listen();
process.on('SIGTERM', () => void vite.close().finally(() => process.exit(0)));
console.log('ready');
