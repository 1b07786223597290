/**
 * The one port to the system, at the height of the C library. Doors: {@link poplock.posix.Libc}, one method a C
 * function, and what is written on it once: {@link poplock.posix.OpenFile}, {@link poplock.posix.AtomicFile},
 * {@link poplock.posix.Directory}, {@link poplock.posix.FileStatus}, {@link poplock.posix.Poll},
 * {@link poplock.posix.Signals}, {@link poplock.posix.FolderWatch}, {@link poplock.posix.Child}.
 *
 * <p>Texts hold bytes, as ISO-8859-1. Nothing here is for two threads at once.
 */
package poplock.posix;
