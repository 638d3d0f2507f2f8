import type { Engine } from './engine-process.ts';

/** Where a server that is ready can be reached. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** One node of OpenSearch, without the security plugin. */
export const openSearch: Engine = {
  name: 'OpenSearch',
  folder: 'opensearch',
  main: 'OpenSearchEngine',
  options: [
    '-Xmx512m',
    '--add-modules',
    'jdk.incubator.vector',
    '--enable-native-access=ALL-UNNAMED',
    '-Dengine.log.level=error',
  ],
};

/** One node of Apache Kafka (KRaft), whose topics are made on purpose. */
export const kafka: Engine = {
  name: 'Kafka',
  folder: 'kafka',
  main: 'KafkaEngine',
  options: ['-Xmx256m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'],
};
