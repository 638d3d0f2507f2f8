/** An event of a user's own: as little as a contract can be. */
export const order = {
  title: 'Order',
  type: 'object',
  'x-stream-key': ['id'],
  required: ['id'],
  properties: { id: { type: 'string' }, total: { type: 'number' } },
};
