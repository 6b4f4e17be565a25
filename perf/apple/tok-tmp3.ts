import { createReadStream } from 'node:fs';
import { createExportReader } from '../../providers/healthkit/export/read-export.ts';
const path = process.argv[2]!;
const t = process.cpuUsage(); const w = performance.now();
let n = 0, bytes = 0, out = 0;
const p = createExportReader((b) => { n++; out += b.length; });
for await (const c of createReadStream(path, { highWaterMark: 1<<18 })) { bytes += c.length; p.write(c as Buffer); }
p.end();
const u = process.cpuUsage(t); 
console.log(n, out, p.counts, (bytes/1e6).toFixed(0)+'MB', 'cpu MB/s', (bytes/(u.user+u.system)).toFixed(1), 'wall MB/s', (bytes/1e3/(performance.now()-w)).toFixed(1), 'rss', (process.resourceUsage().maxRSS/1024).toFixed(0));
