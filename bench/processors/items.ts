/** An item of the contract that ships, with an attribute that the contract does not name. */
export interface BenchItem {
  productId: string;
  [name: string]: unknown;
}

const words =
  'light and breathable for long days on rough ground keeps wind and rain out dries within an hour made to be repaired';

/** Items whose change records have 0.8 KB each, all different. */
export const itemsOf = (count: number): BenchItem[] =>
  Array.from({ length: count }, (_, nth) => ({
    productId: `p-${String(nth).padStart(8, '0')}`,
    title: `Trail running shoe ${nth}`,
    description: `${words.slice(nth % 40)} ${nth}`,
    brand: ['Nordwand', 'Larkspur', 'Oak & Iron'][nth % 3],
    category: ['clothing', 'footwear', 'shelter'][nth % 3],
    tags: ['winter', 'light'],
    price: 19 + (nth % 1000) / 100,
    inStock: nth % 2 === 0,
    rating: (nth % 50) / 10,
    weightGrams: 100 + (nth % 900),
    size: { label: 'M', volumeLitres: nth % 100 },
    releasedAt: '2026-01-18T10:00:00Z',
    updatedBy: `warehouse-${nth % 7}`,
  }));

/** As an index holds it. */
export const document = (item: BenchItem): object => ({
  ...item,
  stream: { version: 1_790_000_000_000_000, deleted: false },
});
