/** The names under which the preload script and the main process talk. */
export const PRINT_TO_PDF = 'desk:print-to-pdf'
export const SHOW_IN_FOLDER = 'desk:show-in-folder'
export const CHOOSE_FOLDER = 'desk:choose-folder'
