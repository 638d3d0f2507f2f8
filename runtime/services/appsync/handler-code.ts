/** AppSync Events quotas: the size of a handler. */
const mostCharacters = 32 * 1024;

/** AppSync guide, supported-features ("Unsupported features"): words and operators that its JavaScript does not have. */
const unsupported =
  /\b(?:async|await|class|continue|do|finally|new|this|throw|try|while|yield)\b|\+\+|--|~|\bfor\s*\([^);]*;/;
const texts = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
const imports = /^[ \t]*import\s*\{\s*util\s*\}\s*from\s*['"]@aws-appsync\/utils['"];?/gm;
const exported = /\bexport\s+(?=(?:const|function)\s)/g;

/**
 * The code of handlers as a script: what it imports of AppSync is there already, what it exports are its names. Throws for what AppSync
 * does not accept, and for what this runtime does not understand.
 */
export function scriptOf(code: string, namespace: string): string {
  const refused = (why: string): Error => new Error(`The handlers of the channel namespace ${namespace}: ${why}`);
  if (code.length === 0 || code.length > mostCharacters)
    throw refused(`CodeHandlers has ${code.length} characters; AppSync accepts 1 to ${mostCharacters}.`);
  const script = code.replaceAll(imports, '').replaceAll(exported, '');
  const bare = script.replaceAll(texts, "''");
  const word = unsupported.exec(bare)?.[0];
  if (word !== undefined) throw refused(`"${word}" is no part of the JavaScript of AppSync.`);
  if (/\b(?:import|export)\b/.test(bare))
    throw refused(
      'the local runtime understands "import { util } from \'@aws-appsync/utils\'" and exports of functions.',
    );
  return script;
}
