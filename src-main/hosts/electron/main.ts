/** Entry of the desktop program. */
import { startDesk } from './start.ts'

void startDesk()
