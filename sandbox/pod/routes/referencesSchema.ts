/** Ids or e-mail addresses of users, or other short names, in the body of a request. */
export function referencesSchema(minItems: number) {
  return {
    type: 'array',
    minItems,
    maxItems: 50,
    items: { type: 'string', minLength: 1, maxLength: 254 },
  } as const;
}

/** The body of requests that name users. */
export const userIdsSchema = {
  type: 'object',
  required: ['userIds'],
  additionalProperties: false,
  properties: { userIds: referencesSchema(1) },
} as const;
