/**
 * Shows that a start is refused. A program that was double-clicked on Windows or macOS has no terminal, and a variable of the whole
 * machine may be the reason. Electron allows a box before it is ready; on Linux it would write to the terminal once more.
 */
import { dialog } from 'electron';

export function showRefusal(sentence: string, platform: NodeJS.Platform): void {
  if (platform !== 'linux') dialog.showErrorBox('汴印 Bianyin', sentence);
}
