import type Generator from 'yeoman-generator';
import type { Asker } from '../entrance/questions/asker.ts';
import { confirmFor, inputFor, selectFor, selectSeveralFor } from '../entrance/questions/inquirer.ts';
import { widthOf } from '../entrance/terminal/terminal.ts';

/** Asks through the adapter of Yeoman's environment, which may be a terminal, an editor or a test. */
export function yeomanAsker(generator: Pick<Generator, 'prompt' | 'log'>): Asker {
  const page = { output: process.stdout, width: widthOf(process.stdout) };
  const asked = async <Answer>(type: string, name: string, question: object): Promise<Answer> => {
    const answers = await generator.prompt<Record<string, Answer>>({ type, name, ...question } as never);
    return answers[name]!;
  };
  return {
    width: page.width,
    tell: (text) => void generator.log(text),
    select: (question) => asked<string>('select', question.name, selectFor(question, page)),
    selectSeveral: (question) => asked<string[]>('checkbox', question.name, selectSeveralFor(question, page)),
    input: (question) =>
      asked<string | undefined>('input', question.name, inputFor(question, page)).then((value) => (value ?? '').trim()),
    confirm: (question) => asked<boolean>('confirm', question.name, confirmFor(question, page)),
  };
}
