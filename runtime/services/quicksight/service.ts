import type { Service } from '../../contracts/service.ts';
import { arn, property } from '../../template/give.ts';
import type { ResourceTypes } from '../../contracts/template.ts';

const readBy = 'nothing: a run has no dashboards of Quick Sight, and shows its reports as charts';

/** A resource that stands by an id of its own, such as dataset/shop-dev-orders. */
const named = (kind: string, id: string): ResourceTypes[string] => {
  const own = arn('quicksight', (self) => `${kind}/${property(self, id, self.id)}`);
  return { arn: own, attributes: { Arn: own }, readBy };
};

export const quicksight = {
  id: 'quicksight',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::QuickSight::DataSource': named('datasource', 'DataSourceId'),
    'AWS::QuickSight::DataSet': named('dataset', 'DataSetId'),
    'AWS::QuickSight::Dashboard': named('dashboard', 'DashboardId'),
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
