import { idleInWords, idleOf } from '../core/consequence.ts';
import { useCases } from '../core/use-cases.ts';
import { exitCode } from '../entrance/exit-code.ts';
import { print, styled, type Terminal } from '../entrance/terminal/terminal.ts';
import { readVerb } from './verb.ts';
import { wrap } from '../entrance/terminal/wrap.ts';

const usage = {
  call: 'list',
  says: 'Lists the use cases: what each one does, how an event flows, and what it costs when idle.',
  flags: { json: { says: 'print the result, or the problems, as JSON' } },
  words: 0,
};

export async function list(argv: readonly string[], terminal: Terminal): Promise<number> {
  const line = await readVerb(argv, usage, terminal);
  if (!line) return exitCode.done;
  const rows = useCases.map((useCase) => ({
    id: useCase.id,
    title: useCase.title,
    flow: useCase.flow,
    idleUsdPerMonth: idleOf(useCase, {}),
  }));
  if (line.values['json']) print(terminal.output, JSON.stringify({ ok: true, useCases: rows }, null, 2));
  else
    for (const { id, title, flow, idleUsdPerMonth } of rows) {
      print(terminal.output, `${styled(terminal.output, 'bold', id)}  ${title}`);
      print(terminal.output, `  ${wrap(flow, terminal.width - 2, '  ')}`);
      print(terminal.output, `  idle, with the defaults: ${idleInWords(idleUsdPerMonth)}`);
    }
  return exitCode.done;
}
