/** Working days of the office, by its own calendar. */
export { workingDaysAfter } from '../checking/calendar.ts'
