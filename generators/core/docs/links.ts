import type { Answers } from '../use-cases.ts';

/** Part of a region's name -> where its AWS console is; '' where that is not public. */
const consoles = {
  'cn-': 'console.amazonaws.cn',
  'us-gov-': 'console.amazonaws-us-gov.com',
  'eusc-': 'console.amazonaws-eusc.eu',
  '-iso': '',
};

/** Links of a project in the software catalog: the dashboard of each stage, and the runbook where the repository is known. */
export const linksOf = ({ name, devRegion, prodRegion, repository }: Answers): object[] => [
  ...dashboard(`${name}-dev`, devRegion),
  ...dashboard(`${name}-prod`, prodRegion),
  ...(repository
    ? [{ title: 'Runbook', icon: 'docs', url: `https://github.com/${repository}/blob/HEAD/docs/runbook/index.md` }]
    : []),
];

/** Without a region the console shows the one that was looked at last. */
function dashboard(stack: string, region = ''): object[] {
  const special = Object.entries(consoles).find(([part]) => region.includes(part));
  const host = special ? special[1] : 'console.aws.amazon.com';
  const url = `https://${host}/cloudwatch/home${region && `?region=${region}`}#dashboards/dashboard/${stack}`;
  return host ? [{ title: `Dashboard ${stack}`, icon: 'dashboard', url }] : [];
}
