import type { ProbeAnswer } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { stages } from '../infra/config.ts';
import { defaultCoolDown, heard } from '../processors/lib/detector/cool-down.ts';
import { pathGroup } from '../processors/lib/detector/path-group.ts';
import { TableRows } from '../processors/lib/detector/rows.ts';
import { attackedSource, attackLogs, attacks, judgedAt, minuteOf, type Attack } from './attacks.ts';
import { knownHour, type KnownHour } from './known-hour.ts';
import { logKinds } from './logs/log-kinds.ts';
import { callsOf } from './table-calls.ts';

const coolDown = { ...defaultCoolDown, after: stages[0]!.analytics.coolDown.toMilliseconds() };
const names = attacks.map(({ id }) => id).join(', ');

/** An attack: its logs come into the raw bucket, as the services of AWS deliver them. */
export const attackProbe = (place: Place): Probe => ({
  id: 'attack',
  title: 'Attack',
  label: `Writes logs of an attack: ${names}`,
  placeholder: attacks[0]!.id,
  action: 'Attack',
  acts: true,
  ask: async (_stack, input) => {
    const attack = input === '' ? attacks[0]! : attacks.find(({ id }) => id === input);
    return attack ? await attacked(place, attack) : refused(`No attack is called "${input}". There are: ${names}`);
  },
  problems: () => Promise.resolve([]),
});

async function attacked({ clock, find, outputs }: Place, attack: Attack): Promise<ProbeAnswer> {
  const source = attackedSource(attack)!;
  const { http } = logKinds[source]!;
  // ports of flow logs are one group, whose traffic is that of the samples
  const group = pathGroup(http ? attack.path : '443');
  const name = output(outputs, 'DetectorTableName');
  const rows = new TableRows(callsOf(find('table', name)), name);
  const hour = await knownHour({ rows, clock }, { source, group, quiet: http });
  if (!hour) return refused(`No minute of ${source} is judged yet, so nothing is unusual. Try again later`);
  const now = clock.now();
  const logs = attackLogs(attack, source, now);
  const bucket = find('bucket', output(outputs, 'RawBucketName'));
  for (const { key, body } of logs) bucket.write(key, body);
  const report = {
    attack: attack.id,
    source,
    group,
    requests: logs.length * attack.requests,
    clients: attack.clients,
    logs: logs.map(({ key }) => key),
    history: historyOf(hour, group),
    told: toldOf(hour, group, source, now),
  };
  const what = `${logs.length} logs with ${report.requests.toLocaleString('en')} requests`;
  return { summary: `Put ${what} into the raw bucket: ${attack.id}`, failed: false, rows: [report], raw: report };
}

const historyOf = ({ written }: KnownHour, group: string): string =>
  written === 0
    ? `The detector has seen enough of ${group}, nothing was added.`
    : `The detector judges by the last hour and knew too little of ${group}: ${written} quiet minutes were written into its table.`;

function toldOf({ frontier }: KnownHour, group: string, source: string, now: number): string {
  const start = minuteOf(now);
  const episode = frontier?.episodes.find(([name]) => name === group)?.[1];
  if (!heard(episode, start, coolDown).tell)
    return `Not told: people have heard of ${group} at ${clockTime(episode!.told)}, and its cool-down is not over.`;
  return `Told some two minutes after ${clockTime(judgedAt(source, now))} on the clock of the run, where it is ${clockTime(now)}: logs may be late for so long.`;
}

const clockTime = (at: number): string => new Date(at).toISOString().slice(11, 19);

const refused = (summary: string): ProbeAnswer => ({ summary, failed: true, rows: [], raw: summary });
