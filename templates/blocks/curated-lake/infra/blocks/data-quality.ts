/** Rules of curated events in the language of Glue Data Quality (Glue guide, "DQDL reference"). They are evaluated when somebody asks. */
export const dataQuality = `Rules = [
  RowCount > 0,
  IsComplete "event_id",
  IsComplete "entity_id",
  IsComplete "type",
  IsComplete "occurred_at",
  IsComplete "sequence",
  ColumnValues "source" in ["social", "saas", "orders"],
  ColumnValues "operation" in ["create", "update", "delete"],
  ColumnValues "sequence" >= 0,
  ColumnLength "currency" = 3 where "currency is not null",
  ColumnValues "amount" >= 0 where "amount is not null"
]`;
