/** Calls around placement templates (docs/adr/0043): rules under names, for the desk and for lists. */
import { z } from 'zod';
import { sealTypeCode } from './fields.ts';

const name = z.string().trim().min(1).max(40);

const template = z.strictObject({
  name,
  typeCode: sealTypeCode,
  hasPair: z.boolean(),
  keyword: z.string().trim().max(100),
  dxMm: z.number().min(-300).max(300),
  dyMm: z.number().min(-300).max(300),
  seam: z.enum(['left', 'right']).nullable(),
});
const templates = z.array(template);

const call = <I extends z.ZodType>(input: I) => ({
  page: 'main' as const,
  maxInput: 2048,
  input,
  output: templates,
});

export const templateCalls = {
  'template.list': call(z.strictObject({})),
  /** A name that is taken is refused unless it is to be replaced. */
  'template.keep': call(z.strictObject({ template, mayReplace: z.boolean() })),
  'template.rename': call(z.strictObject({ name, to: name })),
  'template.remove': call(z.strictObject({ name })),
} as const;

export type TemplateView = z.infer<typeof template>;
