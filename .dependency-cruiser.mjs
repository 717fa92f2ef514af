const TESTS = '\\.test\\.tsx?$';

/** `from` may import only what `to` names (and node's own modules where the layer does I/O). */
const only = (name, from, to, comment) => ({ name, comment, severity: 'error', from: { path: from, pathNot: TESTS }, to: { pathNot: to } });
const onlyFrom = (name, what, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: [...allowed, TESTS, '^test/', '^node_modules', '^(eslint|jest)\\.config'] },
  to: { path: what },
});

const NPM = 'node_modules/';

export default {
  forbidden: [
    only('contract-imports-only-zod', '^contract', ['^contract', `${NPM}zod`], 'What crosses the wire depends on nothing else.'),
    only(
      'domain-is-pure',
      '^domain',
      [
        '^domain',
        '^contract/(vocabulary|endpoint)',
        `${NPM}(zod|temporal-polyfill|bpmn-moddle|dmn-moddle|zeebe-bpmn-moddle|moddle|moddle-xml|saxes|feelin|@noble)`,
      ],
      'Rules run in the server, the workers and the browser alike.',
    ),
    only(
      'ports-need-only-domain',
      '^server/ports',
      ['^server/ports', '^domain', '^contract', `${NPM}zod`],
      'Ports say what the rules need, not how it is done.',
    ),
    only(
      'usecases-need-only-ports',
      '^server/usecases/(?!read-package|demo|create-admin)',
      ['^domain', '^server/(ports|usecases)', '^contract', `${NPM}(@noble|zod)`],
      'A use case knows no database, engine or HTTP.',
    ),
    only(
      'steps-need-only-usecases',
      '^workers/(?!main|start-steps)',
      ['^workers', '^domain', '^server/(ports|usecases)', '^contract', `${NPM}zod`],
      'A step is rules and ports.',
    ),
    {
      name: 'sides-do-not-meet',
      comment: 'http, background, store and engine meet in compose.ts only.',
      severity: 'error',
      from: { path: '^server/(http|background|store|engine)/', pathNot: TESTS },
      to: { path: '^(server/(http|background|store|engine)|workers)/', pathNot: ['^server/$1/'] },
    },
    onlyFrom('only-store-knows-mongoose', `${NPM}(mongoose|mongodb)/`, ['^server/store'], 'One door to the database.'),
    onlyFrom('only-engine-knows-zeebe', `${NPM}(zeebe-node|@grpc)/`, ['^server/engine'], 'One door to the engine.'),
    onlyFrom('only-http-knows-express', `${NPM}(express|helmet|multer|express-rate-limit)/`, ['^server/http'], 'One door to HTTP.'),
    onlyFrom('only-modeler-knows-bpmn-js', `${NPM}(bpmn-js|diagram-js|dmn-js)/`, ['^modeler'], 'One wrapper around the drawing.'),
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: ['^test/', TESTS, '^workflows'] }, to: { path: '^test/' } },
    { name: 'browser-does-not-import-server', severity: 'error', from: { path: '^(portal|modeler)' }, to: { path: '^(server|workers|infra)' } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
    exclude: { path: ['(^|/)dist/', '/target/'] },
  },
};
