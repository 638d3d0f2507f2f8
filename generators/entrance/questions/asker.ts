/** Said in place of an answer: go back to the question before. */
export const back = '<';
/** Said in place of an answer: explain the question. */
export const help = '?';

export interface Offer {
  value: string;
  /** What choosing it means. */
  says: string;
  /** Why it cannot be chosen. */
  refused?: string;
}

export interface Select {
  name: string;
  message: string;
  choices: readonly Offer[];
  /** The value that the cursor starts on. */
  default?: string;
}

export interface SelectSeveral {
  name: string;
  message: string;
  choices: readonly Offer[];
  /** The values that are ticked at first. */
  default: readonly string[];
  /** What is wrong with a list of values, in a sentence. */
  check: (values: readonly string[]) => Promise<string | undefined>;
}

export interface Input {
  name: string;
  message: string;
  /** What the answer decides, and what else may be typed. Shown until the question is answered. */
  about: readonly string[];
  default?: string;
  /** What is wrong with a value, in a sentence. */
  check: (value: string) => Promise<string | undefined>;
}

export interface Confirm {
  name: string;
  message: string;
  default: boolean;
}

/** Puts questions to the user: with Inquirer on a terminal, through the adapter of Yeoman's environment. */
export interface Asker {
  /** Columns that a line of text may take. */
  readonly width: number;
  select(question: Select): Promise<string>;
  /** Gives the values that were ticked. One that leads out of the question may be among them, and is then not checked. */
  selectSeveral(question: SelectSeveral): Promise<readonly string[]>;
  input(question: Input): Promise<string>;
  confirm(question: Confirm): Promise<boolean>;
  /** Shows text between two questions. */
  tell(text: string): void;
}

/** The offers that end a list: they explain it, and lead back where there is a question before. */
export const waysOut = (canGoBack: boolean): Offer[] => [
  { value: help, says: 'explain the choices' },
  ...(canGoBack ? [{ value: back, says: 'go back' }] : []),
];
