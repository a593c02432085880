import { defineVariables, variable } from '@tallystick/config'
import { z } from 'zod'

/** What every process reads from its environment about tracing, under OpenTelemetry's own names. */
export const tracingVariables = defineVariables({
  OTEL_EXPORTER_OTLP_ENDPOINT: variable({
    schema: z.url({ protocol: /^https?$/ }).optional(),
    description:
      'An OpenTelemetry collector (OTLP over HTTP, such as http://jaeger:4318) to send traces to; none when left out.',
  }),
  OTEL_TRACES_SAMPLER_ARG: variable({
    schema: z.coerce
      .number('is a number from 0 to 1')
      .min(0, 'is at least 0')
      .max(1, 'is at most 1'),
    default: '1',
    description: 'Which part of all traces is kept, 0 to 1.',
  }),
})
