import { latestHour, usualHour, weekdays } from '../../domain/availability.ts';
import { choice } from '../choices.ts';
import { type FormViewBuilder, filledIn, frameOf } from '../frame.ts';

/** When somebody is there: leave, the hour of the card in the morning, the days they work. */
export const availabilityView: FormViewBuilder = (view, tools) => {
  const { words, dates, room } = tools;
  const filled = filledIn(view, tools, ['from', 'until', 'hour', 'days']);
  const hours = [...halfHours()].map(hour => choice(dates.time(`2026-01-01T${hour}`) ?? hour, hour, room.text));
  return {
    ...frameOf(view, tools),
    hours,
    days: weekdays.map(day => choice(words.t(`weekday.${day}`), day, room.text)),
    v: {
      ...filled,
      hour: hours.some(({ value }) => value === filled.hour) ? filled.hour : usualHour,
      days: filled.days === '' ? weekdays.join(',') : filled.days,
    },
  };
};

function* halfHours(): Generator<string> {
  for (let hour = Number(usualHour.slice(0, 2)); hour <= Number(latestHour.slice(0, 2)); hour++)
    for (const minutes of ['00', '30']) {
      const time = `${String(hour).padStart(2, '0')}:${minutes}`;
      if (time <= latestHour) yield time;
    }
}
