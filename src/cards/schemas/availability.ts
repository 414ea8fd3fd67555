import { z } from 'zod';
import { type Availability, latestHour, usualHour, weekdays } from '../../domain/availability.ts';
import { clockTime, date, manyOf, refuse } from '../input-fields.ts';

/** Leave, days and hour: all of it at once, what is empty doesn't apply. A leave without a first day begins today, which the application knows. */
export const availabilitySchema = z
  .object({
    from: date.exactOptional(),
    until: date.exactOptional(),
    hour: clockTime
      .transform((hour, ctx) => (hour < usualHour || hour > latestHour ? refuse(ctx, 'notOffered') : hour))
      .exactOptional(),
    days: manyOf(weekdays).exactOptional(),
  })
  .transform((given, ctx): Availability => {
    if (given.from !== undefined && given.until === undefined) return refuse(ctx, 'required', undefined, ['until']);
    return given;
  });
