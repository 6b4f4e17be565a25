import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readConfig, VARIABLES } from '../app/config.ts';
import { connectReads } from '../app/database/connect.ts';
import { registerFetchMetrics } from '../app/fetch-metrics.ts';
import { registerGuardMetrics } from '../app/guards/guard-metrics.ts';
import { registerKpiMetrics } from '../app/kpi-metrics.ts';
import { createLogMetrics, createRegistry, registerLagMetrics } from '../app/metrics.ts';
import { registerWorkerMetrics } from '../app/worker-metrics.ts';
import { createGatewayMetrics } from '../gateway/metrics.ts';

type Tree = Record<string, unknown>;
interface Service {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks?: Readonly<Record<string, unknown>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every document of a YAML file; anything the parser even warns of fails. */
const documents = (path: string): Tree[] =>
  parseAllDocuments(read(path), { merge: true }).map((document) => {
    expect([path, document.errors, document.warnings]).toEqual([path, [], []]);
    return document.toJS() as Tree;
  });
const yaml = <T>(path: string): T => documents(path)[0] as T;

const filesUnder = (folder: string, pattern: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const packageJson = JSON.parse(read('package.json')) as {
  version: string;
  devDependencies: { node: string };
};
const base = yaml<Compose>('compose.yaml');
const override = yaml<Compose>('ops/compose.eventstoredb.yaml');
const compose: { readonly services: Record<string, Service> } = {
  services: { ...base.services, eventstoredb: override.services['eventstoredb']! },
};
const services = Object.entries(compose.services);
const ours = ['gateway', 'worker'];

describe('every file', () => {
  it.each([...filesUnder('ops', /\.ya?ml$/), 'compose.yaml'])('%s parses', (path) => {
    expect(documents(path).length).toBeGreaterThan(0);
  });
  it.each(filesUnder('ops', /\.json$/))('%s parses', (path) => {
    expect(JSON.parse(read(path))).toBeTypeOf('object');
  });
});

describe('compose', () => {
  /** What the engine's image reads, by its documentation. */
  const OF_IMAGE: Readonly<Record<string, RegExp>> = {
    'timescale/timescaledb': /^(POSTGRES_(USER|DB|PASSWORD)|TIMESCALEDB_TELEMETRY)$/,
    'chromadb/chroma': /^ANONYMIZED_TELEMETRY$/,
    'apache/kafka': /^KAFKA_[A-Z_]+$/,
    'grafana/grafana': /^GF_(SECURITY|USERS|ANALYTICS)_[A-Z_]+$/,
    'eventstore/eventstore':
      /^EVENTSTORE_(INSECURE|CLUSTER_SIZE|RUN_PROJECTIONS|TELEMETRY_OPTOUT|MAX_APPEND_SIZE)$/,
  };
  const named = (image: string): string => image.split(':')[0]!;

  it.each(services)('%s: its image is pinned to a version', (_, { image }) => {
    expect(image).toMatch(/:v?\d+\.\d+\.\d+(-[a-z0-9.]+)*$/);
  });

  it.each(services)('%s: its ports are open to this machine only', (_, { ports }) => {
    for (const port of ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:(\d+|\$\{PORT:-\d+\}):\d+$/);
  });

  it.each(services)('%s: its variables are known to what reads them', (name, { image, environment }) => {
    const known = OF_IMAGE[named(image)];
    for (const variable of Object.keys(environment ?? {}))
      if (ours.includes(name)) expect(VARIABLES).toContain(variable);
      else expect(known?.test(variable) ? variable : `${variable} of ${image}`).toBe(variable);
  });

  it.each(services)('%s: it has a health check, or says that it has none', (name, { healthcheck }) => {
    const inherited = name === 'gateway';
    expect(inherited || healthcheck?.disable === true || (healthcheck?.test?.length ?? 0) > 0).toBe(true);
  });

  it.each(services)('%s: what it names exists', (_, { volumes, networks, depends_on }) => {
    const all = { ...base.volumes, ...override.volumes };
    for (const volume of volumes ?? []) {
      const source = volume.split(':')[0]!;
      if (!source.startsWith('./')) expect(Object.keys(all)).toContain(source);
      else expect(readdirSync(join(root, source)).length).toBeGreaterThan(0);
    }
    for (const network of networks ?? []) expect(Object.keys(base.networks!)).toContain(network);
    for (const [needed, { condition }] of Object.entries(depends_on ?? {})) {
      expect(Object.keys(compose.services)).toContain(needed);
      if (condition === 'service_healthy') expect(compose.services[needed]!.healthcheck?.test).toBeDefined();
    }
  });

  it('gives gateway and worker settings that AUREN accepts, the secrets from outside', () => {
    const secrets: Record<string, string> = {
      AUREN_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
      AUREN_ADMIN_TOKEN: 'x'.repeat(40),
      POSTGRES_PASSWORD: 'abc123',
    };
    for (const name of ours) {
      const environment = Object.fromEntries(
        Object.entries(compose.services[name]!.environment!).map(([variable, value]) => [
          variable,
          value.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, key: string, kind: string, text: string) =>
            kind === '-' ? text : (secrets[key] ?? `no ${key}`),
          ),
        ]),
      );
      expect(readConfig(environment)).toMatchObject({
        databaseUrl: 'postgres://auren:abc123@timescaledb:5432/auren',
        masterKey: Buffer.alloc(32, 1),
      });
    }
  });

  it('stops with a clear message where a secret is missing, and holds none itself', () => {
    const text = read('compose.yaml');
    for (const secret of [
      'AUREN_MASTER_KEY',
      'AUREN_ADMIN_TOKEN',
      'POSTGRES_PASSWORD',
      'GRAFANA_ADMIN_PASSWORD',
    ])
      expect(text).toMatch(new RegExp(`\\$\\{${secret}:\\?is missing in \\.env; make one with openssl`));
    for (const { environment } of Object.values(base.services))
      for (const [name, value] of Object.entries(environment ?? {}))
        if (/KEY|TOKEN|PASSWORD|SECRET/.test(name)) expect(value).toMatch(/^\$\{/);
  });

  it('the log moves to EventStoreDB by the override alone', () => {
    expect(read('compose.yaml')).not.toContain('EVENTSTORE_URL');
    for (const name of ours)
      expect(override.services[name]!.environment).toEqual({
        EVENTSTORE_URL: 'esdb://eventstoredb:2113?tls=false',
      });
  });
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  it('runs the Node that the tests run on, not as root', () => {
    expect(dockerfile).toContain(`ARG NODE_VERSION=${packageJson.devDependencies.node}\n`);
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual(
      Array(2).fill(`node:$${'{NODE_VERSION}'}-slim`),
    );
    expect(dockerfile).toMatch(/^USER 1000:1000$/m);
    expect(dockerfile).toMatch(/^STOPSIGNAL SIGTERM$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK [\s\S]*\/health/m);
    expect(dockerfile).toMatch(/npm ci --omit=dev .*--ignore-scripts/);
  });
  it('is named after the version of the package, the same everywhere', () => {
    const name = `auren:${packageJson.version}`;
    for (const service of ours) expect(compose.services[service]!.image).toBe(name);
    for (const path of ['ops/kubernetes/gateway.yaml', 'ops/kubernetes/worker.yaml'])
      expect(read(path)).toContain(`image: ${name}\n`);
  });
  it('holds what the program imports, and no secrets', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const secret of ['.env', '.env.*', '.auren', '.git']) expect(ignored).toContain(secret);
    for (const room of [
      'bin',
      'app',
      'gateway',
      'agent',
      'memory',
      'projections',
      'commands',
      'eventstore',
      'domain',
      'providers',
      'migrations',
    ])
      expect(ignored).not.toContain(room);
  });
});

describe('what is watched', () => {
  const registry = createRegistry();
  createLogMetrics(registry);
  const pool = { query: async () => ({ rows: [] }) } as never;
  registerLagMetrics(registry, { pool, store: {} as never, processors: () => [] }, () => ({
    appends: 0,
    bytes: 0,
  }));
  registerWorkerMetrics(registry, pool);
  registerKpiMetrics(registry, pool);
  registerFetchMetrics(registry, { pool, db: connectReads(pool) });
  registerGuardMetrics(registry, []);
  createGatewayMetrics(registry);

  const exposed = new Map<string, readonly string[]>();
  for (const metric of registry.getMetricsAsArray() as unknown as {
    name: string;
    type: string;
    labelNames?: string[];
  }[])
    for (const suffix of String(metric.type) === 'histogram' ? ['_bucket', '_count', '_sum'] : [''])
      exposed.set(metric.name + suffix, [
        ...(metric.labelNames ?? []),
        ...(suffix === '_bucket' ? ['le'] : []),
      ]);
  /** Prometheus's own. */
  exposed.set('up', []);
  const OF_SCRAPE = ['job', 'instance'];

  const rules = yaml<{
    groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
  }>('ops/prometheus/alerts.yml').groups.flatMap((group) => group.rules);
  const dashboard = JSON.parse(read('ops/grafana/dashboards/auren.json')) as {
    panels: {
      title: string;
      gridPos: { x: number; y: number };
      datasource: { uid: string };
      targets: { expr: string }[];
    }[];
  };
  const expressions = [
    ...rules.map(({ alert, expr }) => [alert, expr] as const),
    ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ];
  const KEYWORDS = new Set('by or and absent changes histogram_quantile max min rate sum'.split(' '));
  /** Metric names of an expression, with the labels it filters by; labels it groups by are in `grouped`. */
  const parse = (expr: string) => {
    const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list]) =>
      list!.split(',').map((l) => l.trim()),
    );
    const bare = expr
      .replace(/\bby \([^)]*\)/g, '')
      .replace(/"[^"]*"/g, '""')
      .replace(/\[[^\]]*\]/g, '');
    const metrics = [...bare.matchAll(/([a-z_][a-z0-9_:]*)(\{([^}]*)\})?/gi)]
      .filter(([, name]) => !KEYWORDS.has(name!))
      .map(([, name, , filter]) => ({
        name: name!,
        labels: [...(filter ?? '').matchAll(/(\w+)\s*[=!]/g)].map(([, label]) => label!),
      }));
    return { metrics, grouped };
  };

  it.each(expressions)('%s uses metrics and labels that exist', (_, expr) => {
    const { metrics, grouped } = parse(expr);
    expect(metrics.length).toBeGreaterThan(0);
    for (const { name, labels } of metrics) {
      expect([...exposed.keys()]).toContain(name);
      for (const label of [...labels, ...grouped])
        expect([...OF_SCRAPE, ...exposed.get(name)!]).toContain(label);
    }
  });

  it('the names found are the right ones', () => {
    expect(parse('max by (processor) (auren_parked_events{a="b c"}) > 0 or absent(up{job="x"})')).toEqual({
      metrics: [
        { name: 'auren_parked_events', labels: ['a'] },
        { name: 'up', labels: ['job'] },
      ],
      grouped: ['processor'],
    });
  });

  it('every alert says what it means and what to do; each has its own name', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { annotations } of rules) expect(Object.keys(annotations)).toEqual(['summary', 'action']);
  });

  it('every metric of AUREN is on the dashboard', () => {
    const shown = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n');
    const own = (registry.getMetricsAsArray() as unknown as { name: string }[]).filter(({ name }) =>
      name.startsWith('auren_'),
    );
    expect(own.filter(({ name }) => !shown.includes(name)).map(({ name }) => name)).toEqual([]);
  });

  it('panels do not overlap and ask the data source that is provisioned', () => {
    const places = dashboard.panels.map(({ gridPos }) => `${gridPos.x} ${gridPos.y}`);
    expect(new Set(places).size).toBe(places.length);
    const { datasources } = yaml<{ datasources: { uid: string; url: string }[] }>(
      'ops/grafana/provisioning/datasources/prometheus.yaml',
    );
    for (const panel of dashboard.panels) expect(panel.datasource.uid).toBe(datasources[0]!.uid);
    expect(datasources[0]!.url).toBe('http://prometheus:9090');
  });

  it('Prometheus asks the gateways by their service name and port', () => {
    const { scrape_configs, rule_files } = yaml<{
      scrape_configs: { job_name: string; dns_sd_configs: { names: string[]; port: number }[] }[];
      rule_files: string[];
    }>('ops/prometheus/prometheus.yml');
    expect(scrape_configs[0]).toMatchObject({
      job_name: 'auren',
      dns_sd_configs: [{ names: ['gateway'], port: 8000 }],
    });
    expect(rule_files).toEqual(['alerts.yml']);
  });
});

describe('Kubernetes', () => {
  interface Container {
    readonly args: string[];
    readonly securityContext: Tree;
    readonly resources: { requests: Tree; limits: Tree };
    readonly [probe: string]: unknown;
  }
  const all = filesUnder('ops/kubernetes', /\.yaml$/).flatMap(documents);
  const kinds = (kind: string) => all.filter((document) => document['kind'] === kind);
  const deployments = kinds('Deployment').map((document) => {
    const { template, selector } = document['spec'] as {
      template: {
        metadata: { labels: Tree };
        spec: { securityContext: Tree; containers: Container[]; terminationGracePeriodSeconds: number };
      };
      selector: { matchLabels: Tree };
    };
    return [
      (document['metadata'] as { name: string }).name,
      { template, selector, container: template.spec.containers[0]! },
    ] as const;
  });

  it('has two deployments, a service, a secret to fill in, an autoscaler and disruption budgets', () => {
    expect(all.map((document) => document['kind']).toSorted()).toEqual([
      'Deployment',
      'Deployment',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'PodDisruptionBudget',
      'Secret',
      'Service',
    ]);
  });

  it.each(deployments)(
    '%s runs without rights, within limits, and selects its own pods',
    (name, { template, selector, container }) => {
      expect(template.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.resources).toMatchObject({
        requests: { cpu: expect.any(String), memory: expect.any(String) },
        limits: { memory: expect.any(String) },
      });
      expect(template.metadata.labels).toEqual(selector.matchLabels);
      expect(container.args).toEqual([name.replace('auren-', '')]);
    },
  );

  it('asks the gateway whether it lives and whether it is ready, and gives it time to drain', () => {
    const { container, template } = deployments.find(([name]) => name === 'auren-gateway')![1];
    expect(container['livenessProbe']).toMatchObject({ httpGet: { path: '/health' } });
    expect(container['startupProbe']).toMatchObject({ httpGet: { path: '/health' } });
    expect(container['readinessProbe']).toMatchObject({ httpGet: { path: '/ready' } });
    expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(5 + 7 + 10);
  });

  it('budgets, the service and the autoscaler select what is there', () => {
    const labels = deployments.map(([, { selector }]) => selector.matchLabels);
    for (const budget of kinds('PodDisruptionBudget'))
      expect(labels).toContainEqual(
        (budget['spec'] as { selector: { matchLabels: Tree } }).selector.matchLabels,
      );
    expect(labels).toContainEqual((kinds('Service')[0]!['spec'] as { selector: Tree }).selector);
    expect(kinds('HorizontalPodAutoscaler')[0]!['spec']).toMatchObject({
      scaleTargetRef: { name: 'auren-gateway' },
      minReplicas: 2,
    });
  });

  it('the secret is a form: its names are known, its values empty', () => {
    const values = kinds('Secret')[0]!['stringData'] as Record<string, string>;
    for (const [name, value] of Object.entries(values)) {
      expect([...VARIABLES, 'REDIS_URL', 'CHROMA_URL', 'KAFKA_BROKERS', 'EVENTSTORE_URL']).toContain(name);
      expect(value).toBe('');
    }
  });
});
