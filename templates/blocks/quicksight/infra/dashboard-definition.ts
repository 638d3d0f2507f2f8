import type { CfnDashboard } from 'aws-cdk-lib/aws-quicksight';
import { reports, type Report } from '../processors/lib/warehouse/reports.ts';

type Visual = CfnDashboard.VisualProperty;

/** A bar for each day, with a part for each value of a text column. */
interface DayChart {
  readonly report: string;
  readonly color: string;
  readonly measure: string;
}

const charts: readonly DayChart[] = [
  { report: 'events_by_day', color: 'source', measure: 'events' },
  { report: 'orders_by_day', color: 'currency', measure: 'amount' },
  { report: 'social_by_day', color: 'country', measure: 'events' },
];

/** The data set of a report within the dashboard. */
export const dataSetOf = ({ name }: Report): string => name;

/** One sheet: a chart of each report. Its columns are those of the reports. */
export function dashboardDefinition(
  dataSetArns: Readonly<Record<string, string>>,
): CfnDashboard.DashboardVersionDefinitionProperty {
  return {
    dataSetIdentifierDeclarations: reports.map((report) => ({
      identifier: dataSetOf(report),
      dataSetArn: dataSetArns[report.name]!,
    })),
    sheets: [
      {
        sheetId: 'reports',
        name: 'Reports',
        visuals: charts.map(visualOf),
        layouts: [
          {
            configuration: {
              gridLayout: {
                elements: charts.map(({ report }) => ({
                  elementId: report,
                  elementType: 'VISUAL',
                  columnSpan: 36,
                  rowSpan: 9,
                })),
              },
            },
          },
        ],
      },
    ],
  };
}

function visualOf({ report: name, color, measure }: DayChart): Visual {
  const report = reports.find((each) => each.name === name)!;
  const column = (columnName: string) => {
    if (!report.columns.some((each) => each.name === columnName))
      throw new Error(`The report ${name} has no column ${columnName}`);
    return { dataSetIdentifier: dataSetOf(report), columnName };
  };
  return {
    barChartVisual: {
      visualId: name,
      title: { visibility: 'VISIBLE', formatText: { plainText: report.title } },
      chartConfiguration: {
        orientation: 'VERTICAL',
        barsArrangement: 'STACKED',
        fieldWells: {
          barChartAggregatedFieldWells: {
            category: [
              { dateDimensionField: { fieldId: `${name}-day`, column: column('day'), dateGranularity: 'DAY' } },
            ],
            values: [
              {
                numericalMeasureField: {
                  fieldId: `${name}-${measure}`,
                  column: column(measure),
                  aggregationFunction: { simpleNumericalAggregation: 'SUM' },
                },
              },
            ],
            colors: [{ categoricalDimensionField: { fieldId: `${name}-${color}`, column: column(color) } }],
          },
        },
      },
    },
  };
}
