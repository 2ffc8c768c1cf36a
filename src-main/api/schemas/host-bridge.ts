/** What the desktop window offers its screens beyond a browser: `window.deskHost`, absent in the browser host. */

export interface DeskHost {
  /** Saves what the window shows as a PDF where the user says; answers the file, or null when cancelled. */
  printToPdf(options?: { landscape?: boolean; suggestedName?: string }): Promise<string | null>
  /** Shows a file or folder, that printToPdf or chooseFolder answered, in the system's file manager. */
  showInFolder(path: string): Promise<boolean>
  /** Lets the user choose a folder (for exports, USB sticks); null when cancelled. */
  chooseFolder(): Promise<string | null>
}
