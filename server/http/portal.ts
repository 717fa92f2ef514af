import { join, resolve } from 'node:path';
import express, { Router } from 'express';
import { Refusal } from '../../domain/errors.ts';

/** Vite puts a hash into the names below here: the content of a name never changes. */
const HASHED = /[/\\]assets[/\\]/;

/** The built pages. Every path that is no file is a page of the application, which reads the path itself. */
export function portal(dir: string): Router {
  const router = Router();
  router.use(
    express.static(dir, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders: (response, path) => response.setHeader('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    }),
  );
  router.get('/*path', page(dir));
  router.get('/', page(dir));
  return router;
}

function page(dir: string): express.RequestHandler {
  return (request, response, next) => {
    // A missing script must not be answered with a page
    if (/\.\w{1,8}$/.test(request.path) || request.accepts('html') === false) {
      next(new Refusal('not-found', 'Không có trang này.'));
      return;
    }
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(resolve(join(dir, 'index.html')), (error?: Error) => {
      if (error !== undefined && !response.headersSent) next(new Refusal('not-found', 'Giao diện chưa được dựng.'));
    });
  };
}
